import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/random';
import { curveOf, extended, lastValue, passes, thinned, type TrialCurve, valueAtStep } from './trial-curve';

const empty: TrialCurve = { trial: 0, attempt: 1, size: 0, indexes: [], values: [] };

function curve(values: readonly number[], indexes = values.map((_, index) => index)): TrialCurve {
  return { ...empty, size: (indexes.at(-1) ?? -1) + 1, indexes, values };
}

describe('a curve', () => {
  it('should have a gap where the API has no finite number', () => {
    expect(curveOf({ trial: 1, attempt: 2, size: 3, indexes: [0, 1, 2], values: [1, 'NaN', 'Infinity'] }).values).toEqual([1, NaN, NaN]);
  });

  it('should grow value by value', () => {
    const grown = extended(extended(empty, 0.5), 0.6);
    expect(grown).toMatchObject({ size: 2, indexes: [0, 1], values: [0.5, 0.6] });
  });

  it('should stay drawable however long it becomes', () => {
    const random = seededRandom();
    let grown = empty;
    let [low, high] = [Infinity, -Infinity];
    for (let step = 0; step < 2000; step++) {
      const value = random();
      [low, high] = [Math.min(low, value), Math.max(high, value)];
      grown = extended(grown, value);
    }
    expect(grown.size).toBe(2000);
    expect(grown.indexes.length).toBeLessThanOrEqual(400);
    expect(grown.indexes.at(-1)).toBe(1999);
    expect([Math.min(...grown.values), Math.max(...grown.values)]).toEqual([low, high]);
  });

  it('should keep its ends when it is thinned', () => {
    const long = curve(Array.from({ length: 500 }, (_, index) => Math.sin(index)));
    const { indexes, values } = thinned(long, 100);
    expect(indexes.length).toBeLessThanOrEqual(100);
    expect([indexes[0], indexes.at(-1)]).toEqual([0, 499]);
    expect(values).toEqual(indexes.map((index) => long.values[index]));
  });

  it('should know its last value that is a number', () => {
    expect(lastValue(curve([1, 2, NaN]))).toBe(2);
    expect(lastValue(curve([NaN]))).toBeNaN();
  });
});

describe('a filter at a step', () => {
  const sampled = curve([0.1, 0.4, 0.9], [0, 4, 9]);

  it('should take the last value known by then', () => {
    expect([1, 4, 5, 9, 10].map((step) => valueAtStep(sampled, step))).toEqual([0.1, 0.1, 0.4, 0.4, 0.9]);
  });

  it('should keep curves between the limits that go so far', () => {
    expect(passes(sampled, { step: 5, min: 0.4, max: 0.4 })).toBe(true);
    expect(passes(sampled, { step: 5, min: 0.5, max: undefined })).toBe(false);
    expect(passes(sampled, { step: 5, min: undefined, max: 0.3 })).toBe(false);
    expect(passes(sampled, { step: 11, min: undefined, max: undefined })).toBe(false);
  });
});
