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
 * @param opened the trial with details: while they are in sight, they are what stays
 * @param move scrolls by so many rows, or to the top; `held`: also from the top, where new rows are let in otherwise
 */
export function useSteadyRows(
  rows: TrialRows | undefined,
  seen: readonly SeenRow[],
  opened: number | undefined,
  move: (by: number | 'top', held: boolean) => void,
): void {
  const before = useRef<{ order?: string | undefined; seen: readonly SeenRow[]; opened?: number | undefined }>({ seen: [] });
  const order = rows === undefined ? undefined : orderOf(rows);
  useLayoutEffect(() => {
    if (rows === undefined) return;
    const was = before.current;
    const held = was.seen.filter(({ trial }) => trial === was.opened && rows.rowOf(trial) >= 0);
    if (was.order !== order) move('top', false);
    else move(shiftOf(held.length > 0 ? held : was.seen, rows), held.length > 0);
  }, [rows, order, move]);
  useEffect(() => {
    before.current = { order, seen, opened };
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
