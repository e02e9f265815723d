import { codeOf } from '../../columns/state-codes';
import type { TrialsView } from '../../columns/trials-view';

/** Attempts of trials, by their start: index i of every array belongs to one attempt. Times are milliseconds since 1970. */
export interface Attempts {
  readonly size: number;
  /** Index of its trial in the view. */
  readonly trials: Int32Array;
  /** Counted from 1. */
  readonly attempts: Uint16Array;
  readonly startedAt: Float64Array;
  /** NaN while it runs. */
  readonly endedAt: Float64Array;
  /** Code of what the trial became when it ended; WAITING where it was tried again. */
  readonly states: Uint8Array;
}

const WAITING = codeOf('WAITING');
const RUNNING = codeOf('RUNNING');

/** Every attempt that had begun at the moment of the view. */
export function attemptsOf(view: TrialsView): Attempts {
  const most = view.size + [...view.earlierAttempts.values()].reduce((sum, each) => sum + each.length, 0);
  const trials = new Int32Array(most);
  const attempts = new Uint16Array(most);
  const startedAt = new Float64Array(most);
  const endedAt = new Float64Array(most);
  const states = new Uint8Array(most);
  const at = view.at ?? Infinity;
  let size = 0;
  let sorted = true;
  const add = (trial: number, attempt: number, start: number, end: number, state: number) => {
    const over = end <= at;
    if (size > 0 && start < (startedAt[size - 1] as number)) sorted = false;
    trials[size] = trial;
    attempts[size] = attempt;
    startedAt[size] = start;
    endedAt[size] = over ? Math.max(start, end) : NaN;
    states[size] = over ? state : state === WAITING || end > at ? RUNNING : state;
    size++;
  };
  for (let index = 0; index < view.size; index++) {
    const earlier = view.earlierAttempts.get(view.numbers[index] as number);
    const last = view.attempts[index] as number;
    let known = false;
    for (const each of earlier ?? []) {
      if (!(each.startedAt <= at)) continue;
      known ||= each.attempt === last;
      add(index, each.attempt, each.startedAt, each.endedAt, each.state);
    }
    const start = view.startedAt[index] as number;
    const state = view.states[index] as number;
    if (!known && start <= at && state !== WAITING) add(index, last, start, view.endedAt[index] as number, state);
  }
  const all = { size, trials, attempts, startedAt, endedAt, states };
  return sorted ? cut(all) : byStart(all);
}

/** The last time that is known of the trials of a view; NaN if there is none. */
export function lastKnownTime({ size, createdAt, startedAt, endedAt }: TrialsView): number {
  let last = NaN;
  for (const column of [createdAt, startedAt, endedAt]) {
    for (let index = 0; index < size; index++) {
      const time = column[index] as number;
      if (!(time <= last) && !Number.isNaN(time)) last = time;
    }
  }
  return last;
}

function cut({ size, trials, attempts, startedAt, endedAt, states }: Attempts): Attempts {
  return {
    size,
    trials: trials.subarray(0, size),
    attempts: attempts.subarray(0, size),
    startedAt: startedAt.subarray(0, size),
    endedAt: endedAt.subarray(0, size),
    states: states.subarray(0, size),
  };
}

function byStart({ size, trials, attempts, startedAt, endedAt, states }: Attempts): Attempts {
  const order = Int32Array.from({ length: size }, (_, index) => index).sort(
    (a, b) => (startedAt[a] as number) - (startedAt[b] as number) || a - b,
  );
  const pick = (column: ArrayLike<number>) => (_: unknown, index: number) => column[order[index] as number] as number;
  const length = { length: size };
  return {
    size,
    trials: Int32Array.from(length, pick(trials)),
    attempts: Uint16Array.from(length, pick(attempts)),
    startedAt: Float64Array.from(length, pick(startedAt)),
    endedAt: Float64Array.from(length, pick(endedAt)),
    states: Uint8Array.from(length, pick(states)),
  };
}
