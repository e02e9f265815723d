import { describe, expect, it } from 'vitest';
import { linearScale } from '../plane/axis-scale';
import { arranged, moved } from './arrangement';
import type { TrialAxis } from '../plane/trial-axes';
import { dragged, gripAt } from './brush';
import { drawingOrder, nearestLine, parallelLayout, trace, unitAt, yOf } from './lines';

function axis(...units: number[]): TrialAxis {
  const values = Float64Array.from(units);
  return { key: 'x', title: 'x', scale: linearScale(0, 1, false), values, units: Float32Array.from(units), gaps: units.some(Number.isNaN) };
}

const AXES = [axis(0, 1, 0.5), axis(1, 0, NaN), axis(0, 0, 0)];
const LAYOUT = parallelLayout(600, 300, AXES);

describe('parallelLayout', () => {
  it('should spread the axes and leave room for lines without a value', () => {
    expect(LAYOUT.xs.length).toBe(3);
    expect(LAYOUT.width).toBe(600);
    expect(LAYOUT.absent).toBeGreaterThan(LAYOUT.bottom);
    expect(parallelLayout(600, 300, [axis(0)]).bottom).toBeGreaterThan(LAYOUT.bottom);
  });

  it('should become wider than the page rather than too dense', () => {
    expect(parallelLayout(300, 300, Array.from({ length: 12 }, () => axis(0))).width).toBeGreaterThan(1000);
  });

  it('should go from units to pixels and back', () => {
    expect(unitAt(LAYOUT, yOf(LAYOUT, 0.3))).toBeCloseTo(0.3);
    expect(yOf(LAYOUT, NaN)).toBe(LAYOUT.absent);
  });
});

describe('nearestLine', () => {
  const all = Uint8Array.of(1, 1, 1);
  const between = (part: number) => (LAYOUT.xs[0] as number) + part * ((LAYOUT.xs[1] as number) - (LAYOUT.xs[0] as number));

  it('should find the line under the mouse', () => {
    expect(nearestLine(LAYOUT, AXES, all, between(0.1), yOf(LAYOUT, 0.1), 5)).toBe(0);
    expect(nearestLine(LAYOUT, AXES, all, between(0.1), yOf(LAYOUT, 0.9), 5)).toBe(1);
    expect(nearestLine(LAYOUT, AXES, all, between(0.98), LAYOUT.absent - 4, 12)).toBe(2);
  });

  it('should find none far away, nor one that does not pass', () => {
    expect(nearestLine(LAYOUT, AXES, all, between(0.1), yOf(LAYOUT, 0.3), 5)).toBe(-1);
    expect(nearestLine(LAYOUT, AXES, Uint8Array.of(0, 1, 1), between(0.1), yOf(LAYOUT, 0.1), 5)).toBe(-1);
  });

  it('should answer left and right of the axes', () => {
    expect(nearestLine(LAYOUT, AXES, all, 0, yOf(LAYOUT, 1), 5)).toBe(1);
    expect(nearestLine(LAYOUT, AXES, all, LAYOUT.width, yOf(LAYOUT, 0), 5)).toBe(2);
  });
});

describe('drawingOrder', () => {
  it('should put the best on top', () => {
    expect([...drawingOrder(Float32Array.of(0.5, 0, 1, 0.5))]).toEqual([1, 0, 3, 2]);
  });
});

describe('trace', () => {
  it('should go through the notch where there is no value', () => {
    const points: number[] = [];
    trace({ moveTo: (_, y) => points.push(y), lineTo: (_, y) => points.push(y) }, LAYOUT, AXES, 2);
    expect(points).toEqual([yOf(LAYOUT, 0.5), LAYOUT.absent, LAYOUT.bottom]);
  });
});

describe('brush', () => {
  const covered = [[0.2, 0.6]] as const;

  it('should begin anew beside what is covered', () => {
    const grip = gripAt(covered, 0.8);
    expect(grip.kind).toBe('new');
    expect(dragged(grip, 0.7)).toEqual([0.7, 0.8]);
    expect(dragged(grip, 3)).toEqual([0.8, 1]);
  });

  it('should move what is covered, not beyond the axis', () => {
    const grip = gripAt(covered, 0.4);
    expect(dragged(grip, 0.5).map((unit) => unit.toFixed(2))).toEqual(['0.30', '0.70']);
    expect(dragged(grip, 5).map((unit) => unit.toFixed(2))).toEqual(['0.60', '1.00']);
  });

  it('should take an end by itself', () => {
    expect(dragged(gripAt(covered, 0.61), 0.9)).toEqual([0.2, 0.9]);
    expect(dragged(gripAt(covered, 0.19), 0.1)).toEqual([0.1, 0.6]);
    expect(dragged(gripAt(covered, 0.6), 0.1)).toEqual([0.1, 0.2]);
  });

  it('should be able to move a small brush', () => {
    expect(gripAt([[0.5, 0.51]], 0.505).kind).toBe('move');
  });
});

describe('arrangement', () => {
  it('should keep the order that was chosen and add what is new in its place', () => {
    expect(arranged(['a', 'b', 'c', 'd'], { order: ['c', 'a', 'gone'], hidden: [] })).toEqual(['c', 'd', 'a', 'b']);
    expect(arranged(['x', 'a'], { order: ['a'], hidden: [] })).toEqual(['x', 'a']);
  });

  it('should move a key', () => {
    expect(moved(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['c', 'a', 'b']);
  });
});
