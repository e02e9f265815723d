import { Fragment, type KeyboardEvent, type MouseEvent, memo, type ReactNode, type UIEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Trial } from '../api/types';
import { Icon } from '../ui/Icon';
import type { CellContext, Column } from './columns';
import type { Sort } from './sorting';
import styles from './TrialTable.module.css';
import type { TrialRows } from './trial-pages';
import { type SeenRow, useSteadyRows } from './use-steady-rows';
import { virtualRows } from './virtual-rows';

/** Agrees with `--row` in the style sheet. */
const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 33;
/** Until the details have been measured. */
const DETAIL_HEIGHT = 330;

const KEYS = 'Arrow keys, Home and End go from row to row. Enter opens details, Space marks for comparison.';

interface Props {
  /** Absent until they have come. */
  rows: TrialRows | undefined;
  columns: readonly Column[];
  context: CellContext;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** The trial whose details are open. */
  expanded: number | undefined;
  onExpand: (trial: number | undefined) => void;
  details: (trial: Trial) => ReactNode;
  marked: ReadonlySet<number>;
  /** `range`: all from the last one that was marked to this one. */
  onMark: (trial: number, range: boolean) => void;
  onMarkAll: (mark: boolean) => void;
  /** These rows are in sight, `end` excluded. */
  onSight: (first: number, end: number) => void;
  empty: string;
}

