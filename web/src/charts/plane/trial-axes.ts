import { type ParameterColumn, type TrialsView } from '../../columns/trials-view';
import type { SpaceParameter } from '../../space/search-space';
import { type AxisScale, parameterScale, valueScale } from './axis-scale';
import { spread } from './spread';
import type { ValuedTrials } from '../values/valued-trials';

/** Key of the axis of the value: no parameter is called so. */
export const VALUE_KEY = '_value';

/** The part of a band that its trials take. */
const SPREAD = 0.5;

/** What trials are placed by: a parameter, or their value. */
export interface TrialAxis {
  /** Name of the parameter, or VALUE_KEY. */
  readonly key: string;
  readonly title: string;
  readonly scale: AxisScale;
  /** Of each trial; NaN where one has no such parameter. */
  readonly values: Float64Array;
  /** The same from 0 (the low end) to 1. */
  readonly units: Float32Array;
  /** Some trials have no such parameter. */
  readonly gaps: boolean;
}

/** The axes of all parameters that a trial has, in the order of the columns, and that of the value at the end. */
export function trialAxes(view: TrialsView, trials: ValuedTrials, space: readonly SpaceParameter[], title: string): TrialAxis[] {
  const known = new Map(space.map((parameter) => [parameter.name, parameter]));
  const parameters = view.parameters.flatMap((column): TrialAxis[] => {
    const values = pick(column, trials.indexes);
    if (values.every(Number.isNaN)) return [];
    return [axis(column.name, column.name, parameterScale({ ...column, values }, known.get(column.name)), values)];
  });
  return [...parameters, axis(VALUE_KEY, title, valueScale(trials.values), trials.values)];
}

function axis(key: string, title: string, scale: AxisScale, values: Float64Array): TrialAxis {
  // In a band, trials lie beside each other, or the last one would hide all others.
  const room = scale.kind === 'bands' ? SPREAD / scale.bands.length : 0;
  const units = new Float32Array(values.length);
  let gaps = false;
  for (let trial = 0; trial < units.length; trial++) {
    const unit = scale.unit(values[trial] as number);
    if (Number.isNaN(unit)) gaps = true;
    units[trial] = unit + room * (spread(trial) - 0.5);
  }
  return { key, title, scale, values, units, gaps };
}

function pick({ values }: ParameterColumn, indexes: Int32Array): Float64Array {
  const picked = new Float64Array(indexes.length);
  for (let trial = 0; trial < picked.length; trial++) picked[trial] = values[indexes[trial] as number] as number;
  return picked;
}
