import type { Failure, Trial, TrialState } from '../api/types';
import type { StateLook } from '../ui/StatePill';

export const TRIAL_STATES: Record<TrialState, StateLook> = {
  WAITING: { label: 'Waiting', tone: 'grey', meaning: 'Proposed; it runs when a slot is free' },
  RUNNING: { label: 'Running', tone: 'blue', meaning: 'Its command runs', busy: true },
  SUCCEEDED: { label: 'Succeeded', tone: 'green', meaning: 'Its command ended well' },
  FAILED: { label: 'Failed', tone: 'red', meaning: 'Its command ended with an error' },
  EARLY_STOPPED: { label: 'Stopped early', tone: 'violet', meaning: 'The assessor saw no promise in it' },
  USER_CANCELED: { label: 'Canceled', tone: 'amber', meaning: 'Stopped by a person' },
  SYS_CANCELED: { label: 'Canceled by system', tone: 'amber', meaning: 'It ran longer than a trial may, or did not begin while it could' },
  UNKNOWN: { label: 'No sign of life', tone: 'amber', meaning: 'Nothing was heard of it for the time of its lease; it is left alone, and runs on if it lives' },
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

/** What a trial without a usable result suffered from. */
const FAILURES: Record<Failure, { label: string; meaning: string }> = {
  ERROR: { label: 'Failed', meaning: 'Its command ended with an error' },
  NO_RESULT: { label: 'No result', meaning: 'Its command ended well and reported no usable final metric' },
  NOT_FINITE: { label: 'Not finite', meaning: 'Its final metric is not a finite number' },
  OUT_OF_MEMORY: { label: 'Out of memory', meaning: 'Memory ran out, the machine’s or the accelerator’s' },
  INFEASIBLE: { label: 'Infeasible', meaning: 'Its configuration cannot be evaluated: its final metric is not a finite number' },
  TIMED_OUT: { label: 'Timed out', meaning: 'It ran longer than a trial may' },
  LOST: { label: 'Lost', meaning: 'Its machine or process was lost, more often than it is tried again' },
};

/** A running trial of an experiment that does not run was left to itself: its server died, nobody follows it. */
const LEFT_ALONE: StateLook = {
  label: 'Left running',
  tone: 'grey',
  meaning: 'It ran when its server ended; what became of it is found out when the experiment is resumed',
};

export function stateLook(state: TrialState, active: boolean): StateLook {
  return state === 'RUNNING' && !active ? LEFT_ALONE : TRIAL_STATES[state];
}

/** A trial's state, more precise where more is known of why it has no result. */
export function trialLook({ state, failure }: Pick<Trial, 'state' | 'failure'>, active: boolean): StateLook {
  const look = stateLook(state, active);
  return failure === null || state === 'SUCCEEDED' ? look : { ...look, ...FAILURES[failure] };
}

/** Not one that has a result: the tuner has learnt from that. */
export function mayBeTriedAgain(state: TrialState): boolean {
  return state === 'FAILED' || state === 'SYS_CANCELED' || state === 'USER_CANCELED';
}

export function isEnded(state: TrialState): boolean {
  return state !== 'WAITING' && state !== 'RUNNING' && state !== 'UNKNOWN';
}
