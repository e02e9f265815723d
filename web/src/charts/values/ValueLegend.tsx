import type { ReactNode } from 'react';
import { formatCount, formatValue } from '../../format/numbers';
import styles from './ValueLegend.module.css';

interface Props {
  title: string;
  /** At the ends of the ramp. */
  worst: number;
  best: number;
  /** What is worse than `worst` has its colour, too. */
  open?: boolean;
  /** What else is in the chart. */
  children?: ReactNode;
}

/** What the colours of values mean. */
export function ValueLegend({ title, worst, best, open = false, children }: Props) {
  const sign = worst === best ? '' : worst < best ? '≤ ' : '≥ ';
  return (
    <div className={styles.legend}>
      <span className={styles.title}>{title}</span>
      <span>
        {open && sign}
        {formatValue(worst)}
      </span>
      <span className={styles.ramp} aria-hidden="true" />
      <span>{formatValue(best)}</span>
      {children}
    </div>
  );
}

/** What the colours of trials by age mean. */
export function AgeLegend({ first, last, children }: { first: number; last: number; children?: ReactNode }) {
  return (
    <div className={styles.legend}>
      <span>Trial {formatCount(first)}</span>
      <span className={styles.ages} aria-hidden="true" />
      <span>{formatCount(last)}</span>
      {children}
    </div>
  );
}

/** A line or dot in a legend. */
export function LegendItem({ kind, children }: { kind: 'best' | 'bestPoint' | 'marked' | 'ring' | 'prediction' | 'trial'; children: ReactNode }) {
  return (
    <span className={styles.item} data-kind={kind}>
      {children}
    </span>
  );
}
