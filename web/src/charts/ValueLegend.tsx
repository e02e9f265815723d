import type { ReactNode } from 'react';
import { formatValue } from '../format/numbers';
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

/** A line or dot in a legend. */
export function LegendItem({ kind, children }: { kind: 'best' | 'marked' | 'prediction' | 'trial'; children: ReactNode }) {
  return (
    <span className={styles.item} data-kind={kind}>
      {children}
    </span>
  );
}
