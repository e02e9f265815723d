import { useEffect, useState } from 'react';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { useObservable } from '../state/observable';
import { CopyButton } from '../ui/CopyButton';
import { resumeCommand, viewCommand } from './commands';
import { isActive } from './experiment-view';
import styles from './ServerAway.module.css';

/** A server that restarts is back before that. */
const PATIENCE_MILLIS = { ended: 1500, running: 8000 };

/**
 * Says what to do when the server stays away. `trialog run` ends with its experiment, and its page is usually still open
 * then.
 */
export function ServerAway({ experiment }: { experiment: Experiment }) {
  const { connection, server: who } = useServices();
  const server = useObservable(who);
  const running = isActive(experiment);
  const away = useHasBeen(useObservable(connection) === 'reconnecting', running ? PATIENCE_MILLIS.running : PATIENCE_MILLIS.ended);
  if (!away || server === undefined) return null;
  const place = { dataDirectory: server.dataDirectory, port: window.location.port };
  return (
    <section className={styles.notice} data-testid="server-ended" role="status">
      <p>
        <strong>{running ? 'The server does not answer.' : 'The server has ended.'}</strong> What you see is the last it said. If it
        comes back, this page goes on by itself.
      </p>
      <dl>
        {!running && <Command what="Look again" text={viewCommand(experiment, place)} />}
        <Command what="Go on" text={resumeCommand(experiment, place)} />
      </dl>
    </section>
  );
}

function Command({ what, text }: { what: string; text: string }) {
  return (
    <>
      <dt>{what}</dt>
      <dd>
        <code>{text}</code>
        <CopyButton text={text} label="Copy the command" />
      </dd>
    </>
  );
}

/** Has it been so for as long as this? */
function useHasBeen(condition: boolean, millis: number): boolean {
  const [elapsed, setElapsed] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => setElapsed(true), millis);
    return () => {
      clearTimeout(timer);
      setElapsed(false);
    };
  }, [condition, millis]);
  return condition && elapsed;
}
