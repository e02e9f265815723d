import type { Tone } from '../../ui/StatePill';
import styles from './Legend.module.css';

interface Entry {
  label: string;
  tone: Tone | 'best';
  pale?: boolean;
}

/** What the colours of bars and lines mean. */
export function Legend({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ label, tone, pale }) => (
        <li key={label}>
          <span style={{ background: `var(--${tone}-fill)`, opacity: pale === true ? 0.45 : 1 }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
