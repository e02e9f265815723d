import { useState } from 'react';
import { Link } from '../app/Link';
import type { ActivityError } from '../api/types';
import { formatAge, formatTime } from '../format/time';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { useNow } from '../ui/now';
import { Panel } from '../ui/Panel';
import styles from './ErrorsPanel.module.css';

/** Shown until one asks for all. */
const FIRST = 3;

/** Trials named with one error. */
const LINKS = 6;

/** A kind of error and its equals in a row. */
interface Repeated {
  error: ActivityError;
  /** Newest first. */
  trials: number[];
}

interface Props {
  /** Newest first. */
  errors: readonly ActivityError[];
  trialHref: (trial: number) => string;
}

/** What failed last, and where in its code. */
export function ErrorsPanel({ errors, trialHref }: Props) {
  const [all, setAll] = useState(false);
  const now = useNow();
  const found = together(errors);
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <Panel title="Errors" note="the last ones, newest first">
      <ol className={styles.errors}>
        {shown.map(({ error, trials }) => (
          <li key={error.position}>
            <p className={styles.head}>
              <strong>{source(error, trials.length)}</strong>
              <span className={styles.age} title={formatTime(error.at)}>
                {formatAge(error.at, now)}
              </span>
            </p>
            <p className={styles.message}>{error.message}</p>
            {trials.length > 0 && (
              <p className={styles.trials}>
                {trials.slice(0, LINKS).map((trial) => (
                  <Link key={trial} href={trialHref(trial)}>
                    Trial {trial}
                  </Link>
                ))}
                {trials.length > LINKS && <span>and {trials.length - LINKS} more</span>}
              </p>
            )}
            {error.stackTrace !== null && (
              <details>
                <summary>Stack trace</summary>
                <div className={styles.trace}>
                  <CopyButton text={error.stackTrace} label="Copy the stack trace" caption="Copy" />
                  <pre tabIndex={0}>{error.stackTrace}</pre>
                </div>
              </details>
            )}
          </li>
        ))}
      </ol>
      {found.length > FIRST && (
        <Button kind="quiet" className={styles.more ?? ''} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${found.length - FIRST} more`}
        </Button>
      )}
    </Panel>
  );
}

/** Where it came from, by the type of its event. */
function source({ type }: ActivityError, trials: number): string {
  if (trials > 0) return trials === 1 ? 'A trial failed' : `${trials} trials failed`;
  if (type.startsWith('tuner')) return 'The tuner failed';
  if (type.startsWith('assessor')) return 'The assessor failed';
  return 'The experiment was interrupted';
}

/** Trials that failed for the same reason, one after the other, are one error. */
export function together(errors: readonly ActivityError[]): Repeated[] {
  const found: Repeated[] = [];
  for (const error of errors) {
    const last = found.at(-1);
    if (last !== undefined && error.trial !== null && last.error.trial !== null && last.error.message === error.message && last.error.stackTrace === error.stackTrace) {
      last.trials.push(error.trial);
    } else {
      found.push({ error, trials: error.trial === null ? [] : [error.trial] });
    }
  }
  return found;
}
