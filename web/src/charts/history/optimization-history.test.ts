import { describe, expect, it } from 'vitest';
import type { Trial } from '../../api/types';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, trial } from '../../test/samples';
import { optimizationHistory } from './optimization-history';

function view(trials: readonly Trial[]) {
  return new TrialColumns(columnsOf(trials)).view();
}

const trials = view([
  trial(0, { value: 0.5 }),
  trial(1, { value: 0.7 }),
  trial(2, { state: 'EARLY_STOPPED', value: 0.9 }),
  trial(3, { state: 'FAILED', value: null }),
  trial(4, { value: 'NaN' }),
  trial(5, { state: 'RUNNING', value: null }),
  trial(6, { value: 0.6 }),
  trial(7, { value: 'Infinity' }),
  trial(8, { value: 0.4 }),
  trial(9, { state: 'USER_CANCELED', value: 0.99 }),
]);

describe('optimizationHistory', () => {
  it('should follow the highest value when maximizing', () => {
    const history = optimizationHistory(trials, 'maximize');
    expect(history.numbers).toEqual([0, 1, 2, 3, 4, 6, 7, 8]);
    expect(history.best).toEqual([0.5, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7]);
  });

  it('should follow the lowest value when minimizing', () => {
    expect(optimizationHistory(trials, 'minimize').best).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.4]);
  });

  it('should tell succeeded trials, trials stopped early and trials without a value apart', () => {
    const history = optimizationHistory(trials, 'maximize');
    expect(history.succeeded).toEqual([0.5, 0.7, null, null, null, 0.6, null, 0.4]);
    expect(history.earlyStopped).toEqual([null, null, 0.9, null, null, null, null, null]);
    expect(history.valueless).toEqual([null, null, null, 0, 0, null, 0, null]);
  });

  it('should have no best before a trial has succeeded', () => {
    expect(optimizationHistory(view([trial(0, { state: 'FAILED' }), trial(1)]), 'minimize').best).toEqual([null, 0.9]);
  });
});
