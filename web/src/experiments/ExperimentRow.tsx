import { Link } from '../app/Link';
import { formatCount, formatValue, NONE } from '../format/numbers';
import { formatAge, formatTime, formatWholeDuration } from '../format/time';
import { useNow } from '../ui/now';
import { StatePill } from '../ui/StatePill';
import styles from './ExperimentList.module.css';
import { ExperimentMenu } from './ExperimentMenu';
import { type ExperimentView, finishedCount, isOnHold, runSeconds } from './experiment-view';
import { ExperimentProgress } from './ExperimentProgress';
import { EXPERIMENT_STATES } from './states';

/** One experiment in the list. `index` is its place, counted from 0. */
export function ExperimentRow({ view, index }: { view: ExperimentView; index: number }) {
  const { experiment } = view;
  const { counts, best } = experiment;
  const now = useNow();
  return (
    // The first row of the table is its head.
    <div className={styles.row} role="row" aria-rowindex={index + 2} data-row={index} data-testid="experiment" data-id={experiment.id}>
      <span role="cell" className={styles.name}>
        <Link href={`/experiments/${encodeURIComponent(experiment.id)}`} title={experiment.name ?? undefined}>
          {experiment.name ?? experiment.id}
        </Link>
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
      <span role="cell" className={`${styles.number} ${styles.count}`}>
        {counts.running === 0 ? <span className={styles.none}>{NONE}</span> : formatCount(counts.running)}
      </span>
      <span role="cell" className={`${styles.number} ${styles.count} ${counts.failed > 0 ? styles.failed : ''}`}>
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
      <span role="cell" className={styles.actions}>
        <ExperimentMenu experiment={experiment} />
      </span>
    </div>
  );
}

function firstLine(text: string | null): string {
  return text?.split('\n', 1)[0] ?? '';
}
