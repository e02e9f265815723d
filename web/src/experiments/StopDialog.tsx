import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { formatCount } from '../format/numbers';
import { ConfirmDialog } from '../ui/Dialog';

/** Asks before an experiment is stopped. */
export function StopDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const { api } = useServices();
  const { id, name, counts } = experiment;
  return (
    <ConfirmDialog
      title={`Stop ${name ?? id}?`}
      action="Stop experiment"
      danger
      onConfirm={async () => void (await api.stopExperiment(id))}
      onClose={onClose}
    >
      <p>{stopping(counts.running)} Nothing that was recorded is lost.</p>
    </ConfirmDialog>
  );
}

function stopping(running: number): string {
  if (running === 0) return 'No new trials begin.';
  if (running === 1) return 'The running trial is stopped; it starts again when the experiment is resumed.';
  return `${formatCount(running)} running trials are stopped; they start again when the experiment is resumed.`;
}
