import { useCallback } from 'react';
import { navigate } from '../app/router';
import { useScope } from '../experiments/scope';

/** Shows the details of a trial in the table of the trials page, whatever page this is and whatever is filtered. */
export function useShowTrial(): (trial: number) => void {
  const { id } = useScope();
  return useCallback(
    (trial: number) => {
      const path = `/experiments/${encodeURIComponent(id)}/trials`;
      const stays = window.location.pathname === path;
      const query = new URLSearchParams(window.location.search);
      for (const filter of ['state', 'where', 'q']) query.delete(filter);
      query.set('trial', String(trial));
      navigate(`${path}?${query}`, { replace: stays });
    },
    [id],
  );
}
