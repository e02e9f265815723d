import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import styles from './ColumnChooser.module.css';
import { moved } from './column-choice';
import type { Column } from './columns';
import type { ColumnChoice } from './use-column-choice';

const GROUPS: readonly Column['group'][] = ['Trial', 'Metrics', 'Parameters'];

/** Chooses the columns of the table and their order. */
export function ColumnChooser({ all, choice }: { all: readonly Column[]; choice: ColumnChoice }) {
  return (
    <Popover
      label="Columns of the table"
      align="end"
      trigger={
        <>
          <Icon name="columns" size={13} /> Columns
        </>
      }
    >
      <Chooser all={all} choice={choice} />
    </Popover>
  );
}

function Chooser({ all, choice: { keys, chosen, choose } }: { all: readonly Column[]; choice: ColumnChoice }) {
  const [search, setSearch] = useState('');
  const known = new Map(all.map((column) => [column.key, column]));
  const matches = (column: Column) => column.label.toLowerCase().includes(search.trim().toLowerCase());
  const shown = keys.flatMap((key) => known.get(key) ?? []);
  const hidden = all.filter((column) => !keys.includes(column.key));
  return (
    <div className={styles.chooser}>
      <div className={styles.head}>
        <input type="text" role="searchbox" aria-label="Search columns" placeholder="Search columns" value={search} spellCheck={false} onChange={(event) => setSearch(event.target.value)} />
        <Button kind="quiet" disabled={!chosen} onClick={() => choose(undefined)}>
          Reset
        </Button>
      </div>
      <div className={styles.lists}>
        <Shown columns={shown} matches={matches} keys={keys} choose={choose} />
        {GROUPS.map((group) => {
          const offered = hidden.filter((column) => column.group === group && matches(column));
          if (offered.length === 0) return null;
          return (
            <section key={group} aria-label={`${group}, not shown`}>
              <header>
                <h3>{group}</h3>
                {offered.length > 1 && (
                  <button type="button" className={styles.every} onClick={() => choose([...keys, ...offered.map(({ key }) => key)])}>
                    Show all {offered.length}
                  </button>
                )}
              </header>
              <ul>
                {offered.map((column) => (
                  <li key={column.key}>
                    <label>
                      <input type="checkbox" checked={false} onChange={() => choose([...keys, column.key])} />
                      <span>{column.label}</span>
                    </label>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </div>
  );
}

interface ShownProps {
  columns: readonly Column[];
  matches: (column: Column) => boolean;
  keys: readonly string[];
  choose: (keys: readonly string[]) => void;
}

/** The columns that are shown, in their order: dragged to another place, or moved there with the arrow keys. */
function Shown({ columns, matches, keys, choose }: ShownProps) {
  const [dragged, setDragged] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  /** Moved by keys: its handle keeps the focus. */
  const [focused, setFocused] = useState<string>();
  useEffect(() => {
    if (focused === undefined) return;
    const handles = list.current?.querySelectorAll<HTMLElement>('[data-handle]') ?? [];
    [...handles].find((handle) => handle.dataset.handle === focused)?.focus();
  }, [focused, keys]);
  const pressed = (event: KeyboardEvent, key: string) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    choose(moved(keys, key, keys.indexOf(key) + step));
    setFocused(key);
  };
  const over = (event: DragEvent, key: string) => {
    if (dragged === undefined) return;
    event.preventDefault();
    if (key !== dragged) choose(moved(keys, dragged, keys.indexOf(key)));
  };
  return (
    <section aria-label="Shown">
      <header>
        <h3>Shown</h3>
        {columns.length > 2 && (
          <button type="button" className={styles.every} onClick={() => choose(keys.slice(0, 1))}>
            Hide all
          </button>
        )}
      </header>
      <ul ref={list}>
        {columns.filter(matches).map(({ key, label }) => (
          <li
            key={key}
            draggable={key !== keys[0]}
            data-dragged={dragged === key}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(key);
            }}
            onDragEnd={() => setDragged(undefined)}
            onDragOver={(event) => over(event, key)}
          >
            <label>
              <input type="checkbox" checked disabled={key === keys[0]} onChange={() => choose(keys.filter((each) => each !== key))} />
              <span>{label}</span>
            </label>
            {key !== keys[0] && (
              <button
                type="button"
                className={styles.handle}
                data-handle={key}
                aria-label={`Move ${label}: arrow keys`}
                title="Drag, or use the arrow keys"
                onKeyDown={(event) => pressed(event, key)}
              >
                <Icon name="grip" size={12} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
