import type { Axis } from '../kit/axis';
import type { Box } from '../kit/frame';
import type { Point } from '../kit/gestures';
import { positionOf, type TrialCurve } from './trial-curve';

/** Pixels from the pointer to a line that is still meant. */
const REACH = 24;

/** Where everything of the curves is. */
export interface CurvesPlace {
  readonly box: Box;
  /** Steps, counted from 1. */
  readonly step: Axis;
  readonly value: Axis;
}

/** A curve as it is drawn. */
export interface Line {
  readonly curve: TrialCurve;
  readonly marked: boolean;
}

/** Where a point of a curve is; NaN for what is not drawn. */
export function pointOf({ step, value }: CurvesPlace, { indexes, values }: TrialCurve, position: number): Point {
  return { x: step.place((indexes[position] as number) + 1), y: value.place(values[position] as number) };
}

/** The line nearest to a place and its nearest point; absent if none is near. */
export function nearestLine(place: CurvesPlace, lines: readonly Line[], at: Point): { line: number; position: number } | undefined {
  let nearest: { line: number; position: number } | undefined;
  let least = REACH;
  const step = place.step.valueAt(at.x);
  for (const [line, { curve }] of lines.entries()) {
    const before = positionOf(curve.indexes, step);
    for (let position = Math.max(0, before - 1); position <= Math.min(before + 1, curve.indexes.length - 1); position++) {
      const from = pointOf(place, curve, position);
      const to = position + 1 < curve.indexes.length ? pointOf(place, curve, position + 1) : from;
      const distance = distanceTo(at, from, to);
      // Of lines as near as each other the last one: it lies above.
      if (!(distance <= least)) continue;
      least = distance;
      nearest = { line, position: Math.abs(to.x - at.x) < Math.abs(from.x - at.x) && to !== from ? position + 1 : position };
    }
  }
  return nearest;
}

/** From a place to the stretch between two others; to the one that is there, where the other one is not. */
function distanceTo(at: Point, from: Point, to: Point): number {
  if (Number.isNaN(from.y) || Number.isNaN(to.y)) {
    const there = Number.isNaN(from.y) ? to : from;
    return Math.hypot(at.x - there.x, at.y - there.y);
  }
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((at.x - from.x) * dx + (at.y - from.y) * dy) / length));
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy);
}
