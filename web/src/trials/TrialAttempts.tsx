import type { Attempt, Trial } from '../api/types';
import { NONE } from '../format/numbers';
import { formatDuration, formatTime, secondsBetween } from '../format/time';
import { useNow } from '../ui/now';
import { Button } from '../ui/Button';
import { StatePill } from '../ui/StatePill';
import { stateLook, trialLook } from './states';
import styles from './TrialDetails.module.css';

/** Every attempt of a trial, the newest first. */
export function TrialAttempts({ trial, onOutput }: { trial: Trial; onOutput: (attempt: number) => void }) {
  const { attempt, startedAt, endedAt, state, reason, exitCode } = trial;
  const now = useNow(state === 'RUNNING');
  if (attempt === 0) return <p className={styles.empty}>It has not begun</p>;
  const last: Attempt = { attempt, startedAt, endedAt, state, reason, exitCode };
  const attempts = [last, ...(trial.earlierAttempts ?? []).toReversed()];
  return (
    <div className={styles.attempts}>
      <table>
        <thead>
          <tr>
            {['Attempt', 'Outcome', 'Started', 'Ended', 'Duration', 'Exit code', 'Reason', ''].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attempts.map((each) => (
            <tr key={each.attempt} data-attempt={each.attempt}>
              <td>{each.attempt}</td>
              <td>
                <StatePill plain look={each === last ? trialLook(trial, true) : outcome(each)} />
              </td>
              <td>{formatTime(each.startedAt)}</td>
              <td>{formatTime(each.endedAt)}</td>
              <td>{formatDuration(secondsBetween(each.startedAt, each.endedAt, now))}</td>
              <td>{each.exitCode ?? NONE}</td>
              <td className={styles.reason}>{each.reason ?? NONE}</td>
              <td>
                <Button kind="quiet" aria-label={`Output of attempt ${each.attempt}`} onClick={() => onOutput(each.attempt)}>
                  Output
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An attempt after which its trial waited again was lost. */
function outcome({ state }: Attempt) {
  return state === 'WAITING' ? { label: 'Tried again', tone: 'amber' as const, meaning: 'It ended without a result, and the trial was tried again' } : stateLook(state, true);
}
