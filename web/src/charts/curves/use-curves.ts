import { useEffect, useMemo } from 'react';
import { useServices } from '../../app/services';
import { useScope } from '../../experiments/scope';
import { useObservable } from '../../state/observable';
import { type CurvesSnapshot, LiveCurves } from './live-curves';
import { PastCurves } from './past-curves';

/** Points fetched of each curve. */
const POINTS = 100;

/** The curves of these trials (a stable array), as they are now or were at a moment. */
export function useCurves(trials: readonly number[], metric: string | undefined, at: number | undefined): CurvesSnapshot {
  const { api } = useServices();
  const { id, changes } = useScope();
  // Another number: other curves.
  const sources = useMemo(() => {
    const query = (wanted: readonly number[], moment?: number) => ({
      trials: wanted,
      points: POINTS,
      ...(metric !== undefined && { metric }),
      ...(moment !== undefined && { at: moment }),
    });
    return {
      live: new LiveCurves((wanted, signal) => api.curves(id, query(wanted), signal)),
      past: new PastCurves((wanted, moment) => api.curves(id, query(wanted, moment))),
    };
  }, [api, id, metric]);

  useEffect(() => {
    const stop = changes.subscribe(sources.live);
    return () => {
      stop();
      sources.live.close();
      sources.past.close();
    };
  }, [sources, changes]);
  useEffect(() => {
    if (at === undefined) sources.live.want(trials);
    else sources.past.want(trials, at);
  }, [sources, trials, at]);
  const live = useObservable(sources.live.snapshot);
  const past = useObservable(sources.past.snapshot);
  return at === undefined ? live : past;
}
