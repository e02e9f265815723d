import styles from './ProgressBar.module.css';
import type { Tone } from './StatePill';

export interface Segment {
  tone: Tone;
  count: number;
  label: string;
}

/** A bar of parts of a whole; without a known whole the parts fill it. */
export function ProgressBar({ segments, total, label }: { segments: Segment[]; total: number | null; label: string }) {
  const sum = segments.reduce((all, segment) => all + segment.count, 0);
  const whole = Math.max(total ?? sum, sum, 1);
  const described = segments
    .filter((segment) => segment.count > 0)
    .map((segment) => `${segment.count} ${segment.label}`)
    .join(', ');
  return (
    <div className={styles.bar} role="img" aria-label={`${label}: ${described || 'nothing yet'}`} title={described}>
      {segments
        .filter((segment) => segment.count > 0)
        .map((segment) => (
          <span
            key={segment.label}
            className={styles.segment}
            style={{ width: `${(100 * segment.count) / whole}%`, background: `var(--${segment.tone}-fill)` }}
          />
        ))}
    </div>
  );
}
