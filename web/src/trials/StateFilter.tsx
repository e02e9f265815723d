import type { TrialState } from '../api/types';
import { formatCount } from '../format/numbers';
import styles from './StateFilter.module.css';
import { TRIAL_STATE_ORDER, stateLook } from './states';

interface Props {
  total: number;
  /** Of the states that some trial is in. */
  counts: ReadonlyMap<TrialState, number | undefined>;
  /** The experiment goes on, and so do its running trials. */
  active: boolean;
  /** Empty: all. */
  selected: ReadonlySet<TrialState>;
  onChange: (selected: ReadonlySet<TrialState>) => void;
}

/** Chooses the states that are shown; states no trial is in are left out. */
export function StateFilter({ total, counts, active, selected, onChange }: Props) {
  const toggle = (state: TrialState) => {
    const next = new Set(selected);
    if (!next.delete(state)) next.add(state);
    onChange(next);
  };
  const states = TRIAL_STATE_ORDER.filter((state) => counts.has(state) || selected.has(state));
  const count = (state: TrialState) => (counts.has(state) ? counts.get(state) : 0);
  return (
    <div className={styles.filter} role="group" aria-label="Show trials by state">
      <button type="button" aria-pressed={selected.size === 0} onClick={() => onChange(new Set())}>
        All <span>{formatCount(total)}</span>
      </button>
      {states.map((state) => (
        <button key={state} type="button" aria-pressed={selected.has(state)} onClick={() => toggle(state)}>
          <i style={{ background: `var(--${stateLook(state, active).tone}-fill)` }} />
          {stateLook(state, active).label} {count(state) !== undefined && <span>{formatCount(count(state) ?? 0)}</span>}
        </button>
      ))}
    </div>
  );
}
