import type { Experiment } from '../api/types';

/** An experiment as the server told it, and when: its running time goes on from there. */
export interface ExperimentView {
  experiment: Experiment;
  /** Browser clock, in milliseconds; Infinity for a past moment, when no time goes on. */
  receivedAt: number;
}

/** Trials that will not run any more. */
export function finishedCount({ counts }: Experiment): number {
  return counts.succeeded + counts.failed + counts.canceled + counts.earlyStopped;
}

/** Does time run for this experiment? */
export function isActive({ state }: Experiment): boolean {
  return ['INITIALIZED', 'RUNNING', 'TUNER_NO_MORE_TRIAL', 'NO_MORE_TRIAL', 'STOPPING'].includes(state);
}

/** Does the server follow its trials? On hold, those that run go on. */
export function followsTrials(experiment: Experiment): boolean {
  return isActive(experiment) || isOnHold(experiment);
}

/** Something went wrong that a person has to look at. */
export function isOnHold({ state }: Experiment): boolean {
  return state === 'PAUSED' || state === 'ERROR';
}

/** Can it be asked to stop? */
export function isStoppable({ state }: Experiment): boolean {
  return ['INITIALIZED', 'RUNNING', 'TUNER_NO_MORE_TRIAL', 'NO_MORE_TRIAL', 'PAUSED'].includes(state);
}

/** Can it be deleted? Not while anything of it runs. */
export function isDeletable(experiment: Experiment): boolean {
  return !isActive(experiment) && experiment.counts.running === 0 && experiment.counts.waiting === 0;
}

/** Can it go on? */
export function isResumable({ state }: Experiment): boolean {
  return ['PAUSED', 'STOPPED', 'DONE', 'ERROR'].includes(state);
}

/**
 * The limit on trials it can be resumed with: its own, or, when it has made all of them, twice as many. `null` for none.
 */
export function nextTrialLimit(experiment: Experiment): number | null {
  return isExhausted(experiment) ? experiment.counts.total * 2 : experiment.maxTrialNumber;
}

/** Has it made all its trials? */
export function isExhausted({ maxTrialNumber, counts }: Experiment): boolean {
  return maxTrialNumber !== null && counts.total >= maxTrialNumber && counts.waiting === 0 && counts.running === 0;
}

/** Seconds spent running until `now` (browser clock, milliseconds). */
export function runSeconds({ experiment, receivedAt }: ExperimentView, now: number): number {
  const since = isActive(experiment) ? Math.max(0, now - receivedAt) / 1000 : 0;
  return experiment.runSeconds + since;
}

/**
 * Seconds until the experiment reaches its first limit, or `undefined` while nothing can be said: the mean time per
 * finished trial goes on for the trials that are left, and the time limit ends it earlier.
 */
export function secondsLeft(view: ExperimentView, now: number): number | undefined {
  const { experiment } = view;
  if (!isActive(experiment) || experiment.state === 'STOPPING') return undefined;
  const elapsed = runSeconds(view, now);
  const finished = finishedCount(experiment);
  const limits: number[] = [];
  if (experiment.maxTrialNumber !== null && finished > 0) {
    const perTrial = experiment.runSeconds / finished;
    const left = Math.max(0, experiment.maxTrialNumber - finished) * perTrial;
    limits.push(Math.max(0, left - (elapsed - experiment.runSeconds)));
  }
  if (experiment.maxExperimentDurationSeconds !== null) {
    limits.push(Math.max(0, experiment.maxExperimentDurationSeconds - elapsed));
  }
  return limits.length === 0 ? undefined : Math.min(...limits);
}
