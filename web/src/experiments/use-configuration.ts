import { useEffect, useState } from 'react';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';

/**
 * The complete configuration of an experiment: fetched once, and again when something that it says was changed.
 *
 * @param spaceVersion another one for another search space, the one part whose changes the experiment does not show
 */
export function useConfiguration(id: string, experiment: Experiment, spaceVersion: number): Record<string, unknown> | undefined {
  const { api } = useServices();
  const [configuration, setConfiguration] = useState<Record<string, unknown>>();
  const { trialConcurrency, maxTrialNumber, maxExperimentDurationSeconds, maxTrialDurationSeconds } = experiment;
  useEffect(() => {
    let current = true;
    api.configuration(id).then(
      (answer) => current && setConfiguration(answer),
      // The feed tells of a server that is away; the configuration comes with the next change.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [api, id, trialConcurrency, maxTrialNumber, maxExperimentDurationSeconds, maxTrialDurationSeconds, spaceVersion]);
  return configuration;
}
