import styles from './StatePill.module.css';

export type Tone = 'blue' | 'green' | 'red' | 'amber' | 'violet' | 'grey';

export interface StateLook {
  label: string;
  tone: Tone;
  /** What the state means, for people. */
  meaning: string;
  /** Something is going on. */
  busy?: boolean;
}

/** A state as a coloured word; `plain` without the background, for tables. */
export function StatePill({ look, plain = false }: { look: StateLook; plain?: boolean }) {
  const classes = [styles.pill, styles[look.tone], plain && styles.plain, look.busy && styles.busy];
  return (
    <span className={classes.filter(Boolean).join(' ')} title={look.meaning}>
      <span className={styles.dot} />
      {look.label}
    </span>
  );
}
