import type { Experiment, TrialState } from '../api/types';
import { stateOf } from '../columns/state-codes';
import type { TrialsView } from '../columns/trials-view';

/** How many trials are in each state, without those that none is in; `undefined` where only the sum of two is known. */
export function stateCounts(trials: TrialsView | undefined, { counts }: Experiment): Map<TrialState, number | undefined> {
  const found = new Map<TrialState, number | undefined>();
  if (trials !== undefined && trials.size === trials.total) {
    for (const code of trials.states) found.set(stateOf(code), (found.get(stateOf(code)) ?? 0) + 1);
    return found;
  }
  const put = (state: TrialState, count: number) => count > 0 && found.set(state, count);
  put('WAITING', counts.waiting);
  put('RUNNING', counts.running);
  put('SUCCEEDED', counts.succeeded);
  put('FAILED', counts.failed);
  put('EARLY_STOPPED', counts.earlyStopped);
  if (counts.canceled > 0) found.set('USER_CANCELED', undefined).set('SYS_CANCELED', undefined);
  return found;
}
