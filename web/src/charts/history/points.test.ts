import { describe, expect, it } from 'vitest';
import { Axis } from '../kit/axis';
import type { OptimizationHistory } from './optimization-history';
import { Cover, nearestPoint, pointAt } from './points';

const box = { left: 0, top: 0, right: 100, bottom: 100 };
const place = { box, number: new Axis(0, 10, 0, 100), value: new Axis(0, 1, 100, 0) };
const history: OptimizationHistory = {
  numbers: [0, 5, 6, 10],
  succeeded: [0.5, null, null, 1],
  earlyStopped: [null, 0.2, null, null],
  valueless: [null, null, 0, null],
  best: [0.5, 0.5, 0.5, 1],
};

describe('points', () => {
  it('should lie at their values, without one at the lower edge', () => {
    expect([0, 1, 2, 3].map((index) => pointAt(place, history, index))).toEqual([
      { x: 0, y: 50 },
      { x: 50, y: 80 },
      { x: 60, y: 100 },
      { x: 100, y: 0 },
    ]);
  });

  it('should be found when they are near', () => {
    expect(nearestPoint(place, history, { x: 52, y: 75 })).toBe(1);
    expect(nearestPoint(place, history, { x: 58, y: 97 })).toBe(2);
    expect(nearestPoint(place, history, { x: 50, y: 20 })).toBe(-1);
  });

  it('should not be found beyond what is in sight', () => {
    const zoomed = { ...place, number: new Axis(5.5, 10, 0, 100) };
    expect(nearestPoint(zoomed, history, { x: 2, y: 80 })).toBe(2);
  });
});

describe('Cover', () => {
  it('should give a place to one point', () => {
    const cover = new Cover(box, 2);
    expect([{ x: 10, y: 10 }, { x: 11.5, y: 11 }, { x: 12, y: 10 }, { x: 100, y: 100 }, { x: 101, y: 5 }, { x: 5, y: NaN }].map((at) => cover.take(at))).toEqual([
      true,
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
