import type { ReactNode } from 'react';
import type { Experiment } from '../api/types';
import { formatCount, formatValue, NONE } from '../format/numbers';
import { formatDuration, formatWholeDuration } from '../format/time';
import { Star } from '../ui/Icon';
import { useNow } from '../ui/now';
import { type ExperimentView, finishedCount, isActive, runSeconds, secondsLeft } from './experiment-view';
import { ExperimentProgress } from './ExperimentProgress';
import styles from './KeyFigures.module.css';

/** The numbers one opens the page for. */
export function KeyFigures({ view, onBest }: { view: ExperimentView; onBest: (trial: number) => void }) {
  const { experiment } = view;
  const { counts, best, maxTrialNumber, maxExperimentDurationSeconds } = experiment;
  const now = useNow(isActive(experiment));
  const finished = finishedCount(experiment);
  return (
    <dl className={styles.figures}>
      <Figure
        name="Trials"
        className={styles.progress}
        value={
          <>
            <span data-testid="finished">{formatCount(finished)}</span>
            <span className={styles.of}> / {maxTrialNumber === null ? '∞' : formatCount(maxTrialNumber)}</span>
          </>
        }
        note={<ExperimentProgress experiment={experiment} />}
      />
      <Figure
        name="Best"
        value={best === null ? NONE : <span className={styles.best}>{formatValue(best.value)}</span>}
        title={best === null ? undefined : String(best.value)}
        note={
          best !== null && (
            <button type="button" className={styles.link} onClick={() => onBest(best.number)}>
              <Star size={11} /> trial {best.number}
            </button>
          )
        }
      />
      <Figure name="Running" value={formatCount(counts.running)} note={`of ${experiment.trialConcurrency} at a time${counts.waiting > 0 ? `, ${counts.waiting} waiting` : ''}`} />
      <Figure
        name="Failed"
        value={<span className={counts.failed > 0 ? styles.failed : undefined}>{formatCount(counts.failed)}</span>}
        note={otherEnds(counts)}
      />
      <Figure
        name="Elapsed"
        value={formatWholeDuration(runSeconds(view, now))}
        note={maxExperimentDurationSeconds === null ? 'no time limit' : `of ${formatWholeDuration(maxExperimentDurationSeconds)}`}
      />
      {isActive(experiment) ? (
        <Figure name="Time left" value={about(secondsLeft(view, now))} note={finished === 0 ? 'known after the first trial' : `${pace(experiment, finished)} per trial`} />
      ) : (
        <Figure name="Pace" value={pace(experiment, finished)} note="per trial" />
      )}
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: ReactNode;
  note: ReactNode;
  title?: string | undefined;
  className?: string | undefined;
}

function Figure({ name, value, note, title, className = '' }: FigureProps) {
  return (
    <div className={`${styles.figure} ${className}`}>
      <dt>{name}</dt>
      <dd className={styles.value} title={title}>
        {value}
      </dd>
      <dd className={styles.note}>{note}</dd>
    </div>
  );
}

function about(seconds: number | undefined): string {
  return seconds === undefined ? NONE : `~ ${formatWholeDuration(seconds)}`;
}

function pace({ runSeconds: seconds }: Experiment, finished: number): string {
  return finished === 0 ? NONE : formatDuration(seconds / finished);
}

function otherEnds({ earlyStopped, canceled }: ExperimentView['experiment']['counts']): string {
  const parts = [];
  if (earlyStopped > 0) parts.push(`${formatCount(earlyStopped)} stopped early`);
  if (canceled > 0) parts.push(`${formatCount(canceled)} canceled`);
  return parts.join(', ');
}
