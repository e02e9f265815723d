import { type ParameterColumn, type TrialsView } from '../../columns/trials-view';
import type { SpaceParameter } from '../../space/search-space';
import { type AxisScale, parameterScale, valueScale } from '../axis-scale';
import { spread } from '../spread';
import type { ValuedTrials } from '../valued-trials';

/** Key of the axis of the value: no parameter is called so. */
export const VALUE_KEY = '_value';

/** The part of a band that its lines take. */
const SPREAD = 0.5;

/** One vertical axis: a parameter, or the value of trials. */
export interface ParallelAxis {
  /** Name of the parameter, or VALUE_KEY. */
  readonly key: string;
  readonly title: string;
  readonly scale: AxisScale;
  /** What it is of each line; NaN where a trial has no such parameter. */
  readonly values: Float64Array;
  /** The same from 0 (bottom) to 1 (top). */
  readonly units: Float32Array;
  /** Some trials have no such parameter. */
  readonly gaps: boolean;
}

/** The axes of all parameters that a trial has, in the order of the columns, and that of the value at the end. */
export function parallelAxes(view: TrialsView, trials: ValuedTrials, space: readonly SpaceParameter[], title: string): ParallelAxis[] {
  const known = new Map(space.map((parameter) => [parameter.name, parameter]));
  const parameters = view.parameters.flatMap((column): ParallelAxis[] => {
    const values = pick(column, trials.indexes);
    if (values.every(Number.isNaN)) return [];
    return [axis(column.name, column.name, parameterScale({ ...column, values }, known.get(column.name)), values)];
  });
  return [...parameters, axis(VALUE_KEY, title, valueScale(trials.values), trials.values)];
}

function axis(key: string, title: string, scale: AxisScale, values: Float64Array): ParallelAxis {
  // In a band, lines lie beside each other, or the last one would hide all others.
  const room = scale.kind === 'bands' ? SPREAD / scale.bands.length : 0;
  const units = Float32Array.from(values, (value, line) => scale.unit(value) + room * (spread(line) - 0.5));
  return { key, title, scale, values, units, gaps: units.some(Number.isNaN) };
}

function pick({ values }: ParameterColumn, indexes: Int32Array): Float64Array {
  return Float64Array.from(indexes, (index) => values[index] as number);
}
