import { useObservable } from '../state/observable';
import styles from './Frame.module.css';
import { useServices } from './services';

const TEXTS = {
  connecting: ['Connecting', 'Opening the live connection'],
  live: ['Live', 'Changes appear as they happen'],
  reconnecting: ['Reconnecting', 'The server does not answer; the page goes on by itself when it is back'],
  view: ['View mode', 'Read-only: nothing runs on this server'],
} as const;

/** Says whether what the page shows is current. */
export function Connection() {
  const { connection, server } = useServices();
  const status = useObservable(connection);
  const view = useObservable(server)?.mode === 'view';
  if (status === 'closed') return null;
  const shown = view && status === 'live' ? 'view' : status;
  const [label, meaning] = TEXTS[shown];
  return (
    <span className={`${styles.connection} ${styles[shown]}`} role="status" title={meaning} data-testid="connection" data-status={shown}>
      <span className={styles.dot} />
      <span className={styles.connectionLabel}>{label}</span>
    </span>
  );
}
