import type { TrialState } from '../api/types';
import type { StateLook } from '../ui/StatePill';

export const TRIAL_STATES: Record<TrialState, StateLook> = {
  WAITING: { label: 'Waiting', tone: 'grey', meaning: 'Proposed; it runs when a slot is free' },
  RUNNING: { label: 'Running', tone: 'blue', meaning: 'Its command runs', busy: true },
  SUCCEEDED: { label: 'Succeeded', tone: 'green', meaning: 'Its command ended well' },
  FAILED: { label: 'Failed', tone: 'red', meaning: 'Its command ended with an error' },
  EARLY_STOPPED: { label: 'Stopped early', tone: 'violet', meaning: 'The assessor saw no promise in it' },
  USER_CANCELED: { label: 'Canceled', tone: 'amber', meaning: 'Stopped by a person' },
  SYS_CANCELED: { label: 'Canceled by system', tone: 'amber', meaning: 'Stopped because the experiment ended' },
  UNKNOWN: { label: 'Unknown', tone: 'grey', meaning: 'Nothing is known about its command at the moment' },
};

/** In the order of a trial's life, as filters are listed. */
export const TRIAL_STATE_ORDER: readonly TrialState[] = [
  'WAITING',
  'RUNNING',
  'SUCCEEDED',
  'EARLY_STOPPED',
  'FAILED',
  'USER_CANCELED',
  'SYS_CANCELED',
  'UNKNOWN',
];

/** A running trial of an experiment that does not run was left to itself: its server died, nobody follows it. */
const LEFT_ALONE: StateLook = {
  label: 'Left running',
  tone: 'grey',
  meaning: 'It ran when its server ended; what became of it is found out when the experiment is resumed',
};

export function trialLook(state: TrialState, active: boolean): StateLook {
  return state === 'RUNNING' && !active ? LEFT_ALONE : TRIAL_STATES[state];
}

export function isEnded(state: TrialState): boolean {
  return state !== 'WAITING' && state !== 'RUNNING' && state !== 'UNKNOWN';
}
