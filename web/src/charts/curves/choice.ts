import type { OptimizeMode } from '../../api/types';
import { codeOf } from '../../columns/state-codes';
import type { TrialsView } from '../../columns/trials-view';
import { isBetter } from '../history/optimization-history';
import { valuedTrials } from '../values/valued-trials';

/** More lines than this cannot be told apart. */
export const MOST_CURVES = 200;

/** Which trials, with what that is called. */
export const CHOICES = [
  ['20', 'Best 20'],
  ['50', 'Best 50'],
  ['100', 'Best 100'],
  ['newest', 'Newest 200'],
] as const;

export type Choice = (typeof CHOICES)[number][0];

const WAITING = codeOf('WAITING');
const RUNNING = codeOf('RUNNING');

/**
 * Numbers of the trials whose curves are shown, ascending: those that are marked; or else the best ones and, newest
 * first, those that run; or the newest that have begun. At most 200.
 */
export function chosenTrials(
  view: TrialsView,
  choice: Choice,
  marked: ReadonlySet<number>,
  mode: OptimizeMode,
  metric: string | undefined,
): number[] {
  const chosen = new Set<number>();
  const add = (index: number) => {
    if (chosen.size < MOST_CURVES) chosen.add(view.numbers[index] as number);
  };
  const newestFirst = (wanted: (state: number | undefined) => boolean) => {
    for (let index = view.size - 1; index >= 0; index--) if (wanted(view.states[index])) add(index);
  };
  const known = Array.from(view.numbers.keys()).filter((index) => marked.has(view.numbers[index] as number));
  if (known.length > 0) known.forEach(add);
  else if (choice === 'newest') newestFirst((state) => state !== WAITING);
  else {
    const { indexes, values } = valuedTrials(view, mode, metric);
    const better = (a: number, b: number) => {
      const [first, second] = [values[a] as number, values[b] as number];
      return first === second ? a - b : isBetter(first, second, mode) ? -1 : 1;
    };
    const order = Array.from(indexes.keys()).sort(better);
    for (const at of order.slice(0, Number(choice))) add(indexes[at] as number);
    newestFirst((state) => state === RUNNING);
  }
  return [...chosen].sort((a, b) => a - b);
}
