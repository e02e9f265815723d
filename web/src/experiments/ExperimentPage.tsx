import { useCallback, useEffect, useState } from 'react';
import { Frame } from '../app/Frame';
import { Link } from '../app/Link';
import { Message } from '../app/Message';
import { navigate } from '../app/router';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { OptimizationChart } from '../charts/OptimizationChart';
import { useFeed } from '../live/use-feed';
import { MetricStore } from '../metrics/metric-store';
import { useObservable } from '../state/observable';
import { TrialsPanel } from '../trials/TrialsPanel';
import { BestTrial } from './BestTrial';
import { ExperimentHeader } from './ExperimentHeader';
import styles from './ExperimentPage.module.css';
import { ExperimentStore } from './experiment-store';
import { finishedCount, followsTrials } from './experiment-view';
import { experimentFeedTarget, type FeedContext } from './feeds';
import { KeyFigures } from './KeyFigures';
import { ServerAway } from './ServerAway';

/** One experiment: how it stands, how it went, its trials; live. */
export function ExperimentPage({ id }: { id: string }) {
  const { api, server } = useServices();
  const [store] = useState(() => new ExperimentStore());
  const [metrics] = useState(() => new MetricStore((trial) => api.metrics(id, trial)));
  const { view, trials, loaded, problem } = useObservable(store.snapshot);
  useFeed(
    id,
    useCallback((context: FeedContext) => experimentFeedTarget(id, store, metrics, context), [id, store, metrics]),
  );
  const viewed = useObservable(server)?.mode === 'view';
  useTitle(id, view?.experiment);

  const [reveal, setReveal] = useState(initialReveal);
  const show = useCallback((trial: number) => {
    // Whatever is filtered, the trial that was asked for is shown.
    const query = new URLSearchParams(window.location.search);
    query.delete('state');
    query.set('trial', String(trial));
    navigate(`${window.location.pathname}?${query}`, { replace: true });
    setReveal({ trial });
  }, []);

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
  const { experiment } = view;
  return (
    <Frame crumb={experiment.name ?? experiment.id}>
      <ServerAway experiment={experiment} />
      <ExperimentHeader experiment={experiment} />
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          Not everything could be loaded: {problem.message}
        </p>
      )}
      <KeyFigures view={view} onBest={show} />
      <div className={styles.overview}>
        <OptimizationChart trials={trials} mode={experiment.optimizeMode} onSelect={show} />
        <BestTrial experiment={experiment} onShow={show} />
      </div>
      <TrialsPanel
        experiment={id}
        trials={trials}
        loaded={loaded}
        best={experiment.best?.number}
        active={followsTrials(experiment) && !viewed}
        metrics={metrics}
        // A linked trial can be scrolled to when all trials are there.
        reveal={loaded ? reveal : undefined}
      />
    </Frame>
  );
}

/** The trial the address asks for when the page is opened. */
function initialReveal(): { trial: number } | undefined {
  const trial = new URLSearchParams(window.location.search).get('trial');
  return trial === null ? undefined : { trial: Number(trial) };
}

/** The browser tab tells how far it is. */
function useTitle(id: string, experiment: Experiment | undefined): void {
  const name = experiment?.name ?? id;
  const progress =
    experiment === undefined || experiment.maxTrialNumber === null ? '' : `${finishedCount(experiment)}/${experiment.maxTrialNumber} `;
  useEffect(() => {
    document.title = `${progress}${name} · Trialog`;
  }, [progress, name]);
}
