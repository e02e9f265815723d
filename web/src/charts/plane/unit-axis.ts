import type { AxisScale } from './axis-scale';
import { zoomed } from './axis-scale';
import { Axis } from '../kit/axis';
import type { Range } from '../kit/range';
import type { Tick } from '../kit/ticks';

/** Room beside the outermost numbers, as a part of the axis. */
const MARGIN = 0.04;

/** Characters of a tick. */
const LONGEST = 14;

/** All of an axis, in units. */
export function wholeOf(scale: AxisScale): Range {
  return scale.kind === 'bands' ? { low: 0, high: 1 } : { low: -MARGIN, high: 1 + MARGIN };
}

/** The part of an axis that is in sight, over pixels: values of the result are units of the scale. */
export function unitAxis({ low, high }: Range, from: number, to: number): Axis {
  return new Axis(low, high, from, to);
}

/** Ticks of the part in sight, at units of the scale. */
export function unitTicks(scale: AxisScale, { low, high }: Range, count: number): Tick[] {
  const span = high - low;
  return zoomed(scale, low, high)
    .ticks(count)
    .map(({ unit, label }) => ({ value: scale.kind === 'bands' ? unit : low + unit * span, label: shortened(label) }));
}

/** Words may be long; the tooltip has all of them. */
export function shortened(label: string): string {
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
}
