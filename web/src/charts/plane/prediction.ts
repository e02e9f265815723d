import type { MarginalAxis, Marginals } from '../../api/types';
import type { AxisScale } from './axis-scale';

/** A part of an axis with the index of its prediction. */
export interface Cell {
  readonly index: number;
  /** In units of the axis. */
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

/** What a model's axis covers of an axis on the page: a band each, or what is nearest to each position. */
export function cellsOf({ positions, words }: MarginalAxis, scale: AxisScale): Cell[] {
  if (scale.kind === 'bands') {
    const half = 0.5 / Math.max(1, scale.bands.length);
    return scale.bands.flatMap((band): Cell[] => {
      const index = words === undefined ? nearest(positions ?? [], band) : words.indexOf(scale.exact(band));
      const middle = scale.unit(band);
      return index < 0 ? [] : [{ index, from: middle - half, middle, to: middle + half }];
    });
  }
  const given = positions ?? (words ?? []).map(Number);
  const units = given.map(scale.unit);
  return units.flatMap((middle, index): Cell[] => {
    if (Number.isNaN(middle)) return [];
    const before = units[index - 1];
    const after = units[index + 1];
    return [{ index, from: before === undefined ? middle : (before + middle) / 2, middle, to: after === undefined ? middle : (middle + after) / 2 }];
  });
}

function nearest(positions: readonly number[], value: number): number {
  let found = -1;
  positions.forEach((position, index) => {
    if (found < 0 || Math.abs(position - value) < Math.abs((positions[found] as number) - value)) found = index;
  });
  return found;
}

/** Mean and deviation along an axis, in units of the axis and of the value. */
export interface Predicted {
  readonly from: number;
  readonly x: number;
  readonly to: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export function predicted({ x, mean, deviation }: Marginals, scale: AxisScale, values: AxisScale): Predicted[] {
  return cellsOf(x, scale).flatMap(({ index, from, middle, to }): Predicted[] => {
    const at = Number(mean[index]);
    const off = Number(deviation[index]);
    // No trial has a value there.
    if (Number.isNaN(at) || Number.isNaN(off)) return [];
    return [{ from, x: middle, to, mean: values.unit(at), low: values.unit(at - off), high: values.unit(at + off) }];
  });
}
