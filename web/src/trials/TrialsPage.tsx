import { ChartsPanel } from '../charts/ChartsPanel';
import { TABLE_ID } from './table-anchor';
import styles from './TrialsPage.module.css';
import { TrialsPanel } from './TrialsPanel';

/** Every trial of an experiment, as charts and as a table. */
export function TrialsPage() {
  return (
    <div className={styles.page}>
      <ChartsPanel />
      <div id={TABLE_ID} className={styles.table}>
        <TrialsPanel />
      </div>
    </div>
  );
}
