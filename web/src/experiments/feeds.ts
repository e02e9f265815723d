import type { Api } from '../api/client';
import type { FeedTarget } from '../live/feed';
import type { ConnectionStatus } from '../live/change-stream';
import type { MetricStore } from '../metrics/metric-store';
import type { ExperimentListStore } from './experiment-list-store';
import type { ExperimentStore } from './experiment-store';

/** Trials per request, the most the API gives. */
const PAGE = 1000;

export interface FeedContext {
  api: Api;
  status: (status: ConnectionStatus) => void;
  refused: () => void;
  now: () => number;
}

/** Keeps the list of all experiments current. */
export function listFeedTarget(store: ExperimentListStore, { api, status, refused, now }: FeedContext): FeedTarget {
  return {
    status,
    refused,
    begin: () => store.begin(),
    apply: (changes) => store.apply(changes, now()),
    failed: (problem) => store.failed(problem),
    async load(signal) {
      const experiments = await api.experiments();
      if (!signal.aborted) store.loaded(experiments, now());
    },
  };
}

/** Keeps one experiment, its trials and the reports somebody looks at current. */
export function experimentFeedTarget(
  id: string,
  store: ExperimentStore,
  metrics: MetricStore,
  { api, status, refused, now }: FeedContext,
): FeedTarget {
  return {
    status,
    refused,
    begin() {
      store.begin();
      metrics.begin();
    },
    apply(changes) {
      store.apply(changes, now());
      metrics.apply(changes);
    },
    failed: (problem) => store.failed(problem),
    async load(signal) {
      const experiment = await api.experiment(id);
      if (signal.aborted) return;
      store.experimentLoaded(experiment, now());
      let offset = 0;
      let last = false;
      while (!last) {
        const page = await api.trials(id, offset, PAGE);
        if (signal.aborted) return;
        offset += page.trials.length;
        last = page.trials.length === 0 || offset >= page.total;
        store.pageLoaded(page.trials, last);
      }
    },
  };
}
