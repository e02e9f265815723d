import { useEffect } from 'react';
import { useObservable } from '../state/observable';
import type { MetricSnapshot, MetricStore } from './metric-store';

/** A trial's reports, fetched and kept current while the component is there; `delay` waits for a reader who scrolls by. */
export function useMetrics(store: MetricStore, trial: number, delay = 0): MetricSnapshot {
  useEffect(() => {
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => (stop = store.watch(trial)), delay);
    return () => {
      clearTimeout(timer);
      stop?.();
    };
  }, [store, trial, delay]);
  return useObservable(store.of(trial));
}
