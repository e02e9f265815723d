import { formatParameter } from '../../format/numbers';
import { type TrialAxis, VALUE_KEY } from '../plane/trial-axes';
import { isBetter } from '../history/optimization-history';
import type { ValuedTrials } from '../values/valued-trials';

/** What lines have to be on one axis: in a range (an end that is absent is open), or one of some words. */
export type AxisFilter = { low?: number; high?: number } | { words: readonly string[] };

/** By axis key. */
export type Filters = ReadonlyMap<string, AxisFilter>;

/** Facts of trials that conditions know by these names; a parameter of that name needs a prefix. */
const FACTS = new Set(
  'number state value latest reports duration attempt reason created started ended exit budget parent tag'.split(' '),
);

/**
 * Filters from an address: `lr:0.001..0.1,units:32..,optimizer:*adam*sgd`. What cannot be read is left out.
 */
export function parseFilters(text: string | undefined): Filters {
  const filters = new Map<string, AxisFilter>();
  for (const part of (text ?? '').split(',')) {
    const colon = part.indexOf(':');
    if (colon <= 0) continue;
    const filter = parseFilter(part.slice(colon + 1));
    if (filter !== undefined) filters.set(decode(part.slice(0, colon)), filter);
  }
  return filters;
}

function parseFilter(text: string): AxisFilter | undefined {
  if (text.startsWith('*')) return { words: text.slice(1).split('*').map(decode) };
  const ends = text.split('..');
  const [low, high] = ends.map((end) => (end === '' ? undefined : Number(end)));
  if (ends.length !== 2 || Number.isNaN(low) || Number.isNaN(high)) return undefined;
  return range(low, high);
}

/** @return absent if there is none */
export function formatFilters(filters: Filters): string | undefined {
  const parts = [...filters].map(([key, filter]) => {
    const what = 'words' in filter ? filter.words.map((word) => `*${encode(word)}`).join('') : `${filter.low ?? ''}..${filter.high ?? ''}`;
    return `${encode(key)}:${what}`;
  });
  return parts.length === 0 ? undefined : parts.join(',');
}

