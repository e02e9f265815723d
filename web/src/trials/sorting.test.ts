import { describe, expect, it } from 'vitest';
import { trial } from '../test/samples';
import { DEFAULT_SORT, formatSort, parseSort, sortTrials } from './sorting';

const numbers = (sort: string, trials = TRIALS) => sortTrials(trials, parseSort(sort), 0).map((each) => each.number);

const TRIALS = [
  trial(0, { value: 0.5, configuration: { lr: 0.1, optimizer: 'sgd' }, startedAt: null }),
  trial(1, { value: 'NaN', configuration: { lr: 0.001 } }),
  trial(2, { value: null, state: 'RUNNING', configuration: { lr: 0.01, optimizer: 'adam' } }),
  trial(3, { value: 'Infinity', configuration: { optimizer: 'adam' } }),
  trial(4, { value: -1, state: 'FAILED', configuration: { lr: 0.01 } }),
];

describe('sortTrials', () => {
  it.each([
    ['number', [0, 1, 2, 3, 4]],
    ['-number', [4, 3, 2, 1, 0]],
    ['value', [4, 0, 3, 1, 2]],
    ['-value', [3, 0, 4, 1, 2]],
    ['parameter:lr', [1, 2, 4, 0, 3]],
    ['-parameter:lr', [0, 2, 4, 1, 3]],
    ['parameter:optimizer', [2, 3, 0, 1, 4]],
    ['state', [2, 0, 1, 3, 4]],
    ['duration', [1, 2, 3, 4, 0]],
  ])('should order by %s', (sort, expected) => {
    expect(numbers(sort)).toEqual(expected);
  });

  it('should leave the given trials as they are', () => {
    numbers('-value');
    expect(TRIALS.map((each) => each.number)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('parseSort', () => {
  it('should read what formatSort writes', () => {
    for (const sort of [DEFAULT_SORT, { column: 'parameter:a-b', descending: false }]) {
      expect(parseSort(formatSort(sort))).toEqual(sort);
    }
  });

  it('should take the newest first when nothing is said', () => {
    expect(parseSort(undefined)).toEqual({ column: 'number', descending: true });
    expect(parseSort('-')).toEqual(DEFAULT_SORT);
  });
});
