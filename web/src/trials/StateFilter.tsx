import { useMemo } from 'react';
import type { Trial, TrialState } from '../api/types';
import { formatCount } from '../format/numbers';
import styles from './StateFilter.module.css';
import { TRIAL_STATE_ORDER, stateLook } from './states';

interface Props {
  trials: readonly Trial[];
  /** The experiment goes on, and so do its running trials. */
  active: boolean;
  /** Empty: all. */
  selected: ReadonlySet<TrialState>;
  onChange: (selected: ReadonlySet<TrialState>) => void;
}

/** Chooses the states that are shown; states no trial is in are left out. */
export function StateFilter({ trials, active, selected, onChange }: Props) {
  const counts = useMemo(() => {
    const byState = new Map<TrialState, number>();
    for (const { state } of trials) byState.set(state, (byState.get(state) ?? 0) + 1);
    return byState;
  }, [trials]);
  const toggle = (state: TrialState) => {
    const next = new Set(selected);
    if (!next.delete(state)) next.add(state);
    onChange(next);
  };
  const states = TRIAL_STATE_ORDER.filter((state) => counts.has(state) || selected.has(state));
  return (
    <div className={styles.filter} role="group" aria-label="Show trials by state">
      <button type="button" aria-pressed={selected.size === 0} onClick={() => onChange(new Set())}>
        All <span>{formatCount(trials.length)}</span>
      </button>
      {states.map((state) => (
        <button key={state} type="button" aria-pressed={selected.has(state)} onClick={() => toggle(state)}>
          <i style={{ background: `var(--${stateLook(state, active).tone}-fill)` }} />
          {stateLook(state, active).label} <span>{formatCount(counts.get(state) ?? 0)}</span>
        </button>
      ))}
    </div>
  );
}

export function parseStates(text: string | undefined): ReadonlySet<TrialState> {
  const given = new Set((text ?? '').split(','));
  return new Set(TRIAL_STATE_ORDER.filter((state) => given.has(state)));
}
