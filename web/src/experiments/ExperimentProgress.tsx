import type { Experiment } from '../api/types';
import { ProgressBar } from '../ui/ProgressBar';

/** Ended and running trials out of all that may run. */
export function ExperimentProgress({ experiment }: { experiment: Experiment }) {
  const { counts, maxTrialNumber } = experiment;
  return (
    <ProgressBar
      label="Trials"
      total={maxTrialNumber ?? counts.total}
      segments={[
        { tone: 'green', count: counts.succeeded, label: 'succeeded' },
        { tone: 'violet', count: counts.earlyStopped, label: 'stopped early' },
        { tone: 'amber', count: counts.canceled, label: 'canceled' },
        { tone: 'red', count: counts.failed, label: 'failed' },
        { tone: 'blue', count: counts.running, label: 'running' },
      ]}
    />
  );
}
