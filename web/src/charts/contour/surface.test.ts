import { describe, expect, it } from 'vitest';
import type { Marginals } from '../../api/types';
import { bandScale, linearScale, logScale } from '../plane/axis-scale';
import { valueColors } from '../values/value-colors';
import { cellAt, levels, surfaceOf, valuesOn } from './surface';

const POSITIONS = Array.from({ length: 11 }, (_, index) => index);

/** Rises with x from 0 to 10, the same for all y. */
const SLOPE: Marginals = {
  x: { name: 'x', positions: POSITIONS },
  y: { name: 'y', positions: POSITIONS.map((each) => 10 ** (each / 10)) },
  mean: POSITIONS.flatMap(() => POSITIONS),
  deviation: POSITIONS.flatMap(() => POSITIONS.map(() => 0.5)),
  trials: 50,
};

function surface(marginals = SLOPE, x = linearScale(0, 10, false), y = logScale(1, 10)) {
  const made = surfaceOf(marginals, x, y);
  if (made === undefined) throw new Error('no surface');
  return made;
}

describe('surfaceOf', () => {
  it('should find the value of a cell', () => {
    const made = surface();
    const [column, row] = [cellAt(made.columns, 0.31), cellAt(made.rows, 0.72)];
    if (column === undefined || row === undefined) throw new Error('no cell');
    expect(made.mean(column, row)).toBe(3);
    expect(made.deviation(column, row)).toBe(0.5);
    expect(made.smooth).toBe(true);
    expect(cellAt(made.columns, 1.1)?.index).toBe(10);
    expect(cellAt(made.columns, 1.3)).toBeUndefined();
  });

  it('should have a row for each word, in the order of the axis', () => {
    const words = ['sgd', 'adam'];
    const label = (index: number) => words[index] ?? '';
    const marginals = { ...SLOPE, x: { name: 'x', words: ['adam', 'sgd'] }, y: { name: 'y', positions: [0, 10] }, mean: [1, 2, 3, 4], deviation: [0, 0, 0, 0] };
    const made = surface(marginals, bandScale([0, 1], label, label), linearScale(0, 10, false));
    expect(made.smooth).toBe(false);
    expect([...valuesOn(made)]).toEqual([2, 1, 4, 3]);
  });

  it('should be absent for one parameter', () => {
    expect(surfaceOf({ ...SLOPE, y: null }, linearScale(0, 1, false), linearScale(0, 1, false))).toBeUndefined();
  });
});

describe('levels', () => {
  it('should cross the axis where the value is', () => {
    const made = surface();
    const areas = levels(made, { worst: 0, best: 14, shade: (value) => value / 14 });
    expect(areas.map(({ shade }) => Math.round(shade * 14 * 2) / 2)).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12.5, 13.5]);
    const third = areas[3]?.rings.flat().map(([x]) => x) ?? [];
    // At least 3 of 0 to 10, to beyond the end that is seen.
    expect(Math.min(...third)).toBeCloseTo(0.3);
    expect(Math.max(...third)).toBeGreaterThan(1.1);
    expect(areas[12]?.rings).toEqual([]);
  });

  it('should lie on each other from the best down when less is better', () => {
    const made = surface();
    const shades = levels(made, valueColors(valuesOn(made), 'minimize')).map(({ shade }) => shade);
    expect(shades[0]).toBeGreaterThan(0.9);
    expect(shades).toEqual([...shades].sort((a, b) => b - a));
  });

  it('should be one colour for a flat surface', () => {
    const flat = surface({ ...SLOPE, mean: SLOPE.mean.map(() => 1) });
    expect(levels(flat, valueColors(valuesOn(flat), 'maximize'))).toEqual([{ shade: 1, rings: [] }]);
  });
});
