import { useEffect, useState } from 'react';
import { ApiError } from '../api/client';
import type { Trial } from '../api/types';
import { useServices } from '../app/services';
import { useScope } from '../experiments/scope';
import { useAt } from '../time/moment';

const NONE: readonly string[] = [];

/**
 * Trials by number, as of the moment that is shown, kept current by the event stream.
 *
 * @param metrics must be stable: names of numbers to add to each trial
 * @returns those that have come; `null` for a trial that there is not
 */
export function useTrials(numbers: readonly number[], metrics: readonly string[] = NONE): ReadonlyMap<number, Trial | null> {
  const { id, changes } = useScope();
  const { api } = useServices();
  const at = useAt();
  const [found, setFound] = useState<ReadonlyMap<number, Trial | null>>(new Map());
  const wanted = numbers.join(',');
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const put = (number: number, trial: Trial | null) => setFound((before) => new Map(before).set(number, trial));
    const load = async (number: number) => {
      const moment = at === undefined ? {} : { at };
      try {
        const { trials } = await api.trials(id, { where: [`number=${number}`], metrics, limit: 1, ...moment }, signal);
        if (!signal.aborted) put(number, trials[0] ?? null);
      } catch (problem) {
        // The feed tells of a server that is away, and begins anew when it is back.
        if (!signal.aborted && !(problem instanceof ApiError)) throw problem;
      }
    };
    const all = wanted === '' ? [] : wanted.split(',').map(Number);
    const loadAll = () => all.forEach((number) => void load(number));
    loadAll();
    const stop = changes.subscribe({
      begun: loadAll,
      changed(trials) {
        if (at !== undefined) return;
        for (const trial of trials) {
          if (!all.includes(trial.number)) continue;
          // The stream does not bring other numbers: they come with the end.
          if (metrics.length > 0 && trial.endedAt !== null) void load(trial.number);
          else put(trial.number, trial);
        }
      },
    });
    return () => {
      abort.abort();
      stop();
    };
  }, [api, id, changes, at, wanted, metrics]);
  return found;
}
