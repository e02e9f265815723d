import { describe, expect, it } from 'vitest';
import { TrialColumns } from '../../columns/trial-columns';
import { seededRandom } from '../../test/random';
import { columnsOf, trial } from '../../test/samples';
import { pairOf, paretoFront, twoObjectives } from './front';

describe('paretoFront', () => {
  it('should have what no other one beats, the best of the first objective first', () => {
    const first = Float64Array.of(1, 2, 3, 2, 1);
    const second = Float64Array.of(5, 3, 1, 4, 5);
    expect(paretoFront(first, 'minimize', second, 'minimize')).toEqual([0, 4, 1, 2]);
    expect(paretoFront(first, 'maximize', second, 'minimize')).toEqual([2]);
    expect(paretoFront(first, 'maximize', second, 'maximize')).toEqual([2, 3, 0, 4]);
    expect(paretoFront(new Float64Array(), 'minimize', new Float64Array(), 'minimize')).toEqual([]);
  });

  it('should agree with comparing each with each', () => {
    const random = seededRandom();
    for (let round = 0; round < 30; round++) {
      const [first, second] = [1, 2].map(() => Float64Array.from({ length: 60 }, () => Math.floor(random() * 15))) as [Float64Array, Float64Array];
      const at = (column: Float64Array, index: number) => column[index] as number;
      // Minimize the first, maximize the second.
      const beats = (a: number, b: number) =>
        at(first, a) <= at(first, b) && at(second, a) >= at(second, b) && (at(first, a) < at(first, b) || at(second, a) > at(second, b));
      const expected = [...first.keys()].filter((each) => ![...first.keys()].some((other) => beats(other, each)));
      expect(paretoFront(first, 'minimize', second, 'maximize').sort((a, b) => a - b)).toEqual(expected);
    }
  });
});

describe('pairOf', () => {
  const objectives = ['a', 'b', 'c'].map((metric) => ({ metric, mode: 'minimize' as const }));
  const names = (first?: string, second?: string) => pairOf(objectives, first, second).map(({ metric }) => metric);

  it('should be two different objectives', () => {
    expect(names()).toEqual(['a', 'b']);
    expect(names('b')).toEqual(['b', 'a']);
    expect(names('c', 'b')).toEqual(['c', 'b']);
    expect(names('b', 'b')).toEqual(['b', 'a']);
    expect(names('x', 'y')).toEqual(['a', 'b']);
  });
});

describe('twoObjectives', () => {
  it('should have trials that succeeded with both values', () => {
    const trials = [trial(0, { value: 0.5 }), trial(1, { value: 0.6 }), trial(2, { state: 'FAILED', value: null }), trial(3, { value: 0.4 })];
    const columns = columnsOf(trials, { metricNames: ['accuracy', 'latency'], metrics: [{ name: 'latency', values: [10, 20, null, null] }] });
    const found = twoObjectives(new TrialColumns(columns).view(), 'accuracy', { metric: 'latency', mode: 'minimize' }, { metric: 'accuracy', mode: 'maximize' });
    expect([...found.indexes]).toEqual([0, 1]);
    expect([...found.first]).toEqual([10, 20]);
    expect([...found.second]).toEqual([0.5, 0.6]);
    expect(found.front).toEqual([0, 1]);
  });
});
