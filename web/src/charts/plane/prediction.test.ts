import { describe, expect, it } from 'vitest';
import { bandScale, linearScale, logScale } from './axis-scale';
import { cellsOf, predicted } from './prediction';

describe('cellsOf', () => {
  it('should put positions where the axis has them', () => {
    const cells = cellsOf({ name: 'lr', positions: [0.01, 0.1, 1] }, logScale(0.01, 1));
    expect(cells.map(({ from, middle, to }) => [from, middle, to].map((unit) => unit.toFixed(2)).join(' '))).toEqual([
      '0.00 0.00 0.25',
      '0.25 0.50 0.75',
      '0.75 1.00 1.00',
    ]);
  });

  it('should find the words of bands in whatever order the model has them', () => {
    const scale = bandScale([0, 1], (index) => ['adam', 'sgd'][index] ?? '', (index) => ['adam', 'sgd'][index] ?? '');
    const cells = cellsOf({ name: 'optimizer', words: ['sgd', 'unknown', 'adam'] }, scale);
    expect(cells.map(({ index, from, to }) => [index, from, to])).toEqual([
      [2, 0, 0.5],
      [0, 0.5, 1],
    ]);
  });

  it('should take the nearest position for numbers to choose from', () => {
    const scale = bandScale([16, 32, 128], String);
    expect(cellsOf({ name: 'units', positions: [10, 40, 70, 100, 130] }, scale).map(({ index }) => index)).toEqual([0, 1, 4]);
  });
});

describe('predicted', () => {
  it('should say mean and deviation in units of the value', () => {
    const [first] = predicted(
      { x: { name: 'x', positions: [5, 10] }, y: null, mean: [0.5, 0.6], deviation: [0.1, 0.2], trials: 20 },
      linearScale(0, 10, false),
      linearScale(0, 1, false),
    );
    expect(first).toEqual({ from: 0.5, x: 0.5, to: 0.75, mean: 0.5, low: 0.4, high: 0.6 });
  });
});
