import { useEffect, useLayoutEffect, useRef } from 'react';
import type { TrialRows } from './trial-pages';

/** A row that was in sight, counted from 0, and its trial. */
export interface SeenRow {
  row: number;
  trial: number;
}

/**
 * Keeps what the reader looks at where it is: when rows come or go above, the table is scrolled by as much. Another order
 * or filter begins at the top.
 *
 * @param move scrolls by so many rows, or to the top; at the top, the table stays there
 */
export function useSteadyRows(rows: TrialRows | undefined, seen: readonly SeenRow[], move: (by: number | 'top') => void): void {
  const before = useRef<{ order: string | undefined; seen: readonly SeenRow[] }>({ order: undefined, seen: [] });
  const order = rows === undefined ? undefined : orderOf(rows);
  useLayoutEffect(() => {
    if (rows === undefined) return;
    if (before.current.order !== order) move('top');
    else move(shiftOf(before.current.seen, rows));
  }, [rows, order, move]);
  useEffect(() => {
    before.current = { order, seen };
  });
}

/** By how many rows most of these trials moved. */
export function shiftOf(seen: readonly SeenRow[], rows: Pick<TrialRows, 'rowOf'>): number {
  const shifts = seen
    .map(({ row, trial }) => ({ row, now: rows.rowOf(trial) }))
    .filter(({ now }) => now >= 0)
    .map(({ row, now }) => now - row)
    .sort((a, b) => a - b);
  return shifts[shifts.length >> 1] ?? 0;
}

/** Everything that makes rows what they are but the moment. */
function orderOf({ wanted: { states, where, search, sort } }: TrialRows): string {
  return JSON.stringify([states ?? [], where ?? [], search ?? '', sort ?? 'number']);
}
