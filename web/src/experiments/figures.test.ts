import { describe, expect, it } from 'vitest';
import { TrialColumns } from '../columns/trial-columns';
import { viewAt } from '../columns/trials-view';
import { columnsOf, experiment, trial } from '../test/samples';
import { bestTrials, figuresAt } from './figures';

const time = (seconds: number) => new Date(Date.parse('2026-03-01T10:00:00Z') + seconds * 1000).toISOString();
const columns = (...trials: ReturnType<typeof trial>[]) => new TrialColumns(columnsOf(trials)).view();

describe('bestTrials', () => {
  const view = columns(
    trial(0, { value: 0.5 }),
    trial(1, { value: 0.9 }),
    trial(2, { value: null, state: 'FAILED' }),
    trial(3, { value: 0.9 }),
    trial(4, { value: 0.95, state: 'EARLY_STOPPED' }),
    trial(5, { value: 0.1 }),
  );

  it('should be those with the best values, the earlier of equal ones first', () => {
    expect(bestTrials(view, 'maximize', 3)).toEqual([1, 3, 0]);
    expect(bestTrials(view, 'minimize', 2)).toEqual([5, 0]);
  });

  it('should be as many as there are', () => {
    expect(bestTrials(view, 'maximize', 10)).toHaveLength(4);
    expect(bestTrials(columns(), 'maximize', 10)).toEqual([]);
  });
});

describe('figuresAt', () => {
  const all = columns(
    trial(0, { value: 0.5, createdAt: time(0), startedAt: time(1), endedAt: time(10) }),
    trial(1, { state: 'FAILED', value: null, createdAt: time(0), startedAt: time(1), endedAt: time(20) }),
    trial(2, { value: 0.9, createdAt: time(5), startedAt: time(11), endedAt: time(30) }),
    trial(3, { state: 'RUNNING', value: null, createdAt: time(40), startedAt: time(41), endedAt: null }),
  );
  const at = (seconds: number) => {
    const moment = Date.parse(time(seconds));
    return figuresAt(experiment(), viewAt(all, moment), moment);
  };

  it('should count the trials as they were', () => {
    expect(at(8)).toMatchObject({ counts: { total: 3, waiting: 1, running: 2, succeeded: 0, failed: 0 }, best: null });
    expect(at(12)).toMatchObject({ counts: { total: 3, running: 2, succeeded: 1 }, best: { number: 0, value: 0.5 } });
    expect(at(50)).toMatchObject({ counts: { total: 4, running: 1, succeeded: 2, failed: 1 }, best: { number: 2, value: 0.9 }, estimated: false });
  });

  it('should say that a sample is no count', () => {
    const sample = { ...all, total: 100_000 };
    expect(figuresAt(experiment(), sample, 0).estimated).toBe(true);
  });
});
