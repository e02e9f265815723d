import { useState } from 'react';
import type { AxisScale } from './axis-scale';
import type { Axis } from '../kit/axis';
import type { Gestures, Point } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { between, moved, partOf, type Range, zoomed } from '../kit/range';
import { wholeOf } from './unit-axis';

/** Nothing smaller than this part of an axis is shown. */
const LEAST = 0.002;
/** A drawn rectangle narrower than this means all of that direction. */
const DRAWN = 12;

interface Zoom {
  x?: Range | undefined;
  y?: Range | undefined;
}

/** What is in sight of two axes, and how gestures change it. Bands are always all in sight. */
export interface Zoomed {
  x: Range;
  y: Range;
  /** Absent: everything is in sight. */
  all: (() => void) | undefined;
  by: (factor: number) => void;
  gestures: (axes: { x: Axis; y: Axis }) => Pick<Gestures, 'select' | 'zoom' | 'reset'>;
  onKey: (key: ChartKey) => void;
}

export function useZoom(xScale: AxisScale, yScale: AxisScale): Zoomed {
  const [zoom, setZoom] = useState<Zoom>({});
  const whole = { x: wholeOf(xScale), y: wholeOf(yScale) };
  const free = { x: xScale.kind !== 'bands', y: yScale.kind !== 'bands' };
  const x = (free.x ? partOf(zoom.x, whole.x) : undefined) ?? whole.x;
  const y = (free.y ? partOf(zoom.y, whole.y) : undefined) ?? whole.y;
  const all = x === whole.x && y === whole.y ? undefined : () => setZoom({});
  const around = (factor: number, at: { x: number; y: number }) =>
    setZoom({
      x: free.x ? zoomed(x, factor, at.x, whole.x, LEAST) : undefined,
      y: free.y ? zoomed(y, factor, at.y, whole.y, LEAST) : undefined,
    });
  const by = (factor: number) => around(factor, { x: (x.low + x.high) / 2, y: (y.low + y.high) / 2 });
  const move = (share: number) => free.x && setZoom({ x: moved(x, share * (x.high - x.low), whole.x), y });
  return {
    x,
    y,
    all,
    by,
    gestures: (axes) => ({
      select: (from: Point, to: Point) => {
        const wide = free.x && Math.abs(from.x - to.x) >= DRAWN;
        const high = free.y && Math.abs(from.y - to.y) >= DRAWN;
        setZoom({
          x: wide ? between(axes.x.valueAt(from.x), axes.x.valueAt(to.x), whole.x, LEAST) : x,
          y: high ? between(axes.y.valueAt(from.y), axes.y.valueAt(to.y), whole.y, LEAST) : y,
        });
      },
      zoom: (factor: number, at: Point) => around(factor, { x: axes.x.valueAt(at.x), y: axes.y.valueAt(at.y) }),
      reset: () => setZoom({}),
    }),
    onKey: (key) => {
      if (key === 'zoomIn') by(0.7);
      else if (key === 'zoomOut') by(1 / 0.7);
      else if (key === 'all') setZoom({});
      else if (key === 'back') move(-0.25);
      else if (key === 'forth') move(0.25);
    },
  };
}
