import { type ReactNode, useEffect, useState } from 'react';
import type { ApiError } from '../api/client';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { SearchField } from '../ui/SearchField';
import { ConditionForm } from './ConditionForm';
import { parseCondition } from './conditions';
import styles from './TrialFilterBar.module.css';
import type { TrialFilters } from './trial-filters';

/** The search begins when the reader pauses. */
const PAUSE_MILLIS = 200;

interface Props {
  filters: TrialFilters;
  /** What conditions can be about. */
  names: readonly string[];
  /** What the server says against the conditions. */
  problem: ApiError | undefined;
  /** At the end of the line. */
  children: ReactNode;
}

/** Search, and conditions as chips that can be taken away. */
export function TrialFilterBar({ filters, names, problem, children }: Props) {
  const { where, setWhere } = filters;
  const [editing, setEditing] = useState<number | 'new'>();
  const close = () => setEditing(undefined);
  return (
    <div className={styles.bar}>
      <Search value={filters.search} onChange={filters.setSearch} />
      {where.map((condition, index) => (
        <span key={`${index} ${condition}`} className={styles.chip} data-testid="condition">
          <Popover
            label={`Change the condition ${condition}`}
            trigger={<Shown condition={condition} />}
            className={styles.chipText}
            open={editing === index}
            onOpen={(open) => setEditing(open ? index : undefined)}
          >
            <ConditionForm
              names={names}
              initial={condition}
              action="Change"
              onDone={(next) => {
                setWhere(where.with(index, next));
                close();
              }}
            />
          </Popover>
          <button type="button" className={styles.remove} aria-label={`Remove the condition ${condition}`} onClick={() => setWhere(where.toSpliced(index, 1))}>
            <Icon name="close" size={11} />
          </button>
        </span>
      ))}
      <Popover
        label={where.length === 0 ? 'Filter by a condition' : 'And another condition'}
        className={styles.add}
        trigger={
          <>
            <Icon name="filter" size={13} /> {where.length === 0 ? 'Filter' : 'And'}
          </>
        }
        open={editing === 'new'}
        onOpen={(open) => setEditing(open ? 'new' : undefined)}
      >
        <ConditionForm
          names={names}
          action="Add"
          onDone={(next) => {
            setWhere([...where, next]);
            close();
          }}
        />
      </Popover>
      {filters.any && (
        <button
          type="button"
          className={styles.clear}
          onClick={() => {
            setWhere([]);
            filters.setSearch('');
            filters.setStates(new Set());
          }}
        >
          Clear all
        </button>
      )}
      <div className={styles.tools}>{children}</div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          {problem.details.length > 0 ? problem.details.map(({ message }) => message).join('; ') : problem.message}
        </p>
      )}
    </div>
  );
}

function Shown({ condition }: { condition: string }) {
  const parts = parseCondition(condition);
  if (parts === undefined) return <code>{condition}</code>;
  return (
    <>
      {parts.name} <b>{parts.operator}</b> {parts.value}
    </>
  );
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  // The address may have changed by other means than this field.
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), PAUSE_MILLIS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className={styles.search}>
      <SearchField label="Search trials: number, id, reason, note, tag, worker, values of parameters" placeholder="Search trials" value={text} onChange={setText} />
    </div>
  );
}
