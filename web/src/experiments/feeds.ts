import type { Api } from '../api/client';
import type { FeedTarget } from '../live/feed';
import type { ConnectionStatus } from '../live/change-stream';
import type { ColumnsStore } from '../columns/columns-store';
import type { MetricStore } from '../metrics/metric-store';
import type { ChangesOfTrials } from '../trials/changes-of-trials';
import type { ExperimentListStore } from './experiment-list-store';
import type { ExperimentStore } from './experiment-store';

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

/** What one experiment's pages keep current. */
export interface ExperimentStores {
  experiment: ExperimentStore;
  columns: ColumnsStore;
  metrics: MetricStore;
  changes: ChangesOfTrials;
}

/** Keeps one experiment, the columns of its trials and what somebody looks at current. */
export function experimentFeedTarget(
  id: string,
  { experiment: store, columns, metrics, changes: trials }: ExperimentStores,
  { api, status, refused, now }: FeedContext,
): FeedTarget {
  return {
    status,
    refused,
    begin() {
      store.begin();
      columns.begin();
      metrics.begin();
      trials.begin();
    },
    apply(changes) {
      store.apply(changes, now());
      columns.apply(changes);
      metrics.apply(changes);
      trials.apply(changes);
    },
    failed: (problem) => store.failed(problem),
    async load(signal) {
      // What can be said of the experiment does not wait for its trials.
      const shown = async () => {
        const experiment = await api.experiment(id);
        if (!signal.aborted) store.loaded(experiment, now());
      };
      await Promise.all([shown(), columns.load()]);
    },
  };
}
