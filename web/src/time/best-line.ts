import type { OptimizeMode } from '../api/types';
import { isBetter } from '../charts/history/optimization-history';
import { codeOf } from '../columns/state-codes';
import type { TrialsView } from '../columns/trials-view';
import type { LogAxis } from './log-axis';

/** A better value was there from this place of the axis on. */
export interface Improvement {
  place: number;
  value: number;
}

const SUCCEEDED = codeOf('SUCCEEDED');

/** When the best value became better, in the order of time. */
export function improvements(view: TrialsView, axis: LogAxis, mode: OptimizeMode): Improvement[] {
  const order: number[] = [];
  for (let index = 0; index < view.size; index++) {
    if (view.states[index] === SUCCEEDED && !Number.isNaN(view.values[index])) order.push(index);
  }
  order.sort((a, b) => (view.endedAt[a] as number) - (view.endedAt[b] as number));
  const found: Improvement[] = [];
  for (const index of order) {
    const value = view.values[index] as number;
    const best = found.at(-1);
    if (best === undefined || isBetter(value, best.value, mode)) found.push({ place: axis.placeOf(view.endedAt[index] as number), value });
  }
  return found;
}

/** The best so far as an SVG path in a box of 1000 x 100, better is higher. */
export function bestPath(found: readonly Improvement[], last: number): string {
  const first = found[0];
  const end = found.at(-1);
  if (first === undefined || end === undefined || last === 0) return '';
  const x = (place: number) => ((1000 * place) / last).toFixed(1);
  const range = end.value - first.value || 1;
  const y = (value: number) => (94 - 88 * ((value - first.value) / range)).toFixed(1);
  const steps = found.slice(1).map(({ place, value }) => `H${x(place)}V${y(value)}`);
  return `M${x(first.place)} ${y(first.value)}${steps.join('')}H1000`;
}
