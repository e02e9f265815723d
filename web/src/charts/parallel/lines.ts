import type { TrialAxis } from '../plane/trial-axes';

/** Where axes are on the page, in CSS pixels. */
export interface ParallelLayout {
  readonly width: number;
  readonly height: number;
  /** Of each axis from the left. */
  readonly xs: readonly number[];
  /** The high end of the axes. */
  readonly top: number;
  /** The low end of the axes. */
  readonly bottom: number;
  /** Where lines go that have no value on an axis. */
  readonly absent: number;
}

const TOP = 14;
const LEFT = 58;
const RIGHT = 34;
/** Axes that are nearer to each other cannot be read: the chart scrolls instead. */
const LEAST_GAP = 96;
/** Room below the axes for lines without a value there. */
const NOTCH = 30;

export function parallelLayout(available: number, height: number, axes: readonly TrialAxis[]): ParallelLayout {
  const spaces = Math.max(1, axes.length - 1);
  const width = Math.max(available, LEFT + RIGHT + spaces * LEAST_GAP);
  const gap = (width - LEFT - RIGHT) / spaces;
  const bottom = height - (axes.some(({ gaps }) => gaps) ? NOTCH : 0) - 12;
  return { width, height, xs: axes.map((_, index) => LEFT + index * gap), top: TOP, bottom, absent: height - 10 };
}

export function yOf({ top, bottom, absent }: ParallelLayout, unit: number): number {
  return Number.isNaN(unit) ? absent : bottom - unit * (bottom - top);
}

export function unitAt({ top, bottom }: ParallelLayout, y: number): number {
  return (bottom - y) / (bottom - top);
}

/** Lines in the order they are drawn: the worst first, so that the best lie on top. */
export function drawingOrder(shades: Float32Array): Int32Array {
  const order = Int32Array.from(shades, (_, line) => line);
  return order.sort((a, b) => (shades[a] as number) - (shades[b] as number) || a - b);
}

/** The line nearest to a point among those that pass, or -1 if none is within so many pixels. */
export function nearestLine(layout: ParallelLayout, axes: readonly TrialAxis[], passes: Uint8Array, x: number, y: number, within: number): number {
  const { xs } = layout;
  let right = xs.findIndex((each) => each >= x);
  if (right < 0) right = xs.length - 1;
  const left = Math.max(0, right - 1);
  const from = axes[left]?.units;
  const to = axes[right]?.units;
  if (from === undefined || to === undefined) return -1;
  const span = (xs[right] as number) - (xs[left] as number);
  const part = span === 0 ? 0 : Math.min(1, Math.max(0, (x - (xs[left] as number)) / span));
  let nearest = -1;
  let least = within;
  for (let line = 0; line < passes.length; line++) {
    if (passes[line] === 0) continue;
    const start = yOf(layout, from[line] as number);
    const end = yOf(layout, to[line] as number);
    const distance = Math.abs(start + part * (end - start) - y) / Math.hypot(1, span === 0 ? 0 : (end - start) / span);
    // Of lines over each other, the last is the newest.
    if (distance <= least) {
      least = distance;
      nearest = line;
    }
  }
  return nearest;
}

/** Follows a line from axis to axis. */
export function trace(context: Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo'>, layout: ParallelLayout, axes: readonly TrialAxis[], line: number): void {
  for (let index = 0; index < axes.length; index++) {
    const x = layout.xs[index] as number;
    const y = yOf(layout, axes[index]?.units[line] as number);
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}
