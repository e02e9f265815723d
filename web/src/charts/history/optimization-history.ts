import type { OptimizeMode } from '../../api/types';
import { codeOf } from '../../columns/state-codes';
import { type TrialsView, valuesOf } from '../../columns/trials-view';

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

const SUCCEEDED = codeOf('SUCCEEDED');
const EARLY_STOPPED = codeOf('EARLY_STOPPED');
const FAILED = codeOf('FAILED');

/** The search as it went, by trial number; of the number that is optimized, or of another one. */
export function optimizationHistory(view: TrialsView, mode: OptimizeMode, metric?: string): OptimizationHistory {
  const history: OptimizationHistory = { numbers: [], succeeded: [], earlyStopped: [], valueless: [], best: [] };
  const values = valuesOf(view, metric);
  let best: number | null = null;
  for (let index = 0; index < view.size; index++) {
    const state = view.states[index];
    if (state !== SUCCEEDED && state !== EARLY_STOPPED && state !== FAILED) continue;
    const known = values[index] as number;
    const value = state === FAILED || Number.isNaN(known) ? null : known;
    const counts = state === SUCCEEDED && value !== null;
    if (counts && (best === null || isBetter(value, best, mode))) best = value;
    history.numbers.push(view.numbers[index] as number);
    history.succeeded.push(counts ? value : null);
    history.earlyStopped.push(counts ? null : value);
    history.valueless.push(value === null ? 0 : null);
    history.best.push(best);
  }
  return history;
}
