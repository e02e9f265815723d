import { useEffect, useState } from 'react';
import { ApiError } from '../api/client';
import type { Importance, Marginals } from '../api/types';
import { useServices } from '../app/services';

/** A model of fewer trials would tell nothing; the server makes none. */
export const LEAST_TRIALS = 10;
/** A new model is asked for when there are so many percent more trials than the last one had. */
const GROWTH_PERCENT = 10;

/** Something that the server computes from many trials. */
export interface Answer<T> {
  /** Kept while a newer one is awaited. */
  value: T | undefined;
  /** Why there is none. */
  problem: string | undefined;
}

/**
 * How many trials the next model shall know at least: grows with them, but only by a tenth and more, so that a model is not
 * made for every trial. Shrinks at once when the page goes back in time.
 */
export function useModelSize(trials: number): number {
  const [size, setSize] = useState(trials);
  if (trials === size || (trials > size && size >= LEAST_TRIALS && trials * 100 < size * (100 + GROWTH_PERCENT))) return size;
  setSize(trials);
  return trials;
}

/** How much each parameter matters, by trials as of a moment; nothing while there are too few. */
export function useImportance(experiment: string, metric: string | undefined, at: number | undefined, trials: number): Answer<Importance> {
  const { api } = useServices();
  const size = useModelSize(trials);
  // Models are the same for all moments between two ends of trials.
  return useAnswer(size < LEAST_TRIALS ? undefined : [experiment, metric, size], () => api.importance(experiment, metric, at));
}

/** Predicted values over one or two parameters; nothing while there are too few trials, or without a parameter. */
export function useMarginals(experiment: string, x: string | undefined, y: string | undefined, metric: string | undefined, trials: number): Answer<Marginals> {
  const { api } = useServices();
  const size = useModelSize(trials);
  return useAnswer(size < LEAST_TRIALS || x === undefined ? undefined : [experiment, metric, x, y, size], () =>
    api.marginals(experiment, x ?? '', y, metric),
  );
}

/** Asks when the subject is another one, and keeps the answer to the last one if only its last part (the size) differs. */
function useAnswer<T>(subject: readonly unknown[] | undefined, ask: () => Promise<T>): Answer<T> {
  const key = subject === undefined ? undefined : JSON.stringify(subject);
  const topic = JSON.stringify(subject?.slice(0, -1));
  const [last, setLast] = useState<Answer<T> & { topic: string }>();
  useEffect(() => {
    if (key === undefined) return;
    let current = true;
    const take = (answer: Answer<T>) => current && setLast({ ...answer, topic });
    ask().then(
      (value) => take({ value, problem: undefined }),
      (problem: unknown) => take({ value: undefined, problem: problem instanceof ApiError ? problem.message : String(problem) }),
    );
    return () => {
      current = false;
    };
    // What is asked for is what the key says.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return key === undefined || last?.topic !== topic ? NOTHING : last;
}

const NOTHING = { value: undefined, problem: undefined };
