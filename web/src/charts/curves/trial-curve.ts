import type { Curve } from '../../api/types';
import { toFinite } from '../../api/values';

/** Points that are drawn of a curve when it grows; a screen shows no more. */
const DRAWN = 200;
/** Points that a curve may have before it is thinned. */
const MOST = 2 * DRAWN;

/** The intermediate results of one attempt, some of them. */
export interface TrialCurve {
  readonly trial: number;
  readonly attempt: number;
  /** How many values it reported. */
  readonly size: number;
  /** Which of them these are, counted from 0. */
  readonly indexes: readonly number[];
  /** NaN for what is no finite number. */
  readonly values: readonly number[];
}

export function curveOf({ trial, attempt, size, indexes, values }: Curve): TrialCurve {
  return { trial, attempt, size, indexes, values: values.map((value) => toFinite(value) ?? NaN) };
}

/** The curve with another value behind its last. */
export function extended(curve: TrialCurve, value: number): TrialCurve {
  const indexes = [...curve.indexes, curve.size];
  const values = [...curve.values, value];
  const longer = { ...curve, size: curve.size + 1, indexes, values };
  return indexes.length > MOST ? thinned(longer, DRAWN) : longer;
}

/** The curve with about as many points, its ends and the extremes of every stretch among them. */
export function thinned(curve: TrialCurve, points: number): TrialCurve {
  const count = curve.indexes.length;
  const keep = new Set([0, count - 1]);
  const stretches = Math.max(1, Math.floor(points / 2) - 1);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * count) / stretches);
    const to = Math.floor(((stretch + 1) * count) / stretches);
    let low = from;
    let high = from;
    for (let at = from; at < to; at++) {
      const value = curve.values[at] as number;
      if (!(value >= (curve.values[low] as number))) low = at;
      if (!(value <= (curve.values[high] as number))) high = at;
    }
    keep.add(low);
    keep.add(high);
  }
  const kept = [...keep].filter((at) => at < count).sort((a, b) => a - b);
  return { ...curve, indexes: kept.map((at) => curve.indexes[at] as number), values: kept.map((at) => curve.values[at] as number) };
}

/** The last value that is a number; NaN if there is none. */
export function lastValue({ values }: TrialCurve): number {
  return values.findLast((value) => !Number.isNaN(value)) ?? NaN;
}

/** The value at a step, counted from 1, or the last one known before it; NaN where the curve does not go that far. */
export function valueAtStep({ size, indexes, values }: TrialCurve, step: number): number {
  if (size < step) return NaN;
  const at = positionOf(indexes, step);
  return at < 0 ? NaN : (values[at] as number);
}

/** The last point at a step, counted from 1, or before it; -1 if there is none. */
export function positionOf(indexes: readonly number[], step: number): number {
  let low = 0;
  let high = indexes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((indexes[middle] as number) < step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Which values at a step are looked at; what is absent is no limit. */
export interface StepFilter {
  readonly step: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Does a curve pass? */
export function passes(curve: TrialCurve, { step, min, max }: StepFilter): boolean {
  const value = valueAtStep(curve, step);
  return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
}
