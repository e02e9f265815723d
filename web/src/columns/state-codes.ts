import type { TrialState } from '../api/types';

/** What the numbers in columns of states mean: the order of the API's description. */
export const TRIAL_STATE_CODES: readonly TrialState[] = [
  'WAITING',
  'RUNNING',
  'SUCCEEDED',
  'FAILED',
  'USER_CANCELED',
  'SYS_CANCELED',
  'EARLY_STOPPED',
  'UNKNOWN',
];

export function stateOf(code: number | undefined): TrialState {
  return TRIAL_STATE_CODES[code ?? -1] ?? 'UNKNOWN';
}

export function codeOf(state: TrialState): number {
  return TRIAL_STATE_CODES.indexOf(state);
}
