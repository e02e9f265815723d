import { useEffect, useState } from 'react';
import { useServices } from '../app/services';
import type { Activity, Experiment } from '../api/types';
import { useVisible } from '../ui/use-visible';
import { followsTrials } from './experiment-view';

const PERIOD_MILLIS = 2000;

/**
 * What an experiment is doing or waits for: asked every other second while somebody can see it and anything can change
 * by itself, and whenever the experiment changed. The last answer stays while the server is away.
 */
export function useActivity(experiment: Experiment): Activity | undefined {
  const { api } = useServices();
  const [activity, setActivity] = useState<Activity>();
  const visible = useVisible();
  const { id, state, reason } = experiment;
  const moving = followsTrials(experiment);

  useEffect(() => {
    if (!visible) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const ask = async () => {
      try {
        const answer = await api.activity(id);
        if (current) setActivity(answer);
      } catch {
        // The connection indicator shows that the server is away; it is asked again.
      }
      if (current && moving) timer = setTimeout(() => void ask(), PERIOD_MILLIS);
    };
    void ask();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [api, id, state, reason, moving, visible]);
  return activity;
}
