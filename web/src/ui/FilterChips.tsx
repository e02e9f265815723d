import { formatCount } from '../format/numbers';
import styles from './FilterChips.module.css';
import type { Tone } from './StatePill';

interface Props<K extends string> {
  /** Names the group. */
  label: string;
  chips: readonly { key: K; label: string; tone: Tone; count: number | undefined }[];
  /** How many there are without a filter. */
  total: number;
  /** Empty: all. */
  selected: ReadonlySet<K>;
  onChange: (selected: ReadonlySet<K>) => void;
}

/** Chooses the kinds that are shown, with how many there are of each. */
export function FilterChips<K extends string>({ label, chips, total, selected, onChange }: Props<K>) {
  const toggle = (key: K) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onChange(next);
  };
  return (
    <div className={styles.chips} role="group" aria-label={label}>
      <button type="button" aria-pressed={selected.size === 0} onClick={() => onChange(new Set())}>
        All <span>{formatCount(total)}</span>
      </button>
      {chips.map((chip) => (
        <button key={chip.key} type="button" aria-pressed={selected.has(chip.key)} onClick={() => toggle(chip.key)}>
          <i style={{ background: `var(--${chip.tone}-fill)` }} />
          {chip.label} {chip.count !== undefined && <span>{formatCount(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}
