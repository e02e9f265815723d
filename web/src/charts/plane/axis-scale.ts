import type { ParameterColumn } from '../../columns/trials-view';
import { formatParameter } from '../../format/numbers';
import type { SpaceParameter } from '../../space/search-space';
import { logTicks, numberTicks } from '../kit/ticks';

export interface Tick {
  /** Where it is on the axis: 0 the low end, 1 the high end. */
  unit: number;
  label: string;
}

/** Where values lie on an axis: numbers evenly or by their logarithm, words and choices one band each. */
export interface AxisScale {
  readonly kind: 'linear' | 'log' | 'bands';
  /** Ends of the axis; of bands, those of the first and last. */
  readonly low: number;
  readonly high: number;
  /** The values that have a band, in order; empty for numbers. */
  readonly bands: readonly number[];
  /** 0 to 1 from the low to the high end, beyond for what lies outside; NaN for what has no place. */
  readonly unit: (value: number) => number;
  /** The value there; the nearest band's where there are bands. */
  readonly value: (unit: number) => number;
  /** Some `count` of them. */
  readonly ticks: (count: number) => Tick[];
  /** The value as people read it. */
  readonly label: (value: number) => string;
  /** The value as it is written in conditions: the word, or all digits. */
  readonly exact: (value: number) => string;
}

/** From here on numbers among which to choose are an axis of numbers: bands would be too thin. */
const MOST_NUMBER_BANDS = 24;
/** A number whose values differ by this factor is looked at by its logarithm. */
const WIDE = 1000;

/** The scale of a parameter: as the search space has it, widened to values outside of it. */
export function parameterScale(column: ParameterColumn, space: SpaceParameter | undefined): AxisScale {
  const { words, values } = column;
  if (words !== undefined) return bandScale(orderedWords(words, space), (index) => words[index] ?? '', (index) => words[index] ?? '');
  const options = numbersOf(space?.options);
  if (options !== undefined && options.length <= MOST_NUMBER_BANDS) {
    const all = [...new Set([...options, ...values])].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
    if (all.length <= MOST_NUMBER_BANDS) return bandScale(all, formatParameter);
  }
  const [least, most] = extent(values, space?.low, space?.high);
  return space?.scale === 'log' && least > 0 ? logScale(least, most) : linearScale(least, most, space?.whole === true);
}

/** The scale of a number that trials reported. */
export function valueScale(values: ArrayLike<number>): AxisScale {
  const [least, most] = extent(values);
  return least > 0 && most / least >= WIDE ? logScale(least, most) : linearScale(least, most, false);
}

export function linearScale(low: number, high: number, whole: boolean): AxisScale {
  const [from, to] = widened(low, high);
  return {
    kind: 'linear',
    low: from,
    high: to,
    bands: [],
    unit: (value) => (value - from) / (to - from),
    value: (unit) => from + unit * (to - from),
    ticks: (count) => numberTicks(from, to, count, whole).map(({ value, label }) => ({ unit: (value - from) / (to - from), label })),
    label: formatParameter,
    exact: String,
  };
}

/** @param low above 0 */
export function logScale(low: number, high: number): AxisScale {
  const [from, to] = low < high ? [low, high] : [low / 2, high * 2];
  const base = Math.log(from);
  const span = Math.log(to) - base;
  const unit = (value: number) => (value > 0 ? (Math.log(value) - base) / span : value <= 0 ? -1 : NaN);
  return {
    kind: 'log',
    low: from,
    high: to,
    bands: [],
    unit,
    value: (place) => Math.exp(base + place * span),
    ticks: (count) => logTicks(from, to, count).map(({ value, label }) => ({ unit: unit(value), label })),
    label: formatParameter,
    exact: String,
  };
}

export function bandScale(bands: readonly number[], label: (value: number) => string, exact: (value: number) => string = String): AxisScale {
  const count = Math.max(1, bands.length);
  const places = new Map(bands.map((value, index) => [value, (index + 0.5) / count]));
  const nearest = (unit: number) => bands[Math.min(count - 1, Math.max(0, Math.floor(unit * count)))] ?? NaN;
  return {
    kind: 'bands',
    low: bands[0] ?? NaN,
    high: bands.at(-1) ?? NaN,
    bands,
    unit: (value) => places.get(value) ?? NaN,
    value: nearest,
    ticks: (wanted) => {
      const every = Math.max(1, Math.ceil(bands.length / Math.max(1, wanted)));
      return bands
        .map((value, index) => ({ unit: (index + 0.5) / count, label: label(value) }))
        .filter((_, index) => index % every === 0);
    },
    label,
    exact,
  };
}

/** A part of the axis, from one unit to another, as an axis of its own; bands stay as they are. */
export function zoomed(scale: AxisScale, from: number, to: number): AxisScale {
  if (scale.kind === 'bands') return scale;
  const low = scale.value(from);
  const high = scale.value(to);
  return scale.kind === 'log' ? logScale(low, high) : linearScale(low, high, false);
}

/** Least and most of finite values and limits; 0 to 1 if there are none. */
export function extent(values: ArrayLike<number>, ...limits: (number | undefined)[]): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  const take = (value: number) => {
    if (value < least) least = value;
    if (value > most) most = value;
  };
  for (let index = 0; index < values.length; index++) take(values[index] as number);
  for (const limit of limits) if (limit !== undefined && Number.isFinite(limit)) take(limit);
  return least <= most ? [least, most] : [0, 1];
}

/** Indexes of words, in the order the search space has them. */
function orderedWords(words: readonly string[], space: SpaceParameter | undefined): number[] {
  const indexes = words.map((_, index) => index);
  const options = (space?.options ?? []).map((option) => (typeof option === 'string' ? option : JSON.stringify(option)));
  const place = (index: number) => {
    const found = options.indexOf(words[index] ?? '');
    return found < 0 ? options.length + index : found;
  };
  return indexes.sort((a, b) => place(a) - place(b));
}

function numbersOf(options: readonly unknown[] | undefined): readonly number[] | undefined {
  return options?.every((option): option is number => typeof option === 'number') === true ? options : undefined;
}

/** An axis needs two different ends. */
function widened(low: number, high: number): [number, number] {
  if (low < high) return [low, high];
  const room = Math.abs(low) * 0.1 || 0.5;
  return [low - room, low + room];
}
