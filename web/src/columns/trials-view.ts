import { TRIAL_STATE_CODES } from './state-codes';

/** A parameter of many trials. */
export interface ParameterColumn {
  /** `outer/inner` inside a nested choice. */
  readonly name: string;
  /** The words that `values` are indexes of; absent if they are the values themselves. */
  readonly words: readonly string[] | undefined;
  /** For each trial; NaN where it has no such parameter. */
  readonly values: Float64Array;
}

/** An attempt before the last one of its trial. Times in milliseconds since 1970, NaN if there is none. */
export interface EarlierAttempt {
  readonly attempt: number;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Code of what the trial became when it ended. */
  readonly state: number;
}

/**
 * The trials of an experiment as columns, as of a moment: index i of every array belongs to trial `numbers[i]`. For
 * drawing and counting; a new view is made whenever something changes, so it can be compared by identity.
 * Times are milliseconds since 1970, NaN where there is none.
 */
export interface TrialsView {
  /** Trials in the arrays. */
  readonly size: number;
  /** Trials there are; more than `size` when these are a sample. */
  readonly total: number;
  /** Absent: now. */
  readonly at: number | undefined;
  /** Ascending. */
  readonly numbers: Int32Array;
  /** Index in TRIAL_STATE_CODES. */
  readonly states: Uint8Array;
  /** Final values; NaN if there is none (that is finite). */
  readonly values: Float64Array;
  readonly attempts: Uint16Array;
  readonly createdAt: Float64Array;
  readonly startedAt: Float64Array;
  readonly endedAt: Float64Array;
  readonly parameters: readonly ParameterColumn[];
  /** Final values of other numbers than the one that is optimized, as far as they have been asked for. */
  readonly metrics: ReadonlyMap<string, Float64Array>;
  readonly metricNames: readonly string[];
  readonly earlierAttempts: ReadonlyMap<number, readonly EarlierAttempt[]>;
}

const WAITING = TRIAL_STATE_CODES.indexOf('WAITING');
const RUNNING = TRIAL_STATE_CODES.indexOf('RUNNING');
const NONE: readonly EarlierAttempt[] = [];

/** Where a trial is in the arrays of a view, or -1. */
export function indexOfTrial({ numbers, size }: TrialsView, number: number): number {
  const index = lowerBound(numbers, number, size);
  return index < size && numbers[index] === number ? index : -1;
}

/** The first index whose value is not less. */
export function lowerBound(sorted: ArrayLike<number>, value: number, size = sorted.length): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The values of a number in a view: of the one that is optimized, or of another that has been asked for. */
export function valuesOf(view: TrialsView, metric: string | undefined): Float64Array {
  return metric === undefined ? view.values : (view.metrics.get(metric) ?? new Float64Array(view.size).fill(NaN));
}

/** The parameters that a trial has: names with numbers or words. */
export function parametersOfTrial(view: TrialsView, index: number): [string, number | string][] {
  return view.parameters.flatMap(({ name, words, values }): [string, number | string][] => {
    const value = values[index];
    if (value === undefined || Number.isNaN(value)) return [];
    return [[name, words === undefined ? value : (words[value] ?? '')]];
  });
}

/**
 * The view as it was at a moment: trials proposed by then, each in the state it was in, values as far as they were
 * there. Takes time proportional to the number of trials and makes no objects of them, so it can follow a slider.
 */
export function viewAt(view: TrialsView, at: number): TrialsView {
  // Trials are numbered in the order they were proposed.
  const size = lowerBound(view.createdAt, at + 0.5, view.size);
  const states = view.states.slice(0, size);
  const values = view.values.slice(0, size);
  const attempts = view.attempts.slice(0, size);
  const startedAt = view.startedAt.slice(0, size);
  const endedAt = view.endedAt.slice(0, size);
  const unended: number[] = [];
  const restart = (index: number) => {
    values[index] = NaN;
    endedAt[index] = NaN;
    unended.push(index);
  };
  for (let index = 0; index < size; index++) {
    const earlier = view.earlierAttempts.get(view.numbers[index] as number) ?? NONE;
    const ended = endedAt[index] as number;
    const started = startedAt[index] as number;
    // While a trial waits to be tried again, its last attempt is one of the earlier ones.
    const waits = earlier.at(-1)?.attempt === attempts[index];
    if (!waits && started <= at) {
      if (ended > at) {
        states[index] = RUNNING;
        restart(index);
      }
    } else if (waits || !(ended <= at)) {
      restart(index);
      startedAt[index] = NaN;
      states[index] = WAITING;
      attempts[index] = 0;
      replay(earlier, index);
    }
  }

  /** The last attempt had not begun: what had become of those before? */
  function replay(earlier: readonly EarlierAttempt[], index: number): void {
    for (const attempt of earlier) {
      if (!(attempt.startedAt <= at)) break;
      attempts[index] = attempt.attempt;
      startedAt[index] = attempt.startedAt;
      const over = attempt.endedAt <= at;
      states[index] = over ? attempt.state : RUNNING;
      endedAt[index] = over && attempt.state !== WAITING ? attempt.endedAt : NaN;
    }
  }

  const metrics = new Map<string, Float64Array>();
  for (const [name, column] of view.metrics) {
    const known = column.slice(0, size);
    for (const index of unended) known[index] = NaN;
    metrics.set(name, known);
  }
  return {
    ...view,
    size,
    // Trials are numbered without gaps: the last one of a sample tells about how many there were.
    total: view.size === view.total || size === 0 ? size : (view.numbers[size - 1] as number) + 1,
    at,
    numbers: view.numbers.subarray(0, size),
    states,
    values,
    attempts,
    createdAt: view.createdAt.subarray(0, size),
    startedAt,
    endedAt,
    parameters: view.parameters.map((column) => ({ ...column, values: column.values.subarray(0, size) })),
    metrics,
  };
}
