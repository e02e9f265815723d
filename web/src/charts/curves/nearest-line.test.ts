import { describe, expect, it } from 'vitest';
import { Axis } from '../kit/axis';
import { nearestLine } from './nearest-line';

const place = { box: { left: 0, top: 0, right: 100, bottom: 100 }, step: new Axis(1, 11, 0, 100), value: new Axis(0, 10, 100, 0) };
const line = (trial: number, values: number[]) => ({
  curve: { trial, attempt: 1, size: values.length, indexes: values.map((_, index) => index), values },
  marked: false,
});

describe('nearestLine', () => {
  const lines = [line(1, [0, 0, 0, 0, 0]), line(2, [10, 10, 10, 10, 10]), line(3, [5, 5, NaN, NaN, 5])];

  it('should be the one under the pointer, with its nearest point', () => {
    expect(nearestLine(place, lines, { x: 21, y: 97 })).toEqual({ line: 0, position: 2 });
    expect(nearestLine(place, lines, { x: 28, y: 3 })).toEqual({ line: 1, position: 3 });
  });

  it('should be none where no line is near', () => {
    expect(nearestLine(place, lines, { x: 90, y: 50 })).toBeUndefined();
    expect(nearestLine(place, [], { x: 90, y: 50 })).toBeUndefined();
  });

  it('should not cross gaps', () => {
    expect(nearestLine(place, lines, { x: 10, y: 52 })).toEqual({ line: 2, position: 1 });
    expect(nearestLine(place, lines, { x: 40, y: 52 })).toEqual({ line: 2, position: 4 });
  });
});
