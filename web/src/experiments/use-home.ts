import { useEffect, useState } from 'react';
import type { HomeExperiment } from '../api/types';
import { useServices } from '../app/services';
import { useVisible } from '../ui/use-visible';

const PERIOD_MILLIS = 10_000;

const NONE: readonly HomeExperiment[] = [];

/** Experiments of other servers of this home: asked every ten seconds while somebody can see them. The last answer stays. */
export function useHome(): readonly HomeExperiment[] {
  const { api } = useServices();
  const [experiments, setExperiments] = useState(NONE);
  const visible = useVisible();

  useEffect(() => {
    if (!visible) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const ask = async () => {
      try {
        const answer = await api.home();
        if (current) setExperiments(answer);
      } catch {
        // The connection indicator shows that the server is away; it is asked again.
      }
      if (current) timer = setTimeout(() => void ask(), PERIOD_MILLIS);
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, visible]);
  return experiments;
}
