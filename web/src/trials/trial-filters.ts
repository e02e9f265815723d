import { useMemo } from 'react';
import type { TrialState } from '../api/types';
import { useQueryParameter, useQueryParameters } from '../app/router';
import { TRIAL_STATE_ORDER } from './states';

/** Which trials the table shows; all of it is in the address. */
export interface TrialFilters {
  /** Empty: all. */
  states: ReadonlySet<TrialState>;
  setStates: (states: ReadonlySet<TrialState>) => void;
  /** Conditions such as `lr<0.1`, all of which hold. */
  where: readonly string[];
  setWhere: (where: readonly string[]) => void;
  /** What a trial has somewhere in its texts. */
  search: string;
  setSearch: (search: string) => void;
  /** Is anything filtered? */
  any: boolean;
}

export function useTrialFilters(): TrialFilters {
  const [stateText, setStateText] = useQueryParameter('state');
  const [where, setWhere] = useQueryParameters('where');
  const [q, setQ] = useQueryParameter('q');
  const search = q ?? '';
  return useMemo(() => {
    const states = parseStates(stateText);
    return {
      states,
      setStates: (next) => setStateText(next.size === 0 ? undefined : [...next].join(',')),
      where,
      setWhere,
      search,
      setSearch: (next) => setQ(next === '' ? undefined : next),
      any: states.size > 0 || where.length > 0 || search !== '',
    };
  }, [stateText, setStateText, where, setWhere, search, setQ]);
}

export function parseStates(text: string | undefined): ReadonlySet<TrialState> {
  const given = new Set((text ?? '').split(','));
  return new Set(TRIAL_STATE_ORDER.filter((state) => given.has(state)));
}
