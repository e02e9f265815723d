import type { ReactNode } from 'react';
import { Link } from '../app/Link';
import { useWritable } from '../app/services';
import type { Experiment } from '../api/types';
import { formatCount, formatValue, NONE } from '../format/numbers';
import { formatDuration, formatWholeDuration } from '../format/time';
import { Star } from '../ui/Icon';
import { useNow } from '../ui/now';
import { type ExperimentView, finishedCount, isActive, runSeconds, secondsLeft } from './experiment-view';
import { ExperimentProgress } from './ExperimentProgress';
import type { Figures } from './figures';
import styles from './KeyFigures.module.css';
import { LimitEditor } from './LimitEditor';

interface Props {
  view: ExperimentView;
  figures: Figures;
  /** Where a trial is shown. */
  trialHref: (trial: number) => string;
}

/** The numbers one opens the page for, and the limits, which are changed here. */
export function KeyFigures({ view, figures, trialHref }: Props) {
  const { counts, best, at, estimated } = figures;
  const experiment = { ...view.experiment, counts };
  const now = useNow(at === undefined && isActive(experiment));
  const editable = useWritable() && at === undefined;
  const finished = finishedCount(experiment);
  const about = estimated ? '~ ' : '';
  return (
    <dl className={styles.figures}>
      <Figure
        name="Trials"
        className={styles.progress}
        value={
          <>
            <span data-testid="finished">
              {about}
              {formatCount(finished)}
            </span>
            <span className={styles.of}>
              {' / '}
              <LimitEditor experiment={experiment} limit="maxTrialNumber" editable={editable} />
            </span>
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
            <Link href={trialHref(best.number)} className={styles.link}>
              <Star size={11} /> trial {formatCount(best.number)}
            </Link>
          )
        }
      />
      <Figure
        name="Running"
        value={about + formatCount(counts.running)}
        note={
          <>
            of <LimitEditor experiment={experiment} limit="trialConcurrency" editable={editable} /> at a time
            {counts.waiting > 0 && `, ${formatCount(counts.waiting)} waiting`}
          </>
        }
      />
      <Figure
        name="Failed"
        value={<span className={counts.failed > 0 ? styles.failed : undefined}>{about + formatCount(counts.failed)}</span>}
        note={otherEnds(counts)}
      />
      {at === undefined ? (
        <Figure
          name="Elapsed"
          value={formatWholeDuration(runSeconds(view, now))}
          note={
            <>
              {experiment.maxExperimentDurationSeconds !== null && 'of '}
              <LimitEditor experiment={experiment} limit="maxExperimentDuration" editable={editable} />
            </>
          }
        />
      ) : (
        <Figure name="Moment" value={formatWholeDuration(Math.max(0, at - Date.parse(experiment.createdAt)) / 1000)} note="after it was created" />
      )}
      {at === undefined && isActive(experiment) ? (
        <Figure
          name="Time left"
          value={remaining(secondsLeft(view, now))}
          note={<TrialDuration experiment={experiment} finished={finished} editable={editable} />}
        />
      ) : (
        <Figure
          name="Pace"
          value={at === undefined ? pace(experiment, finished) : NONE}
          note={<TrialDuration experiment={experiment} finished={0} editable={editable} />}
        />
      )}
    </dl>
  );
}

function TrialDuration({ experiment, finished, editable }: { experiment: Experiment; finished: number; editable: boolean }) {
  return (
    <>
      {finished > 0 ? `${pace(experiment, finished)} each, ` : 'a trial, '}
      {experiment.maxTrialDurationSeconds !== null && 'max '}
      <LimitEditor experiment={experiment} limit="maxTrialDuration" editable={editable} />
    </>
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

function remaining(seconds: number | undefined): string {
  return seconds === undefined ? NONE : `~ ${formatWholeDuration(seconds)}`;
}

function pace({ runSeconds: seconds }: Experiment, finished: number): string {
  return finished === 0 ? NONE : formatDuration(seconds / finished);
}

function otherEnds({ earlyStopped, canceled }: Experiment['counts']): string {
  const parts = [];
  if (earlyStopped > 0) parts.push(`${formatCount(earlyStopped)} stopped early`);
  if (canceled > 0) parts.push(`${formatCount(canceled)} canceled`);
  return parts.join(', ');
}
