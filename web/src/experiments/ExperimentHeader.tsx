import { useState } from 'react';
import { navigate } from '../app/router';
import { useServices, useWritable } from '../app/services';
import type { Experiment, ExperimentState } from '../api/types';
import { formatAge, formatTime } from '../format/time';
import { useObservable } from '../state/observable';
import { useAt } from '../time/moment';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { Menu } from '../ui/Menu';
import { useNow } from '../ui/now';
import { StatePill } from '../ui/StatePill';
import { DeleteDialog } from './DeleteDialog';
import { DownloadMenu } from './DownloadMenu';
import styles from './ExperimentHeader.module.css';
import { isDeletable, isOnHold, isResumable, isStoppable } from './experiment-view';
import { ResumeDialog } from './ResumeDialog';
import { EXPERIMENT_STATES } from './states';
import { StopDialog } from './StopDialog';

/** Without a reason there is no more to say about these. */
const SELF_EVIDENT: readonly ExperimentState[] = ['RUNNING', 'DONE'];

/** Name, state with its reason, what it runs with, and what can be done with it. */
export function ExperimentHeader({ experiment }: { experiment: Experiment }) {
  const now = useNow();
  const look = EXPERIMENT_STATES[experiment.state];
  const onHold = isOnHold(experiment);
  const reason = experiment.reason ?? (SELF_EVIDENT.includes(experiment.state) ? undefined : look.meaning);
  return (
    <>
      <header className={styles.header}>
        <div className={styles.line}>
          <h1>{experiment.name ?? experiment.id}</h1>
          <span data-testid="experiment-state" data-state={experiment.state}>
            <StatePill look={look} />
          </span>
          {!onHold && reason !== undefined && <p className={styles.reason}>{reason}</p>}
          <Actions experiment={experiment} />
        </div>
        <dl className={styles.facts}>
          <div>
            <dt className="visually-hidden">Id</dt>
            <dd className={styles.id}>
              <code>{experiment.id}</code>
              <CopyButton text={experiment.id} label="Copy the id" />
            </dd>
          </div>
          <Fact name="Tuner" value={experiment.tuner} />
          {experiment.assessor !== null && <Fact name="Assessor" value={experiment.assessor} />}
          <Fact name="Runs on" value={experiment.trainingService} />
          <Fact name="Concurrency" value={String(experiment.trialConcurrency)} />
          <Fact name="Objective" value={objectiveText(experiment)} />
          <div title={formatTime(experiment.createdAt)}>
            <dt>Created</dt>
            <dd>{formatAge(experiment.createdAt, now)}</dd>
          </div>
        </dl>
      </header>
      {onHold && <HoldBanner experiment={experiment} />}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The first line says what happened, the rest is for those who look for the cause. */
function HoldBanner({ experiment: { state, reason, counts } }: { experiment: Experiment }) {
  const [first = '', ...rest] = (reason ?? 'The server gave no reason').split('\n');
  return (
    <div className={`${styles.banner} ${state === 'ERROR' ? styles.error : ''}`} role="alert">
      <Icon name="warning" size={16} />
      <div>
        <strong>{state === 'ERROR' ? 'The experiment stopped with an error' : 'The experiment is on hold'}</strong>
        <p>{first}</p>
        <p className={styles.advice}>
          {counts.running > 0 && 'Trials that run go on. '}Nothing is lost: when the cause is out of the way, resume.
        </p>
        {rest.length > 0 && (
          <details>
            <summary>Where it happened</summary>
            <pre>{rest.join('\n')}</pre>
          </details>
        )}
      </div>
    </div>
  );
}

function Actions({ experiment }: { experiment: Experiment }) {
  const { connection } = useServices();
  const away = useObservable(connection) === 'reconnecting';
  const [asking, setAsking] = useState<'stop' | 'resume' | 'delete'>();
  const close = () => setAsking(undefined);
  const past = useAt() !== undefined;
  const commands = useWritable() && !past;
  return (
    <div className={styles.actions}>
      {commands && isStoppable(experiment) && (
        <Button kind="danger" disabled={away} onClick={() => setAsking('stop')}>
          <Icon name="stop" size={13} />
          Stop
        </Button>
      )}
      {commands && isResumable(experiment) && (
        <Button kind="primary" disabled={away} onClick={() => setAsking('resume')}>
          <Icon name="resume" size={13} />
          Resume
        </Button>
      )}
      <DownloadMenu experiment={experiment} />
      {commands && (
        <Menu
          label="More actions"
          items={[
            {
              label: 'Delete…',
              icon: 'trash',
              danger: true,
              refusal: away ? 'the server does not answer' : isDeletable(experiment) ? undefined : 'stop it first',
              onChoose: () => setAsking('delete'),
            },
          ]}
        />
      )}
      {asking === 'stop' && <StopDialog experiment={experiment} onClose={close} />}
      {asking === 'resume' && <ResumeDialog experiment={experiment} onClose={close} />}
      {asking === 'delete' && <DeleteDialog experiment={experiment} onClose={close} onDeleted={() => navigate('/')} />}
    </div>
  );
}

/** The number that reports call default needs no name. */
function objectiveText(experiment: Experiment): string {
  return experiment.objectives.map(({ metric, mode }) => (metric === 'default' ? mode : `${mode} ${metric}`)).join(', ');
}
