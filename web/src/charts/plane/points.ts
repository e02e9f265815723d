import { translucent } from '../colors';
import { type Box, clipped } from '../kit/frame';
import type { Axis } from '../kit/axis';
import type { Point } from '../kit/gestures';
import { isAmong } from './spread';

/** Points over two axes of units. */
export interface PointPlace {
  readonly box: Box;
  readonly x: Axis;
  readonly y: Axis;
  /** Of each point; NaN for one that is not there. */
  readonly xs: Float32Array;
  readonly ys: Float32Array;
}

/**
 * At most about so many of the points that have a place: enough to see how they lie. With more points, some of them leave,
 * the others stay.
 */
export function sampled(xs: Float32Array, ys: Float32Array, most: number): { shown: Int32Array; total: number } {
  const placed = new Int32Array(xs.length);
  let total = 0;
  for (let point = 0; point < xs.length; point++) if (!Number.isNaN(xs[point]) && !Number.isNaN(ys[point])) placed[total++] = point;
  const all = placed.subarray(0, total);
  return { shown: total <= most ? all : all.filter((point) => isAmong(point, most / total)), total };
}

/** The coordinates of some points. */
export function picked(units: Float32Array, points: Int32Array): Float32Array {
  const some = new Float32Array(points.length);
  for (let index = 0; index < some.length; index++) some[index] = units[points[index] as number] as number;
  return some;
}

/** The point nearest to a place, or -1 if none is within so many pixels. */
export function nearestPoint({ x, y, xs, ys }: PointPlace, at: Point, within: number): number {
  let nearest = -1;
  let least = within * within;
  for (let point = 0; point < xs.length; point++) {
    const across = x.place(xs[point] as number) - at.x;
    const down = y.place(ys[point] as number) - at.y;
    const distance = across * across + down * down;
    // Of those over each other, the last is on top.
    if (distance <= least) {
      least = distance;
      nearest = point;
    }
  }
  return nearest;
}

/** The next point by index that is in sight, going forward or back; the same one at the end. */
export function nextPoint(place: PointPlace, from: number, by: 1 | -1): number {
  for (let point = from + by; point >= 0 && point < place.xs.length; point += by) if (inSight(place, point)) return point;
  return from;
}

function inSight({ box, x, y, xs, ys }: PointPlace, point: number): boolean {
  const across = x.place(xs[point] as number);
  const down = y.place(ys[point] as number);
  return across >= box.left && across <= box.right && down >= box.top && down <= box.bottom;
}

/** Diameter of so many points, so that they do not hide each other. */
export function pointSize(count: number): number {
  return count > 5000 ? 2 : count > 1000 ? 3 : count > 200 ? 4.5 : 6;
}

/** How much of what is below shows through so many points: where they are dense, it is darker. */
export function pointOpacity(count: number): number {
  return count > 5000 ? 0.45 : count > 200 ? 0.65 : 0.85;
}

/** Points in the order of their indexes; each has one of the colours. Neighbours of one colour are painted together. */
export function paintPoints(context: CanvasRenderingContext2D, place: PointPlace, colors: readonly string[], colorOf: (point: number) => number, size: number): void {
  const { box, x, y, xs, ys } = place;
  const count = xs.length;
  const shown = colors.map((color) => translucent(color, pointOpacity(count)));
  clipped(context, box, () => {
    let point = 0;
    while (point < count) {
      const color = colorOf(point);
      context.fillStyle = shown[color] ?? 'gray';
      context.beginPath();
      const end = Math.min(count, point + 2000);
      for (; point < end && colorOf(point) === color; point++) {
        const across = x.place(xs[point] as number);
        const down = y.place(ys[point] as number);
        if (Number.isNaN(across) || Number.isNaN(down)) continue;
        // Of small ones, nobody sees that they are square.
        if (size < 4) context.rect(across - size / 2, down - size / 2, size, size);
        else {
          context.moveTo(across + size / 2, down);
          context.arc(across, down, size / 2, 0, 2 * Math.PI);
        }
      }
      context.fill();
    }
  });
}

/** How a single point stands out. */
export interface MarkLook {
  readonly color: string;
  /** Of the line around it, which lifts it off the others. */
  readonly seam: string;
  readonly radius: number;
  /** Else it is a ring. */
  readonly filled: boolean;
}

/** Paints a point over the others, if it is in sight. */
export function paintMark(context: CanvasRenderingContext2D, place: PointPlace, point: number, { color, seam, radius, filled }: MarkLook): void {
  if (!inSight(place, point)) return;
  context.beginPath();
  context.arc(place.x.place(place.xs[point] as number), place.y.place(place.ys[point] as number), radius, 0, 2 * Math.PI);
  context.lineWidth = 4;
  context.strokeStyle = seam;
  context.stroke();
  context.lineWidth = 1.75;
  context.strokeStyle = color;
  context.stroke();
  context.fillStyle = color;
  if (filled) context.fill();
}
