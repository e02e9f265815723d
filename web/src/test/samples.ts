import type { Change, Experiment, Metric, Trial } from '../api/types';

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
