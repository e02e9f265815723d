import { useState } from 'react';
import type { Trial } from '../api/types';
import { useServices, useWritable } from '../app/services';
import { Button } from '../ui/Button';
import { ConfirmDialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { NewTrial } from './custom/NewTrial';
import { isEnded, mayBeTriedAgain } from './states';
import styles from './TrialDetails.module.css';

/** What can be done with a trial; nothing where the page may only look. */
export function TrialCommands({ experiment, trial }: { experiment: string; trial: Trial }) {
  if (!useWritable()) return null;
  return (
    <div className={styles.commands}>
      {!isEnded(trial.state) && <StopTrial experiment={experiment} trial={trial} />}
      {mayBeTriedAgain(trial.state) && <RetryTrial experiment={experiment} trial={trial} />}
      <NewTrial like={trial} className={styles.command}>
        <Icon name="edit" size={12} />
        Run with changes
      </NewTrial>
    </div>
  );
}

function StopTrial({ experiment, trial }: { experiment: string; trial: Trial }) {
  const { api } = useServices();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="danger" className={styles.command} onClick={() => setAsking(true)}>
        <Icon name="stop" size={12} />
        Stop trial
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Stop trial ${trial.number}?`}
          action="Stop trial"
          danger
          onConfirm={async () => void (await api.stopTrial(experiment, trial.number))}
          onClose={() => setAsking(false)}
        >
          <p>Its command is ended and the trial counts as canceled. It is not run again.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function RetryTrial({ experiment, trial }: { experiment: string; trial: Trial }) {
  const { api } = useServices();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button className={styles.command} onClick={() => setAsking(true)}>
        <Icon name="resume" size={12} />
        Try again
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Try trial ${trial.number} again?`}
          action="Try again"
          onConfirm={async () => void (await api.retryTrials(experiment, [trial.number]))}
          onClose={() => setAsking(false)}
        >
          <p>It gets another attempt with the same configuration. An experiment that is not running goes on.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
