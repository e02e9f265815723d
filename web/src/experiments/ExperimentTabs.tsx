import { Link } from '../app/Link';
import styles from './ExperimentTabs.module.css';

export type ExperimentTab = 'overview' | 'trials' | 'configuration';

const TABS: readonly { tab: ExperimentTab; label: string; path: string }[] = [
  { tab: 'overview', label: 'Overview', path: '' },
  { tab: 'trials', label: 'Trials', path: '/trials' },
  { tab: 'configuration', label: 'Configuration', path: '/configuration' },
];

/** The pages of an experiment. The moment that is shown goes along. */
export function ExperimentTabs({ id, current }: { id: string; current: ExperimentTab }) {
  return (
    <nav className={styles.tabs} aria-label="Pages of the experiment">
      {TABS.map(({ tab, label, path }) => (
        <Link key={tab} href={`/experiments/${encodeURIComponent(id)}${path}${momentQuery()}`} {...(tab === current && { 'aria-current': 'page' as const })}>
          {label}
        </Link>
      ))}
    </nav>
  );
}

function momentQuery(): string {
  const at = new URLSearchParams(window.location.search).get('at');
  return at === null ? '' : `?at=${at}`;
}
