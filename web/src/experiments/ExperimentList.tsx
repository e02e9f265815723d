import { type KeyboardEvent, useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Icon } from '../ui/Icon';
import styles from './ExperimentList.module.css';
import { type ListColumn, type ListOrder, LIST_COLUMNS } from './experiment-list-view';
import type { ExperimentView } from './experiment-view';
import { ExperimentRow } from './ExperimentRow';
import { useWindowRows } from './use-window-rows';

/** Of a row on a wide screen, in pixels. */
const ROW = 58;

/** What lies over the rows while the page is scrolled: its header and that of the list. */
const COVERED = 48 + 36;

export interface ExperimentListHandle {
  focusFirst(): void;
}

interface Props {
  experiments: readonly ExperimentView[];
  order: ListOrder;
  onOrder: (column: ListColumn) => void;
  ref?: Ref<ExperimentListHandle>;
}

/** The table of experiments. Arrow keys, Home and End move between its rows, however many there are. */
export function ExperimentList({ experiments, order, onOrder, ref }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const { first, end, before, after, reveal } = useWindowRows(list, experiments.length, ROW);
  // A row far away is rendered before it can have the focus.
  const [wanted, setWanted] = useState<number>();

  const move = (index: number) => {
    if (index < 0 || index >= experiments.length) return;
    reveal(index, COVERED);
    setWanted(index);
  };
  useEffect(() => {
    if (wanted === undefined) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-row="${wanted}"] a`);
    if (link === null || link === undefined) return;
    link.focus({ preventScroll: true });
    setWanted(undefined);
  }, [wanted, first, end]);
  useImperativeHandle(ref, () => ({ focusFirst: () => move(0) }));

  const keyDown = (event: KeyboardEvent) => {
    const target = event.target as Element;
    const row = target.closest('[data-row]');
    if (row === null || !list.current?.contains(row) || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = Number(row.getAttribute('data-row'));
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: experiments.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  };

  return (
    <div className={styles.list} role="table" aria-label="Experiments" aria-rowcount={experiments.length + 1}>
      <div role="rowgroup" className={styles.headGroup}>
        <div className={styles.head} role="row" aria-rowindex={1}>
          {LIST_COLUMNS.map(({ column, label }) => (
            <ColumnHead key={column} label={label} sorted={order.column === column ? order : undefined} onSort={() => onOrder(column)} />
          ))}
          <span role="columnheader">
            <span className="visually-hidden">Actions</span>
          </span>
        </div>
      </div>
      <div ref={list} role="rowgroup" onKeyDown={keyDown}>
        <div style={{ height: before }} aria-hidden="true" />
        {experiments.slice(first, end).map((view, offset) => (
          <ExperimentRow key={view.experiment.id} view={view} index={first + offset} />
        ))}
        <div style={{ height: after }} aria-hidden="true" />
      </div>
    </div>
  );
}

function ColumnHead({ label, sorted, onSort }: { label: string; sorted: ListOrder | undefined; onSort: () => void }) {
  const direction = sorted === undefined ? undefined : sorted.descending ? 'descending' : 'ascending';
  return (
    <span role="columnheader" {...(direction !== undefined && { 'aria-sort': direction })}>
      <button type="button" onClick={onSort}>
        {label}
        {direction !== undefined && <Icon name={direction === 'descending' ? 'down' : 'up'} size={11} />}
      </button>
    </span>
  );
}
