import { Link } from '../app/Link';
import { experimentHref } from './hrefs';
import styles from './ExperimentTabs.module.css';

export type ExperimentTab = 'overview' | 'trials' | 'configuration';

const TABS: readonly { tab: ExperimentTab; label: string; path: Parameters<typeof experimentHref>[1] }[] = [
  { tab: 'overview', label: 'Overview', path: '' },
  { tab: 'trials', label: 'Trials', path: '/trials' },
  { tab: 'configuration', label: 'Configuration', path: '/configuration' },
];

/** The pages of an experiment. The moment that is shown goes along. */
export function ExperimentTabs({ id, current }: { id: string; current: ExperimentTab }) {
  return (
    <nav className={styles.tabs} aria-label="Pages of the experiment">
      {TABS.map(({ tab, label, path }) => (
        <Link key={tab} href={experimentHref(id, path)} {...(tab === current && { 'aria-current': 'page' as const })}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
