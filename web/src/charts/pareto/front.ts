import type { OptimizeMode } from '../../api/types';
import { codeOf } from '../../columns/state-codes';
import { type TrialsView, valuesOf } from '../../columns/trials-view';
import { isBetter } from '../history/optimization-history';

/** One of several objectives. */
export interface Objective {
  readonly metric: string;
  readonly mode: OptimizeMode;
}

const NOTHING: Objective = { metric: 'default', mode: 'minimize' };

/** Two different objectives: those with these names, where there are such, or else the first ones. */
export function pairOf(objectives: readonly Objective[], first: string | undefined, second: string | undefined): readonly [Objective, Objective] {
  const one = objectives.find(({ metric }) => metric === first) ?? objectives[0] ?? NOTHING;
  const others = objectives.filter((each) => each !== one);
  return [one, others.find(({ metric }) => metric === second) ?? others[0] ?? NOTHING];
}

/** Trials with values of two objectives: index i of every array belongs to one of them. */
export interface TwoObjectives {
  /** Where they are in the view. */
  readonly indexes: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Those that no other one beats in both, by the first objective, the best first. */
  readonly front: readonly number[];
}

const SUCCEEDED = codeOf('SUCCEEDED');

/** Trials that succeeded with both values; `main` is the objective that is the value of a trial. */
export function twoObjectives(view: TrialsView, main: string, first: Objective, second: Objective): TwoObjectives {
  const column = ({ metric }: Objective) => valuesOf(view, metric === main ? undefined : metric);
  const [all, others] = [column(first), column(second)];
  const indexes = Int32Array.from(view.numbers.keys()).filter(
    (index) => view.states[index] === SUCCEEDED && !Number.isNaN(all[index]) && !Number.isNaN(others[index]),
  );
  const values = Float64Array.from(indexes, (index) => all[index] as number);
  const seconds = Float64Array.from(indexes, (index) => others[index] as number);
  return { indexes, first: values, second: seconds, front: paretoFront(values, first.mode, seconds, second.mode) };
}

/** Those that no other one beats: none is at least as good in both and better in one. The best of the first objective come first. */
export function paretoFront(first: Float64Array, firstMode: OptimizeMode, second: Float64Array, secondMode: OptimizeMode): number[] {
  const order = Array.from(first.keys()).sort(
    (a, b) => compare(first[a] as number, first[b] as number, firstMode) || compare(second[a] as number, second[b] as number, secondMode) || a - b,
  );
  const front: number[] = [];
  for (const each of order) {
    const last = front.at(-1);
    const improves = last === undefined || isBetter(second[each] as number, second[last] as number, secondMode);
    const same = last !== undefined && first[each] === first[last] && second[each] === second[last];
    if (improves || same) front.push(each);
  }
  return front;
}

/** Negative when `a` is better. */
function compare(a: number, b: number, mode: OptimizeMode): number {
  return mode === 'minimize' ? a - b : b - a;
}
