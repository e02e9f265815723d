import { useCallback, useEffect, useState } from 'react';
import { Frame } from '../app/Frame';
import { Link } from '../app/Link';
import { Message } from '../app/Message';
import { formatCount, formatValue, NONE } from '../format/numbers';
import { formatAge, formatTime, formatWholeDuration } from '../format/time';
import { useFeed } from '../live/use-feed';
import { useObservable } from '../state/observable';
import { CopyButton } from '../ui/CopyButton';
import { Mark } from '../ui/Mark';
import { useNow } from '../ui/now';
import { StatePill } from '../ui/StatePill';
import styles from './ExperimentListPage.module.css';
import { ExperimentListStore } from './experiment-list-store';
import { type ExperimentView, finishedCount, isActive, isOnHold, runSeconds } from './experiment-view';
import { ExperimentProgress } from './ExperimentProgress';
import { type FeedContext, listFeedTarget } from './feeds';
import { EXPERIMENT_STATES } from './states';

export function ExperimentListPage() {
  const [store] = useState(() => new ExperimentListStore());
  const { experiments, loaded, problem } = useObservable(store.snapshot);
  useFeed(
    undefined,
    useCallback((context: FeedContext) => listFeedTarget(store, context), [store]),
  );
  useEffect(() => {
    document.title = 'Trialog';
  }, []);

  const running = experiments.filter(({ experiment }) => isActive(experiment)).length;
  return (
    <Frame>
      {loaded && experiments.length > 0 && (
        <>
          <header className={styles.title}>
            <h1>Experiments</h1>
            <span>
              {formatCount(experiments.length)} in all{running > 0 && `, ${running} running`}
            </span>
          </header>
          <ExperimentList experiments={experiments} />
        </>
      )}
      {loaded && experiments.length === 0 && <NoExperiments />}
      {!loaded && problem !== undefined && <Message title="The experiments could not be loaded">{problem.message}</Message>}
    </Frame>
  );
}

function ExperimentList({ experiments }: { experiments: readonly ExperimentView[] }) {
  return (
    <div className={styles.list} role="table" aria-label="Experiments">
      <div className={styles.head} role="row">
        {['Experiment', 'State', 'Progress', 'Running', 'Failed', 'Best', 'Tuner', 'Created', 'Duration'].map((name) => (
          <span key={name} role="columnheader">
            {name}
          </span>
        ))}
      </div>
      {experiments.map((view) => (
        <Row key={view.experiment.id} view={view} />
      ))}
    </div>
  );
}

function Row({ view }: { view: ExperimentView }) {
  const { experiment } = view;
  const { counts, best } = experiment;
  const now = useNow();
  return (
    <div className={styles.row} role="row" data-testid="experiment" data-id={experiment.id}>
      <span role="cell" className={styles.name}>
        <Link href={`/experiments/${encodeURIComponent(experiment.id)}`}>{experiment.name ?? experiment.id}</Link>
        <span className={styles.second}>
          {experiment.name !== null && <code>{experiment.id}</code>}
          {isOnHold(experiment) && <span className={experiment.state === 'ERROR' ? styles.failed : styles.held}>{firstLine(experiment.reason)}</span>}
        </span>
      </span>
      <span role="cell" className={styles.state} title={experiment.reason ?? undefined}>
        <StatePill look={EXPERIMENT_STATES[experiment.state]} />
      </span>
      <span role="cell" className={styles.progress}>
        <ExperimentProgress experiment={experiment} />
        <span className={styles.fraction}>
          {formatCount(finishedCount(experiment))}
          <span> / {experiment.maxTrialNumber === null ? '∞' : formatCount(experiment.maxTrialNumber)}</span>
        </span>
      </span>
      <span role="cell" className={`${styles.number} ${styles.count}`} data-label="running">
        {counts.running === 0 ? <span className={styles.none}>{NONE}</span> : counts.running}
      </span>
      <span role="cell" className={`${styles.number} ${styles.count} ${counts.failed > 0 ? styles.failed : ''}`} data-label="failed">
        {counts.failed === 0 ? <span className={styles.none}>{NONE}</span> : formatCount(counts.failed)}
      </span>
      <span role="cell" className={`${styles.number} ${styles.best}`} title={best === null ? undefined : `${best.value} in trial ${best.number}`}>
        {best === null ? <span className={styles.none}>{NONE}</span> : formatValue(best.value)}
      </span>
      <span role="cell" className={styles.tuner} title={experiment.tuner}>
        {experiment.tuner}
      </span>
      <span role="cell" className={styles.age} title={formatTime(experiment.createdAt)}>
        {formatAge(experiment.createdAt, now)}
      </span>
      <span role="cell" className={`${styles.number} ${styles.duration}`}>
        {formatWholeDuration(runSeconds(view, now))}
      </span>
    </div>
  );
}

function firstLine(text: string | null): string {
  return text?.split('\n', 1)[0] ?? '';
}

const START = 'trialog run experiment.yaml';

function NoExperiments() {
  return (
    <div className={styles.empty}>
      <Mark size={44} />
      <h1>No experiments yet</h1>
      <p>Start one in a terminal; it appears here as soon as it runs.</p>
      <div className={styles.command}>
        <code>
          <span aria-hidden="true">$ </span>
          {START}
        </code>
        <CopyButton text={START} label="Copy the command" />
      </div>
    </div>
  );
}
