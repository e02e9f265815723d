import { describe, expect, it } from 'vitest';
import { experiment, trial } from '../../test/samples';
import { compareTrials, toCsv, toJson } from './comparison';

const TRIALS = [
  trial(3, { value: 0, latest: 0.5, configuration: { lr: 0, layer: { _name: 'conv', filters: 3 }, same: 1 }, metrics: { default: 0, loss: 1 } }),
  trial(7, { value: 0.9, latest: 0.5, configuration: { lr: 0.1, layer: { _name: 'dense' }, same: 1 }, metrics: { default: 0.9 } }),
  trial(9, { value: 'NaN', latest: 0.5, state: 'FAILED', reason: 'too "big", really', configuration: { lr: 0.1, same: 1 } }),
];
const rows = () => compareTrials(TRIALS, experiment(), 0);
const row = (name: string) => rows().find((each) => each.name === name);

describe('compareTrials', () => {
  it('should have a row for everything that any of them has, zero and false included', () => {
    expect(row('layer')?.values).toEqual(['conv', 'dense', undefined]);
    expect(row('layer/filters')?.values).toEqual([3, undefined, undefined]);
    expect(row('lr')?.values).toEqual([0, 0.1, 0.1]);
    expect(row('loss')?.values).toEqual([1, undefined, undefined]);
  });

  it('should tell in what they differ', () => {
    expect(rows().filter((each) => !each.differs).map(({ name }) => name)).toEqual(['Latest', 'Duration', 'Reports', 'Attempts', 'same']);
  });

  it('should mark the best where it is said what is better', () => {
    expect(row('Value')?.best).toEqual([1]);
    expect(compareTrials(TRIALS, experiment({ objectives: [{ metric: 'default', mode: 'minimize' }] }), 0)[1]?.best).toEqual([0]);
    expect(row('Latest')?.best).toEqual([]);
    expect(row('loss')?.best).toEqual([]);
  });

  it('should have a row for every objective', () => {
    const objectives = [{ metric: 'accuracy', mode: 'maximize' as const }, { metric: 'size', mode: 'minimize' as const }];
    const both = [trial(0, { value: 1, objectives: { accuracy: 1, size: 5 } }), trial(1, { value: 2, objectives: { accuracy: 2, size: 9 } })];
    const found = compareTrials(both, { objectives }, 0).filter(({ kind }) => kind === 'value');
    expect(found.map(({ name, best }) => [name, best])).toEqual([['accuracy', [1]], ['size', [0]], ['Latest', []]]);
  });
});

describe('a copied comparison', () => {
  it('should be CSV that other programs read', () => {
    const lines = toCsv(TRIALS, rows().filter(({ name }) => ['Reason', 'layer/filters'].includes(name)));
    expect(lines).toBe(',trial 3,trial 7,trial 9\nReason,,,"too ""big"", really"\nlayer/filters,3,,');
  });

  it('should be JSON with what each trial has', () => {
    const [first, , last] = JSON.parse(toJson(TRIALS, rows())) as Record<string, Record<string, unknown>>[];
    expect(first?.trial).toBe(3);
    expect(first?.parameters).toEqual({ lr: 0, layer: 'conv', 'layer/filters': 3, same: 1 });
    expect(last?.metrics).toEqual({});
  });
});
