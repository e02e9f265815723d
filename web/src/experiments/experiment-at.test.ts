import { describe, expect, it } from 'vitest';
import { TrialColumns } from '../columns/trial-columns';
import { viewAt } from '../columns/trials-view';
import { columnsOf, experiment, trial } from '../test/samples';
import { experimentAt, nested } from './experiment-at';

const BEGIN = Date.parse('2026-03-01T10:00:00Z');
const instant = (seconds: number) => new Date(BEGIN + seconds * 1000).toISOString();

describe('experimentAt', () => {
  const trials = new TrialColumns(
    columnsOf([
      trial(0, { createdAt: instant(0), startedAt: instant(1), endedAt: instant(5), value: 0.5, configuration: { lr: 0.1, layer: { _name: 'conv', filters: 3 } } }),
      trial(1, { createdAt: instant(0), startedAt: instant(1), endedAt: instant(9), value: 0.9 }),
      trial(2, { createdAt: instant(4), startedAt: instant(5), endedAt: instant(7), value: null, state: 'FAILED' }),
      trial(3, { createdAt: instant(6), startedAt: instant(8), endedAt: instant(9), value: 0.1, state: 'EARLY_STOPPED' }),
    ]),
  ).view();
  const now = experiment({ startedAt: instant(0), runSeconds: 60, best: { number: 1, value: 0.9, configuration: { learning_rate: 0.01 } } });

  it('should count what was there, and know the best of it', () => {
    const then = experimentAt(now, viewAt(trials, BEGIN + 7500), BEGIN + 7500);
    expect(then.counts).toEqual({ total: 4, waiting: 1, running: 1, succeeded: 1, failed: 1, canceled: 0, earlyStopped: 0 });
    expect(then.best).toEqual({ number: 0, value: 0.5, configuration: { lr: 0.1, layer: { _name: 'conv', filters: 3 } } });
    expect(then.runSeconds).toBe(7.5);
  });

  it('should have the best of today from the moment it was found', () => {
    expect(experimentAt(now, viewAt(trials, BEGIN + 9000), BEGIN + 9000).best).toEqual(now.best);
    expect(experimentAt(now, viewAt(trials, BEGIN + 4000), BEGIN + 4000).best).toBeNull();
  });
});

describe('nested', () => {
  it('should put parameters of a nested choice where configurations have them', () => {
    expect(
      nested([
        ['lr', 0.1],
        ['layer', 'conv'],
        ['layer/filters', 3],
        ['layer/pool', 'max'],
        ['layer/pool/size', 2],
        ['a/b', 1],
      ]),
    ).toEqual({ lr: 0.1, layer: { _name: 'conv', filters: 3, pool: { _name: 'max', size: 2 } }, 'a/b': 1 });
  });
});
