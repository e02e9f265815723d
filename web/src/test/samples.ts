import type { Activity, Change, ColumnParameter, Columns, Experiment, Metric, Trial } from '../api/types';
import { codeOf } from '../columns/state-codes';
import { flatten, parametersOf } from '../trials/parameters';

/** A running experiment with nothing in it. */
export function experiment(given: Partial<Experiment> = {}): Experiment {
  return {
    id: 'q3kx9abd',
    name: 'digits',
    state: 'RUNNING',
    reason: null,
    optimizeMode: 'maximize',
    objectives: [{ metric: 'default', mode: 'maximize' }],
    tuner: 'TPE',
    assessor: null,
    trainingService: 'local',
    trialConcurrency: 2,
    maxTrialNumber: 24,
    maxExperimentDurationSeconds: null,
    maxTrialDurationSeconds: null,
    createdAt: '2026-03-01T10:00:00Z',
    startedAt: '2026-03-01T10:00:01Z',
    endedAt: null,
    runSeconds: 60,
    queued: 0,
    imported: 0,
    counts: { total: 0, waiting: 0, running: 0, succeeded: 0, failed: 0, canceled: 0, earlyStopped: 0 },
    best: null,
    ...given,
  };
}

/** A succeeded trial. */
export function trial(number: number, given: Partial<Trial> = {}): Trial {
  return {
    id: `q3kx9abd-${number}`,
    number,
    state: 'SUCCEEDED',
    reason: null,
    configuration: { learning_rate: 0.01, units: 32 },
    source: 'tuner',
    note: null,
    tag: null,
    budget: null,
    parent: null,
    attempt: 1,
    value: 0.9,
    latest: 0.89,
    reportCount: 0,
    createdAt: '2026-03-01T10:00:00Z',
    startedAt: '2026-03-01T10:00:01Z',
    endedAt: '2026-03-01T10:00:11Z',
    exitCode: 0,
    failure: null,
    worker: null,
    outputDirectory: `/data/q3kx9abd/${number}/1`,
    ...given,
  };
}

export function metric(sequence: number, value: Metric['values'][string], given: Partial<Metric> = {}): Metric {
  return { attempt: 1, sequence, kind: 'intermediate', values: { default: value }, at: '2026-03-01T10:00:05Z', ...given };
}

export function change(position: number, given: Partial<Change> = {}): Change {
  return { position, at: '2026-03-01T10:00:05Z', type: 'trial.changed', experimentId: 'q3kx9abd', ...given };
}

export function activity(given: Partial<Activity> = {}): Activity {
  return {
    headline: '2 of 2 slots are in use',
    notes: [],
    slots: { limit: 2, used: 2 },
    waiting: 0,
    queued: 0,
    tuner: { busy: false, since: null, lastProposalAt: null },
    lastEndedAt: null,
    errors: [],
    ...given,
  };
}

/** The columns a server would make of all these trials. */
export function columnsOf(trials: readonly Trial[], given: Partial<Columns> = {}): Columns {
  const flat = trials.map((trial) => flatten(trial.configuration));
  const time = (instant: string | null) => (instant === null ? null : Date.parse(instant));
  return {
    asOf: 1,
    total: trials.length,
    metricNames: ['default'],
    numbers: trials.map((trial) => trial.number),
    states: trials.map((trial) => codeOf(trial.state)),
    values: trials.map((trial) => trial.value),
    attempts: trials.map((trial) => trial.attempt),
    createdAt: trials.map((trial) => Date.parse(trial.createdAt)),
    startedAt: trials.map((trial) => time(trial.startedAt)),
    endedAt: trials.map((trial) => time(trial.endedAt)),
    earlierAttempts: trials.flatMap((trial) =>
      (trial.earlierAttempts ?? []).map(({ attempt, startedAt, endedAt, state }) => ({
        trial: trial.number,
        attempt,
        startedAt: time(startedAt),
        endedAt: time(endedAt),
        state: codeOf(state),
      })),
    ),
    parameters: parametersOf(trials.map((trial) => trial.configuration)).map(({ name, numeric }): ColumnParameter => {
      const values = flat.map((each) => each.get(name));
      if (numeric) return { name, values: values.map((value) => (value === undefined ? null : Number(value))) };
      const words = values.map((value) => (value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value)));
      const distinct = [...new Set(words.filter((word) => word !== undefined))];
      return { name, words: distinct, indexes: words.map((word) => (word === undefined ? -1 : distinct.indexOf(word))) };
    }),
    metrics: [],
    ...given,
  };
}
