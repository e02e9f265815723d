import { useEffect, useState } from 'react';
import { ApiError } from '../../api/client';
import type { Curves } from '../../api/types';
import { useServices } from '../../app/services';
import { useScope } from '../../experiments/scope';
import { useAt } from '../../time/moment';

/** Shortest time between two fetches. */
const REFRESH_MILLIS = 1000;
/** Points of each curve: more cannot be told apart. */
const POINTS = 500;

/** The intermediate results of some trials as of the moment that is shown, kept current; absent until they have come. */
export function useCurves(numbers: readonly number[], metric: string): Curves | undefined {
  const { id, changes } = useScope();
  const { api } = useServices();
  const at = useAt();
  const [curves, setCurves] = useState<Curves>();
  const wanted = numbers.join(',');
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const trials = wanted === '' ? [] : wanted.split(',').map(Number);
    const load = async () => {
      try {
        const answer = await api.curves(id, { trials, metric, points: POINTS, ...(at === undefined ? {} : { at }) }, signal);
        if (!signal.aborted) setCurves(answer);
      } catch (problem) {
        // The feed tells of a server that is away, and begins anew when it is back.
        if (!signal.aborted && !(problem instanceof ApiError)) throw problem;
      }
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void load();
      }, REFRESH_MILLIS);
    };
    void load();
    const stop = changes.subscribe({
      begun: soon,
      changed: (changed) => at === undefined && changed.some(({ number }) => trials.includes(number)) && soon(),
    });
    return () => {
      abort.abort();
      clearTimeout(timer);
      stop();
    };
  }, [api, id, changes, at, wanted, metric]);
  return curves;
}
