import type { ReactNode } from 'react';
import { useObservable } from '../state/observable';
import { Mark } from '../ui/Mark';
import { ThemeToggle } from '../ui/ThemeToggle';
import { Connection } from './Connection';
import styles from './Frame.module.css';
import { Link } from './Link';
import { useServices } from './services';

/** What every page has around it. `crumb` names the page below the list of experiments. */
export function Frame({ crumb, children }: { crumb?: ReactNode; children: ReactNode }) {
  const server = useObservable(useServices().server);
  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <Link href="/" className={styles.brand} aria-label="Trialog">
          <Mark />
          <span>Trialog</span>
        </Link>
        <nav className={styles.crumbs} aria-label="Breadcrumb">
          <span className={styles.slash}>/</span>
          <Link href="/" {...(crumb === undefined && { 'aria-current': 'page' as const })}>
            Experiments
          </Link>
          {crumb !== undefined && (
            <>
              <span className={styles.slash}>/</span>
              <span aria-current="page" className={styles.crumb}>
                {crumb}
              </span>
            </>
          )}
        </nav>
        <div className={styles.right}>
          <Connection />
          <ThemeToggle />
        </div>
      </header>
      <main className={styles.main}>{children}</main>
      {server !== undefined && (
        <footer className={styles.footer}>
          <span>Trialog {server.version}</span>
          <span className={styles.path} title="Data directory">
            {server.dataDirectory}
          </span>
        </footer>
      )}
    </div>
  );
}
