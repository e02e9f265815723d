import type { OptimizeMode, Trial } from '../api/types';
import { toFinite } from '../api/values';

/** Columns for the chart: index i of every array belongs to trial `numbers[i]`. */
export interface OptimizationHistory {
  /** Trials that succeeded, were stopped early or failed. */
  numbers: number[];
  /** Values of succeeded trials. */
  succeeded: (number | null)[];
  /** Values of trials stopped early: they count for nothing, but show where the search has been. */
  earlyStopped: (number | null)[];
  /** 0 for trials that ended without a value one can draw. */
  valueless: (0 | null)[];
  /** Best value of succeeded trials up to this number. */
  best: (number | null)[];
}

/** Is `a` the better value? */
export function isBetter(a: number, b: number, mode: OptimizeMode): boolean {
  return mode === 'minimize' ? a < b : a > b;
}

/** The search as it went, by trial number. */
export function optimizationHistory(trials: readonly Trial[], mode: OptimizeMode): OptimizationHistory {
  const history: OptimizationHistory = { numbers: [], succeeded: [], earlyStopped: [], valueless: [], best: [] };
  let best: number | null = null;
  for (const { number, state, value: reported } of trials) {
    if (state !== 'SUCCEEDED' && state !== 'EARLY_STOPPED' && state !== 'FAILED') continue;
    const value = state === 'FAILED' ? null : (toFinite(reported) ?? null);
    const counts = state === 'SUCCEEDED' && value !== null;
    if (counts && (best === null || isBetter(value, best, mode))) best = value;
    history.numbers.push(number);
    history.succeeded.push(counts ? value : null);
    history.earlyStopped.push(counts ? null : value);
    history.valueless.push(value === null ? 0 : null);
    history.best.push(best);
  }
  return history;
}
