import { Fragment, memo, type ReactNode, type UIEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Trial } from '../api/types';
import { Icon } from '../ui/Icon';
import type { CellContext, Column } from './columns';
import type { Sort } from './sorting';
import styles from './TrialTable.module.css';
import { virtualRows } from './virtual-rows';

/** Agrees with `--row` in the style sheet. */
const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 33;
/** Until the details have been measured. */
const DETAIL_HEIGHT = 330;

interface Props {
  /** Filtered and in order. */
  trials: readonly Trial[];
  columns: readonly Column[];
  context: CellContext;
  sort: Sort;
  onSort: (sort: Sort) => void;
  expanded: number | undefined;
  onExpand: (trial: number | undefined) => void;
  details: (trial: Trial) => ReactNode;
  /** Scrolls this trial into view whenever the object changes. */
  reveal: { trial: number } | undefined;
  empty: string;
}

/** Trials as rows. Only the rows in sight exist, so that tens of thousands cost no more than a few. */
export function TrialTable({ trials, columns, context, sort, onSort, expanded, onExpand, details, reveal, empty }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  /** Columns are hidden at the left, at the right. */
  const [hidden, setHidden] = useState({ left: false, right: false });
  const [viewport, setViewport] = useState(600);
  const [detailHeight, setDetailHeight] = useState(DETAIL_HEIGHT);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      setViewport(element.clientHeight);
      setHidden((before) => hiddenColumns(element, before));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scrolled = (event: UIEvent<HTMLDivElement>) => {
    const element = event.currentTarget;
    setScrollTop(element.scrollTop);
    setHidden((before) => hiddenColumns(element, before));
  };

  const expandedIndex = expanded === undefined ? -1 : trials.findIndex((trial) => trial.number === expanded);
  const { first, end, before, after } = virtualRows(trials.length, ROW_HEIGHT, expandedIndex, detailHeight, scrollTop, viewport);

  // Where the trial stands matters only when it is asked for, not whenever the order changes.
  const order = useRef(trials);
  useEffect(() => {
    order.current = trials;
  }, [trials]);
  useEffect(() => {
    const element = scroller.current;
    if (reveal === undefined || element === null) return;
    const index = order.current.findIndex((trial) => trial.number === reveal.trial);
    if (index < 0) return;
    element.scrollTop = Math.max(0, index * ROW_HEIGHT - ROW_HEIGHT);
    element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [reveal]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-hidden-left={hidden.left}
      data-hidden-right={hidden.right}
      onScroll={scrolled}
      // Scrollable with the keyboard.
      tabIndex={0}
      role="region"
      aria-label="Trials, scrollable"
    >
      <table className={styles.table} style={{ minWidth: columns.reduce((sum, column) => sum + column.width, 0) }} aria-rowcount={trials.length + 1}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr style={{ height: HEADER_HEIGHT }} aria-rowindex={1}>
            {columns.map((column) => (
              <Header key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Space height={before} columns={columns.length} />}
          {trials.slice(first, end).map((trial, index) => (
            <Fragment key={trial.number}>
              <Row
                trial={trial}
                index={first + index}
                columns={columns}
                context={context}
                expanded={trial.number === expanded}
                onExpand={onExpand}
              />
              {trial.number === expanded && (
                <Details columns={columns.length} onHeight={setDetailHeight}>
                  {details(trial)}
                </Details>
              )}
            </Fragment>
          ))}
          {after > 0 && <Space height={after} columns={columns.length} />}
        </tbody>
      </table>
      {trials.length === 0 && <p className={styles.empty}>{empty}</p>}
    </div>
  );
}

interface Hidden {
  left: boolean;
  right: boolean;
}

/** Which sides have columns out of sight; the same object if that has not changed. */
function hiddenColumns({ scrollLeft, clientWidth, scrollWidth }: HTMLElement, before: Hidden): Hidden {
  const left = scrollLeft > 0;
  const right = scrollLeft + clientWidth < scrollWidth - 1;
  return left === before.left && right === before.right ? before : { left, right };
}

function Header({ column, sort, onSort }: { column: Column; sort: Sort; onSort: (sort: Sort) => void }) {
  const sorted = sort.column === column.key;
  const classes = column.numeric ? styles.numeric : undefined;
  if (!column.sortable) {
    return (
      <th scope="col" className={classes}>
        {column.label}
      </th>
    );
  }
  const click = () => onSort({ column: column.key, descending: sorted ? !sort.descending : false });
  return (
    <th scope="col" className={classes} aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={click} title={column.label}>
        <span>{column.label}</span>
        {sorted && <Icon name={sort.descending ? 'down' : 'up'} size={11} />}
      </button>
    </th>
  );
}

interface RowProps {
  trial: Trial;
  index: number;
  columns: readonly Column[];
  context: CellContext;
  expanded: boolean;
  onExpand: (trial: number | undefined) => void;
}

const Row = memo(function Row({ trial, index, columns, context, expanded, onExpand }: RowProps) {
  const toggle = () => {
    // Selecting text in a row is not a click on it.
    if (window.getSelection()?.isCollapsed === false) return;
    onExpand(expanded ? undefined : trial.number);
  };
  return (
    <tr className={`${styles.row} ${expanded ? styles.open : ''}`} data-trial={trial.number} data-state={trial.state} aria-rowindex={index + 2} onClick={toggle}>
      {columns.map((column, position) => (
        <td key={column.key} data-column={column.key} className={column.numeric ? styles.numeric : undefined} title={column.title?.(trial)}>
          {position === 0 && (
            <button
              type="button"
              className={styles.expander}
              aria-expanded={expanded}
              aria-label={`Details of trial ${trial.number}`}
              onClick={(event) => {
                event.stopPropagation();
                onExpand(expanded ? undefined : trial.number);
              }}
            >
              <Icon name="chevron" size={12} />
            </button>
          )}
          {column.cell(trial, context)}
        </td>
      ))}
    </tr>
  );
});

/** The row below an expanded one; says how high it is. */
function Details({ columns, onHeight, children }: { columns: number; onHeight: (height: number) => void; children: ReactNode }) {
  const measure = useCallback(
    (element: HTMLDivElement | null) => {
      if (element === null) return;
      const observer = new ResizeObserver(() => onHeight(element.offsetHeight));
      observer.observe(element);
      return () => observer.disconnect();
    },
    [onHeight],
  );
  return (
    <tr className={styles.detailRow}>
      <td colSpan={columns}>
        <div ref={measure} className={styles.details}>
          {children}
        </div>
      </td>
    </tr>
  );
}

function Space({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true" style={{ height }}>
      <td colSpan={columns} className={styles.space} />
    </tr>
  );
}
