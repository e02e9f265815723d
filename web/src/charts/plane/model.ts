import { useEffect, useEffectEvent, useState } from 'react';
import type { Importance, Marginals } from '../../api/types';
import { useServices } from '../../app/services';

/** A model of fewer trials would tell nothing; the server makes none. */
export const LEAST_TRIALS = 10;
/** A new model is asked for when there are so many percent more trials than the last one had. */
const GROWTH_PERCENT = 10;
/** While the slider moves, no model is made for each moment. */
const REST_MILLIS = 300;

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

/** What a model is made of: trials with a value, as of a moment (milliseconds since 1970; absent: now). */
export interface ModelSubject {
  experiment: string;
  metric: string | undefined;
  at: number | undefined;
  /** How many there are. */
  trials: number;
}

/** How much each parameter matters; nothing while there are too few trials, or when it is not wanted. */
export function useImportance({ experiment, metric, at, trials }: ModelSubject, wanted = true): Answer<Importance> {
  const { api } = useServices();
  const size = useModelSize(trials);
  return useAnswer(
    wanted && size >= LEAST_TRIALS ? { topic: `${experiment} ${metric}`, version: size } : undefined,
    at === undefined ? 0 : REST_MILLIS,
    () => api.importance(experiment, metric, at),
  );
}

/** Predicted values over one or two parameters; nothing while there are too few trials, or without a parameter. */
export function useMarginals({ experiment, metric, at, trials }: ModelSubject, x: string | undefined, y?: string): Answer<Marginals> {
  const { api } = useServices();
  const size = useModelSize(trials);
  return useAnswer(
    x !== undefined && size >= LEAST_TRIALS ? { topic: JSON.stringify([experiment, metric, x, y]), version: size } : undefined,
    at === undefined ? 0 : REST_MILLIS,
    () => api.marginals(experiment, x ?? '', y, metric, at),
  );
}

/** What is asked about, and of which trials. Without new ones, the answer is the same. */
interface Question {
  topic: string;
  version: number;
}

/** Asks about another topic or version; the answer to another version stays until there is a newer one. */
function useAnswer<T>(question: Question | undefined, restMillis: number, ask: () => Promise<T>): Answer<T> {
  const [last, setLast] = useState<Answer<T> & { topic: string }>();
  const { topic, version } = question ?? { topic: undefined, version: undefined };
  const start = useEffectEvent((take: (answer: Answer<T>) => void) => {
    ask().then(
      (value) => take({ value, problem: undefined }),
      (problem: unknown) => take({ value: undefined, problem: problem instanceof Error ? problem.message : String(problem) }),
    );
  });
  useEffect(() => {
    if (topic === undefined) return;
    let current = true;
    const begin = () => start((answer) => current && setLast({ ...answer, topic }));
    const timer = restMillis === 0 ? undefined : setTimeout(begin, restMillis);
    if (timer === undefined) begin();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [topic, version, restMillis]);
  return topic === undefined || last?.topic !== topic ? NOTHING : last;
}

const NOTHING = { value: undefined, problem: undefined };
