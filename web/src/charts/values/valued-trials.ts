import { useMemo, useState } from 'react';
import type { Experiment, OptimizeMode } from '../../api/types';
import { codeOf } from '../../columns/state-codes';
import { type TrialsView, valuesOf } from '../../columns/trials-view';
import type { ChartProps } from '../chart';
import { isBetter } from '../history/optimization-history';

/** Trials that succeeded with a value, by number. */
export interface ValuedTrials {
  /** Where they are in the view. */
  readonly indexes: Int32Array;
  /** The value of each of `indexes`. */
  readonly values: Float64Array;
  readonly mode: OptimizeMode;
  /** Where in `indexes` the best one is; -1 for none. */
  readonly best: number;
}

const SUCCEEDED = codeOf('SUCCEEDED');

export function valuedTrials(view: TrialsView, mode: OptimizeMode, metric: string | undefined): ValuedTrials {
  const column = valuesOf(view, metric);
  const indexes = new Int32Array(view.size);
  const values = new Float64Array(view.size);
  let size = 0;
  let best = -1;
  for (let index = 0; index < view.size; index++) {
    const value = column[index] as number;
    if (view.states[index] !== SUCCEEDED || Number.isNaN(value)) continue;
    if (best < 0 || isBetter(value, values[best] as number, mode)) best = size;
    indexes[size] = index;
    values[size++] = value;
  }
  return { indexes: indexes.subarray(0, size), values: values.subarray(0, size), mode, best };
}

/** Which direction is better in a number; those that are not optimized go the way of the first that is. */
export function modeOf(experiment: Experiment, metric: string | undefined): OptimizeMode {
  return experiment.objectives.find((objective) => objective.metric === metric)?.mode ?? experiment.optimizeMode;
}

/** What is said of the trial at the better end: of a number that nobody optimizes, it is not the best. */
export function bestWord(experiment: Experiment, metric: string | undefined): 'Best' | 'Highest' | 'Lowest' {
  if (metric === undefined || experiment.objectives.some((objective) => objective.metric === metric)) return 'Best';
  return modeOf(experiment, metric) === 'maximize' ? 'Highest' : 'Lowest';
}

/** What the number is called that is looked at. */
export function valueName(experiment: Experiment, metric: string | undefined): string {
  const name = metric ?? experiment.objectives[0]?.metric ?? 'default';
  return name === 'default' ? 'value' : name;
}

/** The same trials with the same values? */
export function sameTrials(a: ValuedTrials, b: ValuedTrials): boolean {
  if (a.mode !== b.mode || a.values.length !== b.values.length) return false;
  return a.values.every((value, line) => value === b.values[line] && a.indexes[line] === b.indexes[line]);
}

/**
 * The trials with a value, as of the view they are in. Trials that begin or report make another view, but as long as none
 * of these has changed, both stay the same objects.
 */
export function useValuedTrials({ experiment, trials: view, metric }: Pick<ChartProps, 'experiment' | 'trials' | 'metric'>): {
  view: TrialsView;
  trials: ValuedTrials;
} {
  const mode = modeOf(experiment, metric);
  const fresh = useMemo(() => valuedTrials(view, mode, metric), [view, mode, metric]);
  const [kept, keep] = useState({ view, trials: fresh });
  if (kept.trials === fresh || sameTrials(kept.trials, fresh)) return kept;
  const next = { view, trials: fresh };
  keep(next);
  return next;
}
