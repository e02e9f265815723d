import { describe, expect, it } from 'vitest';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, experiment, trial } from '../../test/samples';
import { bestWord, modeOf, valuedTrials, valueName } from './valued-trials';

const view = new TrialColumns(
  columnsOf([
    trial(0, { value: 0.5 }),
    trial(1, { state: 'EARLY_STOPPED', value: 0.9 }),
    trial(2, { value: 'NaN' }),
    trial(3, { value: 0.2 }),
    trial(4, { state: 'RUNNING', value: null }),
    trial(5, { value: 0.5 }),
  ]),
).view();

describe('valuedTrials', () => {
  it('should leave out trials without a value', () => {
    const { indexes, values } = valuedTrials(view, 'maximize', undefined);
    expect([...indexes]).toEqual([0, 3, 5]);
    expect([...values]).toEqual([0.5, 0.2, 0.5]);
  });

  it('should know the best, the first of equals', () => {
    expect(valuedTrials(view, 'maximize', undefined).best).toBe(0);
    expect(valuedTrials(view, 'minimize', undefined).best).toBe(1);
    expect(valuedTrials(view, 'minimize', 'unknown').best).toBe(-1);
  });
});

describe('modeOf and valueName', () => {
  const objectives = [
    { metric: 'accuracy', mode: 'maximize' as const },
    { metric: 'latency', mode: 'minimize' as const },
  ];

  it('should follow the objective', () => {
    expect(modeOf(experiment({ objectives }), 'latency')).toBe('minimize');
    expect(modeOf(experiment({ objectives }), 'other')).toBe('maximize');
    expect(bestWord(experiment({ objectives }), 'latency')).toBe('Best');
    expect(bestWord(experiment({ objectives }), 'other')).toBe('Highest');
    expect(valueName(experiment({ objectives }), undefined)).toBe('accuracy');
    expect(valueName(experiment(), undefined)).toBe('value');
    expect(valueName(experiment(), 'loss')).toBe('loss');
  });
});
