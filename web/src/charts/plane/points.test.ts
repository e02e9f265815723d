import { describe, expect, it } from 'vitest';
import { linearScale } from './axis-scale';
import { nearestPoint, nextPoint, paintPoints, picked, type PointPlace, sampled } from './points';
import { unitAxis, unitTicks, wholeOf } from './unit-axis';

function place(xs: number[], ys: number[], x = { low: 0, high: 1 }): PointPlace {
  const box = { left: 0, top: 0, right: 100, bottom: 100 };
  return { box, x: unitAxis(x, 0, 100), y: unitAxis({ low: 0, high: 1 }, 100, 0), xs: Float32Array.from(xs), ys: Float32Array.from(ys) };
}

describe('nearestPoint', () => {
  const points = place([0.1, 0.5, 0.5, NaN], [0.1, 0.5, 0.5, 0.1]);

  it('should find what is under the mouse, the newest of those over each other', () => {
    expect(nearestPoint(points, { x: 12, y: 88 }, 10)).toBe(0);
    expect(nearestPoint(points, { x: 50, y: 52 }, 10)).toBe(2);
  });

  it('should find none far away', () => {
    expect(nearestPoint(points, { x: 90, y: 10 }, 10)).toBe(-1);
  });
});

describe('nextPoint', () => {
  it('should go over what is in sight', () => {
    const points = place([0.1, 0.9, NaN, 0.2], [0.5, 0.5, 0.5, 0.5], { low: 0, high: 0.5 });
    expect(nextPoint(points, -1, 1)).toBe(0);
    expect(nextPoint(points, 0, 1)).toBe(3);
    expect(nextPoint(points, 3, 1)).toBe(3);
    expect(nextPoint(points, 3, -1)).toBe(0);
  });
});

describe('sampled', () => {
  const xs = Float32Array.from({ length: 5000 }, (_, index) => (index % 5 === 0 ? NaN : index));

  it('should show all while they are few', () => {
    expect([...sampled(xs.subarray(0, 6), xs.subarray(0, 6), 100).shown]).toEqual([1, 2, 3, 4]);
  });

  it('should keep its points as more come, but for some', () => {
    const before = sampled(xs.subarray(0, 2500), xs.subarray(0, 2500), 1000);
    const after = sampled(xs, xs, 1000);
    expect(after.total).toBe(4000);
    expect(Math.abs(after.shown.length - 1000)).toBeLessThan(50);
    const known = new Set(before.shown);
    expect(after.shown.filter((point) => point < 2500).every((point) => known.has(point))).toBe(true);
    expect([...picked(xs, after.shown)].some(Number.isNaN)).toBe(false);
  });
});

describe('paintPoints', () => {
  it('should paint neighbours of one colour together and leave out what has no place', () => {
    const painted: string[] = [];
    const context = {
      save() {},
      restore() {},
      clip() {},
      beginPath() {},
      moveTo() {},
      arc: (x: number) => painted.push(`at ${x}`),
      rect() {},
      fill: () => painted.push('fill'),
    } as unknown as CanvasRenderingContext2D;
    paintPoints(context, place([0.1, 0.2, NaN, 0.4], [0, 0, 0, 0]), ['red', 'blue'], (point) => (point < 3 ? 0 : 1), 6);
    expect(painted.map((each) => each.replace(/\.\d+/, ''))).toEqual(['at 10', 'at 20', 'fill', 'at 40', 'fill']);
  });
});

describe('unitTicks', () => {
  it('should lie where the whole axis has them', () => {
    const scale = linearScale(0, 10, false);
    const ticks = unitTicks(scale, { low: 0.2, high: 0.4 }, 2);
    expect(ticks.map(({ label }) => Number(label))).toEqual([2, 3, 4]);
    ticks.forEach(({ value, label }) => expect(value).toBeCloseTo(Number(label) / 10));
  });

  it('should leave room beside numbers', () => {
    expect(wholeOf(linearScale(0, 10, false)).low).toBeLessThan(0);
  });
});