/** Trials as rows. Only the rows in sight exist, so that tens of thousands cost no more than a few. */
export function TrialTable(props: Props) {
  const { rows, columns, context, sort, onSort, expanded, onExpand, details, marked, onMark, onMarkAll, onSight, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  /** Columns are hidden at the left, at the right. */
  const [hidden, setHidden] = useState({ left: false, right: false });
  const [viewport, setViewport] = useState(600);
  const [detailHeight, setDetailHeight] = useState(DETAIL_HEIGHT);
  /** The row that keys act on. */
  const [active, setActive] = useState(0);
  const total = rows?.total ?? 0;

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

  const expandedRow = expanded === undefined || rows === undefined ? -1 : rows.rowOf(expanded);
  const { first, end, before, after } = virtualRows(total, ROW_HEIGHT, expandedRow, detailHeight, scrollTop, viewport);
  // Until there are rows, those that fit are wanted.
  const wantedEnd = rows === undefined ? Math.ceil(viewport / ROW_HEIGHT) : end;
  useEffect(() => onSight(first, wantedEnd), [onSight, first, wantedEnd]);

  const shown: { row: number; trial: Trial | undefined }[] = [];
  for (let row = first; row < end; row++) shown.push({ row, trial: rows?.at(row) });
  const seen = shown.flatMap(({ row, trial }): SeenRow[] => (trial === undefined ? [] : [{ row, trial: trial.number }]));
  const move = useCallback((by: number | 'top', held: boolean) => {
    const element = scroller.current;
    if (element === null || by === 0 || (element.scrollTop === 0 && !held)) return;
    element.scrollTop = by === 'top' ? 0 : element.scrollTop + by * ROW_HEIGHT;
    setScrollTop(element.scrollTop);
  }, []);
  useSteadyRows(rows, seen, expanded, move);

  /** Opened in the table: it is where the reader looks. */
  const clicked = useRef<number>(undefined);
  const expand = useCallback(
    (trial: number | undefined) => {
      clicked.current = trial;
      onExpand(trial);
    },
    [onExpand],
  );
  useEffect(() => {
    const element = scroller.current;
    if (element === null || expanded === clicked.current || expandedRow < 0) return;
    clicked.current = expanded;
    const top = expandedRow * ROW_HEIGHT;
    if (top < element.scrollTop || top + HEADER_HEIGHT + ROW_HEIGHT > element.scrollTop + element.clientHeight) element.scrollTop = Math.max(0, top - ROW_HEIGHT);
    element.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [expanded, expandedRow]);

  const focused = useRef(false);
  const current = Math.max(0, Math.min(active, total - 1));
  const go = (row: number) => {
    const element = scroller.current;
    if (element === null) return;
    const next = Math.max(0, Math.min(total - 1, row));
    const top = next * ROW_HEIGHT + (expandedRow >= 0 && next > expandedRow ? detailHeight : 0);
    const low = top + HEADER_HEIGHT + ROW_HEIGHT - element.clientHeight;
    if (element.scrollTop > top) element.scrollTop = top;
    else if (element.clientHeight > 0 && element.scrollTop < low) element.scrollTop = low;
    setScrollTop(element.scrollTop);
    setActive(next);
    focused.current = true;
  };
  useEffect(() => {
    if (!focused.current) return;
    focused.current = false;
    scroller.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${current + 2}"]`)?.focus({ preventScroll: true });
  }, [current, scrollTop]);
  const pressed = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLTableRowElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const trial = rows?.at(current);
    const page = Math.max(1, Math.floor(viewport / ROW_HEIGHT) - 2);
    const steps: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + page, PageUp: current - page, Home: 0, End: total - 1 };
    const target = steps[event.key];
    if (target !== undefined) go(target);
    else if (event.key === 'Enter' && trial !== undefined) expand(trial.number === expanded ? undefined : trial.number);
    else if (event.key === ' ' && trial !== undefined) onMark(trial.number, event.shiftKey);
    else if (event.key === 'Escape' && expanded !== undefined) expand(undefined);
    else return;
    event.preventDefault();
  };

  const allMarked = marked.size > 0 && shown.length > 0 && shown.every(({ trial }) => trial !== undefined && marked.has(trial.number));

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
      <table
        role="grid"
        aria-label="Trials"
        aria-description={KEYS}
        aria-multiselectable="true"
        aria-busy={rows === undefined || shown.some(({ trial }) => trial === undefined)}
        className={styles.table}
        style={{ minWidth: columns.reduce((sum, column) => sum + column.width, 0) }}
        aria-rowcount={total + 1}
        data-rows={rows?.total}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr style={{ height: HEADER_HEIGHT }} aria-rowindex={1}>
            {columns.map((column, position) => (
              <Header key={column.key} column={column} sort={sort} onSort={onSort}>
                {position === 0 && (
                  <input
                    type="checkbox"
                    className={styles.mark}
                    aria-label="Mark all that are shown"
                    title="Mark all that are shown, 200 at most"
                    checked={allMarked}
                    ref={(box) => {
                      if (box !== null) box.indeterminate = !allMarked && marked.size > 0;
                    }}
                    onChange={(event) => onMarkAll(event.target.checked)}
                  />
                )}
              </Header>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={pressed}>
          {before > 0 && <Space height={before} columns={columns.length} />}
          {shown.map(({ row, trial }) =>
            trial === undefined ? (
              <Placeholder key={`row ${row}`} row={row} columns={columns} />
            ) : (
              <Fragment key={trial.number}>
                <Row
                  trial={trial}
                  row={row}
                  columns={columns}
                  context={context}
                  expanded={trial.number === expanded}
                  marked={marked.has(trial.number)}
                  active={row === current}
                  onExpand={expand}
                  onMark={onMark}
                  onActive={setActive}
                />
                {trial.number === expanded && (
                  <Details columns={columns.length} onHeight={setDetailHeight}>
                    {details(trial)}
                  </Details>
                )}
              </Fragment>
            ),
          )}
          {after > 0 && <Space height={after} columns={columns.length} />}
        </tbody>
      </table>
      {total === 0 && <p className={styles.empty}>{empty}</p>}
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

function Header({ column, sort, onSort, children }: { column: Column; sort: Sort; onSort: (sort: Sort) => void; children: ReactNode }) {
  const sorted = sort.column === column.key;
  const classes = column.numeric ? styles.numeric : undefined;
  if (!column.sortable) {
    return (
      <th scope="col" className={classes}>
        {column.label}
      </th>
    );
  }
  const click = () => onSort({ column: column.key, descending: sorted ? !sort.descending : (column.descendingFirst ?? false) });
  return (
    <th scope="col" className={classes} aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}>
      {children}
      <button type="button" onClick={click} title={column.label}>
        <span>{column.label}</span>
        {sorted && <Icon name={sort.descending ? 'down' : 'up'} size={11} />}
      </button>
    </th>
  );
}

interface RowProps {
  trial: Trial;
  row: number;
  columns: readonly Column[];
  context: CellContext;
  expanded: boolean;
  marked: boolean;
  /** Keys act on it. */
  active: boolean;
  onExpand: (trial: number | undefined) => void;
  onMark: (trial: number, range: boolean) => void;
  onActive: (row: number) => void;
}

const Row = memo(function Row({ trial, row, columns, context, expanded, marked, active, onExpand, onMark, onActive }: RowProps) {
  const toggle = () => {
    // Selecting text in a row is not a click on it.
    if (window.getSelection()?.isCollapsed === false) return;
    onExpand(expanded ? undefined : trial.number);
  };
  const mark = (event: MouseEvent<HTMLInputElement>) => {
    event.stopPropagation();
    onMark(trial.number, event.shiftKey);
  };
  return (
    <tr
      className={`${styles.row} ${expanded ? styles.open : ''} ${marked ? styles.marked : ''}`}
      data-trial={trial.number}
      data-state={trial.state}
      aria-rowindex={row + 2}
      aria-selected={marked}
      tabIndex={active ? 0 : -1}
      onFocus={() => onActive(row)}
      onClick={toggle}
    >
      {columns.map((column, position) => (
        <td key={column.key} data-column={column.key} className={column.numeric ? styles.numeric : undefined} title={column.title?.(trial)}>
          {position === 0 && (
            <>
              <input type="checkbox" className={styles.mark} aria-label={`Mark trial ${trial.number}`} checked={marked} onClick={mark} readOnly />
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
            </>
          )}
          {column.cell(trial, context)}
        </td>
      ))}
    </tr>
  );
});

/** A row whose trial is on its way. */
function Placeholder({ row, columns }: { row: number; columns: readonly Column[] }) {
  return (
    <tr className={styles.row} data-placeholder="true" aria-rowindex={row + 2} aria-label="Loading" tabIndex={-1}>
      {columns.map((column) => (
        <td key={column.key} className={column.numeric ? styles.numeric : undefined}>
          <span className={styles.skeleton} />
        </td>
      ))}
    </tr>
  );
}

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
