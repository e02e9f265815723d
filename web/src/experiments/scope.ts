import { createContext, useContext } from 'react';
import type { ColumnsStore } from '../columns/columns-store';
import type { TrialsView } from '../columns/trials-view';
import type { MetricStore } from '../metrics/metric-store';
import type { SpaceParameter } from '../space/search-space';
import type { ChangesOfTrials } from '../trials/changes-of-trials';
import type { ExperimentView } from './experiment-view';

/** What all pages of one experiment share. */
export interface ExperimentScope {
  id: string;
  /** As it is now, whatever moment is shown. */
  view: ExperimentView;
  /** As it was at the moment that is shown, as far as its trials tell. */
  shown: ExperimentView;
  /** As of the moment that is shown; absent until they have come. */
  trials: TrialsView | undefined;
  columns: ColumnsStore;
  metrics: MetricStore;
  /** Tells of trials that changed. */
  changes: ChangesOfTrials;
  /** Empty until it has come. */
  space: readonly SpaceParameter[];
  /** The complete configuration; absent until it has come. */
  configuration: Record<string, unknown> | undefined;
}

export const ScopeContext = createContext<ExperimentScope | undefined>(undefined);

export function useScope(): ExperimentScope {
  const scope = useContext(ScopeContext);
  if (scope === undefined) throw new Error('no ScopeContext around this component');
  return scope;
}
