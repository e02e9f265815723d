import type { Experiment } from '../api/types';
import { stateOf } from '../columns/state-codes';
import type { TrialsView } from '../columns/trials-view';
import type { ExperimentView } from './experiment-view';

/** The numbers of an experiment, now or at a moment of the past. */
export interface Figures {
  counts: Experiment['counts'];
  best: { number: number; value: number } | null;
  /** The past moment, in milliseconds since 1970; absent: now. */
  at: number | undefined;
  /** The counts are estimates from a sample of the trials. */
  estimated: boolean;
}

export function figuresNow({ experiment }: ExperimentView): Figures {
  return { counts: experiment.counts, best: experiment.best, at: undefined, estimated: false };
}

/** Counted over the trials as they were at a moment. */
export function figuresAt(experiment: Experiment, trials: TrialsView, at: number): Figures {
  const counts = { total: trials.size, waiting: 0, running: 0, succeeded: 0, failed: 0, canceled: 0, earlyStopped: 0 };
  const [better] = bestTrials(trials, experiment.optimizeMode, 1);
  for (const code of trials.states) counts[COUNTED[stateOf(code)]]++;
  const best = better === undefined ? null : { number: trials.numbers[better] as number, value: trials.values[better] as number };
  return { counts, best, at, estimated: trials.total > trials.size };
}

const COUNTED = {
  WAITING: 'waiting',
  RUNNING: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  USER_CANCELED: 'canceled',
  SYS_CANCELED: 'canceled',
  EARLY_STOPPED: 'earlyStopped',
  UNKNOWN: 'running',
} as const;

/** Where the best trials are in the columns, best first; of equal ones the earlier. */
export function bestTrials(trials: TrialsView, mode: Experiment['optimizeMode'], count: number): number[] {
  const { values, states, size } = trials;
  const sign = mode === 'maximize' ? -1 : 1;
  const best: number[] = [];
  for (let index = 0; index < size; index++) {
    const value = values[index] as number;
    if (Number.isNaN(value) || stateOf(states[index]) !== 'SUCCEEDED') continue;
    let place = best.length;
    while (place > 0 && sign * value < sign * (values[best[place - 1] as number] as number)) place--;
    if (place >= count) continue;
    best.splice(place, 0, index);
    if (best.length > count) best.pop();
  }
  return best;
}
