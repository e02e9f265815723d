import type { TrialsView } from '../../columns/trials-view';
import type { Attempts } from '../attempts/attempts';

/** How long trials ran and waited: index i of every array belongs to trial i of the view. Milliseconds. */
export interface Durations {
  /** Of all attempts together; NaN for a trial that has not begun. */
  readonly ran: Float64Array;
  /** Before its first attempt and between attempts; 0 for a trial that has not begun. */
  readonly waited: Float64Array;
  /** Attempts of trial i, by their start: those in `order` from `first[i]` to `first[i + 1]`. */
  readonly first: Int32Array;
  readonly order: Int32Array;
}

/** Attempts that run are measured until then. */
export function durationsOf({ size, createdAt }: TrialsView, attempts: Attempts, until: number): Durations {
  const first = new Int32Array(size + 1);
  for (const trial of attempts.trials) first[trial + 1] = (first[trial + 1] as number) + 1;
  for (let trial = 0; trial < size; trial++) first[trial + 1] = (first[trial + 1] as number) + (first[trial] as number);
  const order = new Int32Array(attempts.size);
  const next = first.slice();
  const ran = new Float64Array(size).fill(NaN);
  const waited = new Float64Array(size);
  const free = Float64Array.from(createdAt);
  // Attempts come by their start, so those of a trial do, too.
  for (let index = 0; index < attempts.size; index++) {
    const trial = attempts.trials[index] as number;
    order[next[trial] as number] = index;
    next[trial] = (next[trial] as number) + 1;
    const start = attempts.startedAt[index] as number;
    const end = endOf(attempts, index, until);
    const before = ran[trial] as number;
    ran[trial] = (Number.isNaN(before) ? 0 : before) + end - start;
    waited[trial] = (waited[trial] as number) + Math.max(0, start - (free[trial] as number));
    free[trial] = end;
  }
  return { ran, waited, first, order };
}

/** When an attempt ended, or until when it has run. */
export function endOf({ startedAt, endedAt }: Attempts, index: number, until: number): number {
  const end = endedAt[index] as number;
  return Number.isNaN(end) ? Math.max(startedAt[index] as number, until) : end;
}

/** Orders of trials, with what they are called. */
export const ORDERS = [
  ['newest', 'Newest first'],
  ['oldest', 'Oldest first'],
  ['longest', 'Longest first'],
  ['shortest', 'Shortest first'],
] as const;

export type Order = (typeof ORDERS)[number][0];

/** Indexes of the trials that have begun, in an order; of equal ones the older first. */
export function ordered({ ran }: Durations, order: Order): Int32Array {
  const begun = Int32Array.from(ran.keys()).filter((trial) => !Number.isNaN(ran[trial]));
  const length = (trial: number) => ran[trial] as number;
  if (order === 'newest') return begun.reverse();
  if (order === 'longest') return begun.sort((a, b) => length(b) - length(a) || a - b);
  if (order === 'shortest') return begun.sort((a, b) => length(a) - length(b) || a - b);
  return begun;
}