function encode(text: string): string {
  return encodeURIComponent(text).replaceAll('*', '%2A').replaceAll('%2F', '/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A range without the ends that are absent. */
export function range(low: number | undefined, high: number | undefined): { low?: number; high?: number } {
  return { ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

/** The filters with another one on this axis, or none. */
export function withFilter(filters: Filters, key: string, filter: AxisFilter | undefined): Filters {
  const changed = new Map(filters);
  if (filter === undefined || ('words' in filter ? filter.words.length === 0 : filter.low === undefined && filter.high === undefined)) changed.delete(key);
  else changed.set(key, filter);
  return changed;
}

/** What the part of an axis between two units lets pass: ends beyond those of the axis are open. */
export function filterBetween({ scale }: TrialAxis, from: number, to: number): AxisFilter | undefined {
  const [low, high] = from < to ? [from, to] : [to, from];
  if (scale.kind === 'bands') {
    const bands = scale.bands.filter((band) => scale.unit(band) >= low && scale.unit(band) <= high);
    return bands.length === scale.bands.length ? undefined : { words: bands.map(scale.exact) };
  }
  const whole = low <= 0 && high >= 1;
  return whole ? undefined : range(low <= 0 ? undefined : rounded(scale.value(low)), high >= 1 ? undefined : rounded(scale.value(high)));
}

/** Three digits are about as fine as a mouse. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Units that a filter covers on its axis, from low to high; a range each for words that are apart. */
export function coveredUnits({ scale }: TrialAxis, filter: AxisFilter): [number, number][] {
  if ('words' in filter) {
    const half = 0.5 / Math.max(1, scale.bands.length);
    return scale.bands.flatMap((band): [number, number][] => {
      const unit = scale.unit(band);
      return filter.words.includes(scale.exact(band)) ? [[unit - half, unit + half]] : [];
    });
  }
  const low = filter.low === undefined ? 0 : scale.unit(filter.low);
  const high = filter.high === undefined ? 1 : scale.unit(filter.high);
  return [[Math.max(0, low), Math.min(1, high)]];
}

/** Does a value pass? One that is not there does not. */
function test(axis: TrialAxis, filter: AxisFilter): (value: number) => boolean {
  if ('words' in filter) {
    const allowed = new Set(axis.scale.bands.filter((band) => filter.words.includes(axis.scale.exact(band))));
    return (value) => allowed.has(value);
  }
  const { low = -Infinity, high = Infinity } = filter;
  return (value) => value >= low && value <= high;
}

/** 1 for each line that passes all filters and is among the best, 0 for the others. */
export function passing(axes: readonly TrialAxis[], filters: Filters, trials: ValuedTrials, topPercent: number): Uint8Array {
  const passes = new Uint8Array(trials.values.length).fill(1);
  for (const axis of axes) {
    const filter = filters.get(axis.key);
    if (filter === undefined) continue;
    const holds = test(axis, filter);
    for (let line = 0; line < passes.length; line++) if (passes[line] === 1 && !holds(axis.values[line] as number)) passes[line] = 0;
  }
  const least = topThreshold(trials, topPercent);
  if (least === undefined) return passes;
  for (let line = 0; line < passes.length; line++) if (isBetter(least, trials.values[line] as number, trials.mode)) passes[line] = 0;
  return passes;
}

/** The worst value among the best of these percent; absent for all. At least one is among them. */
export function topThreshold({ values, mode }: ValuedTrials, percent: number): number | undefined {
  if (percent >= 100 || values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const count = Math.max(1, Math.ceil((values.length * percent) / 100));
  return mode === 'minimize' ? sorted[count - 1] : sorted[values.length - count];
}

/** The values of the best of these percent. */
export function topValues(trials: ValuedTrials, percent: number): Float64Array {
  const least = topThreshold(trials, percent);
  return least === undefined ? trials.values : trials.values.filter((value) => !isBetter(least, value, trials.mode));
}

/** The same as conditions that the table and the command line know: `lr>=0.001`, `optimizer!=sgd`. */
export function conditions(axes: readonly TrialAxis[], filters: Filters, trials: ValuedTrials, topPercent: number, metric: string | undefined): string[] {
  const value = metric === undefined ? 'value' : `metric:${metric}`;
  const all = axes.flatMap((axis): string[] => {
    const filter = filters.get(axis.key);
    if (filter === undefined) return [];
    const name = axis.key === VALUE_KEY ? value : FACTS.has(axis.key) ? `parameter:${axis.key}` : axis.key;
    if ('words' in filter) {
      const words = axis.scale.bands.map(axis.scale.exact);
      if (filter.words.length === 1) return [`${name}=${filter.words[0]}`];
      // Conditions all have to hold, so those that are not wanted are left out one by one.
      return words.filter((word) => !filter.words.includes(word)).map((word) => `${name}!=${word}`);
    }
    return [
      ...(filter.low === undefined ? [] : [`${name}>=${filter.low}`]),
      ...(filter.high === undefined ? [] : [`${name}<=${filter.high}`]),
    ];
  });
  const least = topThreshold(trials, topPercent);
  return least === undefined ? all : [...all, `${value}${trials.mode === 'minimize' ? '<=' : '>='}${least}`];
}

/** A filter as people read it. */
export function describeFilter({ scale }: TrialAxis, filter: AxisFilter): string {
  if ('words' in filter) return filter.words.length <= 2 ? filter.words.join(', ') : `${filter.words.length} of ${scale.bands.length}`;
  const { low, high } = filter;
  if (low === undefined) return `≤ ${formatParameter(high)}`;
  return high === undefined ? `≥ ${formatParameter(low)}` : `${formatParameter(low)} … ${formatParameter(high)}`;
}
