import { useState } from 'react';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { ConfirmDialog } from '../ui/Dialog';
import { isExhausted, nextTrialLimit } from './experiment-view';

/** Asks how far a stopped or finished experiment shall go on. */
export function ResumeDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const { api } = useServices();
  const { maxTrialNumber, counts } = experiment;
  const exhausted = isExhausted(experiment);
  const [limit, setLimit] = useState(() => String(nextTrialLimit(experiment) ?? ''));

  const resume = async () => {
    const changed = limit !== '' && Number(limit) !== maxTrialNumber;
    await api.resumeExperiment(experiment.id, changed ? Number(limit) : undefined);
  };
  return (
    <ConfirmDialog title={`Resume ${experiment.name ?? experiment.id}?`} action="Resume" onConfirm={resume} onClose={onClose}>
      <p>
        {exhausted
          ? `All ${counts.total} trials have been made. With a higher limit the search goes on where it stood.`
          : 'It goes on where it stood.'}
      </p>
      <label>
        Most trials
        <input
          type="number"
          min={1}
          step={1}
          placeholder="no limit"
          value={limit}
          onChange={(event) => setLimit(event.target.value)}
        />
      </label>
    </ConfirmDialog>
  );
}
