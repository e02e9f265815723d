import { useState } from 'react';
import type { Axis } from './axis';
import type { Gestures } from './gestures';
import type { ChartKey } from './keys';
import { between, moved, partOf, type Range, zoomed } from './range';

interface Part {
  readonly x: Range | undefined;
  readonly y: Range | undefined;
}

/** A part of a picture with two axes of numbers, and how a reader gets another one. */
export interface Plane {
  readonly x: Range;
  readonly y: Range;
  /** Shows everything again; absent when it does. */
  readonly all: (() => void) | undefined;
  /** Wheel, keys and buttons zoom and move along the horizontal axis. */
  readonly zoomBy: (factor: number, around?: number) => void;
  readonly moveBy: (share: number) => void;
  /** Brings a place on the horizontal axis into sight. */
  readonly reveal: (x: number) => void;
  readonly gestures: (x: Axis, y: Axis) => Required<Pick<Gestures, 'select' | 'zoom' | 'push' | 'reset'>>;
  readonly keys: Pick<Record<ChartKey, () => void>, 'zoomIn' | 'zoomOut' | 'back' | 'forth' | 'all'>;
}

/** A drawn rectangle lower than this many pixels means the height that is in sight. */
const FLAT = 16;

/** The part of a plane that is in sight: a zoom stays while its limits grow. `least` is what of the horizontal axis is in sight at least. */
export function usePlane(whole: { x: Range; y: Range }, least: number): Plane {
  const [part, setPart] = useState<Part>({ x: undefined, y: undefined });
  const inSight = { x: partOf(part.x, whole.x), y: partOf(part.y, whole.y) };
  const x = inSight.x ?? whole.x;
  const y = inSight.y ?? whole.y;
  const show = (next: Range, nextY = part.y) => setPart({ x: partOf(next, whole.x), y: partOf(nextY, whole.y) });
  const reset = () => setPart({ x: undefined, y: undefined });
  const zoomBy = (factor: number, around = (x.low + x.high) / 2) => show(zoomed(x, factor, around, whole.x, least));
  const moveBy = (share: number) => show(moved(x, share * (x.high - x.low), whole.x));
  return {
    x,
    y,
    all: inSight.x === undefined && inSight.y === undefined ? undefined : reset,
    zoomBy,
    moveBy,
    reveal: (place) => {
      if (place < x.low || place > x.high) show(moved(x, place - (x.low + x.high) / 2, whole.x));
    },
    gestures: (axisX, axisY) => ({
      select: (from, to) => {
        const drawn = between(axisY.valueAt(from.y), axisY.valueAt(to.y), whole.y, (whole.y.high - whole.y.low) * 1e-9);
        show(between(axisX.valueAt(from.x), axisX.valueAt(to.x), whole.x, least), Math.abs(from.y - to.y) < FLAT ? part.y : drawn);
      },
      zoom: (factor, at) => zoomBy(factor, axisX.valueAt(at.x)),
      push: (by) => show(moved(x, axisX.valueAt(0) - axisX.valueAt(by.x), whole.x)),
      reset,
    }),
    keys: {
      zoomIn: () => zoomBy(0.5),
      zoomOut: () => zoomBy(2),
      back: () => moveBy(-0.25),
      forth: () => moveBy(0.25),
      all: reset,
    },
  };
}
