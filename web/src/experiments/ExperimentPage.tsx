import { type ComponentType, lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { Frame } from '../app/Frame';
import { Link } from '../app/Link';
import { Message } from '../app/Message';
import { useServices } from '../app/services';
import { usePrefetch } from '../app/use-prefetch';
import { ColumnsStore } from '../columns/columns-store';
import { viewAt } from '../columns/trials-view';
import { useFeed } from '../live/use-feed';
import { MetricStore } from '../metrics/metric-store';
import { readSearchSpace } from '../space/search-space';
import { useObservable } from '../state/observable';
import { Moment, MomentContext } from '../time/moment';
import { TimeSlider } from '../time/TimeSlider';
import { ChangesOfTrials } from '../trials/changes-of-trials';
import { experimentAt } from './experiment-at';
import { ExperimentHeader } from './ExperimentHeader';
import styles from './ExperimentPage.module.css';
import { ExperimentStore } from './experiment-store';
import { type ExperimentView, finishedCount } from './experiment-view';
import { ExperimentTabs, type ExperimentTab } from './ExperimentTabs';
import { experimentFeedTarget, type FeedContext } from './feeds';
import { type ExperimentScope, ScopeContext } from './scope';
import { ServerAway } from './ServerAway';
import { useConfiguration } from './use-configuration';

const FETCH = {
  overview: () => import('./OverviewPage').then((module) => ({ default: module.OverviewPage })),
  trials: () => import('../trials/TrialsPage').then((module) => ({ default: module.TrialsPage })),
  configuration: () => import('./ConfigurationPage').then((module) => ({ default: module.ConfigurationPage })),
};

const PAGES: Record<ExperimentTab, ComponentType> = {
  overview: lazy(FETCH.overview),
  trials: lazy(FETCH.trials),
  configuration: lazy(FETCH.configuration),
};

/** One experiment: what its pages share is kept here, so that going from one to another fetches nothing again. */
export function ExperimentPage({ id, tab }: { id: string; tab: ExperimentTab }) {
  const { api } = useServices();
  const [stores] = useState(() => ({
    experiment: new ExperimentStore(),
    columns: new ColumnsStore(api, id),
    metrics: new MetricStore((trial) => api.metrics(id, trial)),
    changes: new ChangesOfTrials(),
  }));
  const [moment] = useState(() => new Moment());
  // Its code is on its way while the experiment is.
  useEffect(() => void FETCH[tab]().catch(() => undefined), [tab]);
  useEffect(
    () => () => {
      stores.columns.close();
      moment.close();
    },
    [stores, moment],
  );
  useFeed(
    id,
    useCallback((context: FeedContext) => experimentFeedTarget(id, stores, context), [id, stores]),
  );
  const { view, problem, spaceVersion } = useObservable(stores.experiment.snapshot);
  useTitle(id, view);
  usePrefetch(FETCH);
  if (view === undefined) {
    return (
      <Frame crumb={id}>
        {problem?.status === 404 && (
          <Message title={`There is no experiment ${id}`}>
            <Link href="/" className={styles.link}>
              See all experiments
            </Link>
          </Message>
        )}
        {problem !== undefined && problem.status !== 404 && <Message title="The experiment could not be loaded">{problem.message}</Message>}
      </Frame>
    );
  }
  const Page = PAGES[tab];
  return (
    <Frame crumb={view.experiment.name ?? view.experiment.id}>
      <MomentContext value={moment}>
        <Scope id={id} view={view} spaceVersion={spaceVersion} stores={stores} moment={moment}>
          <ServerAway experiment={view.experiment} />
          <ExperimentHeader experiment={view.experiment} />
          <ExperimentTabs id={id} current={tab} />
          {problem !== undefined && (
            <p className={styles.problem} role="alert">
              Not everything could be loaded: {problem.message}
            </p>
          )}
          <Suspense>
            <Page />
          </Suspense>
          <TimeSlider />
        </Scope>
      </MomentContext>
    </Frame>
  );
}

interface ScopeProps {
  id: string;
  view: ExperimentView;
  spaceVersion: number;
  stores: Pick<ExperimentScope, 'columns' | 'metrics' | 'changes'>;
  moment: Moment;
  children: React.ReactNode;
}

function Scope({ id, view, spaceVersion, stores, moment, children }: ScopeProps) {
  const live = useObservable(stores.columns.view);
  // The slider moves at once; what it shows may come a little later.
  const at = useDeferredValue(useObservable(moment.at));
  const trials = useMemo(() => (live === undefined || at === undefined ? live : viewAt(live, at)), [live, at]);
  const shown = useMemo(
    () => (trials === undefined || at === undefined ? view : { experiment: experimentAt(view.experiment, trials, at), receivedAt: Infinity }),
    [view, trials, at],
  );
  const configuration = useConfiguration(id, view.experiment, spaceVersion);
  const space = useMemo(() => readSearchSpace(configuration?.searchSpace), [configuration]);
  const { columns, metrics, changes } = stores;
  const scope = useMemo(
    () => ({ id, view, shown, trials, columns, metrics, changes, space, configuration }),
    [id, view, shown, trials, columns, metrics, changes, space, configuration],
  );
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

/** The browser tab tells how far it is. */
function useTitle(id: string, view: ExperimentView | undefined): void {
  const experiment = view?.experiment;
  const name = experiment?.name ?? id;
  const progress =
    experiment === undefined || experiment.maxTrialNumber === null ? '' : `${finishedCount(experiment)}/${experiment.maxTrialNumber} `;
  useEffect(() => {
    document.title = `${progress}${name} · Trialog`;
  }, [progress, name]);
}
