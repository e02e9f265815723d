import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { formatCount } from '../format/numbers';
import { useObservable } from '../state/observable';
import { ConfirmDialog } from '../ui/Dialog';
import styles from './DeleteDialog.module.css';

interface Props {
  experiment: Experiment;
  onClose: () => void;
  /** It is gone. */
  onDeleted?: () => void;
}

/** Asks before an experiment is deleted, and says what goes with it. */
export function DeleteDialog({ experiment, onClose, onDeleted }: Props) {
  const { api, server } = useServices();
  const data = useObservable(server)?.dataDirectory;
  const { id, name, counts } = experiment;
  const remove = async () => {
    await api.deleteExperiment(id);
    onDeleted?.();
  };
  return (
    <ConfirmDialog title={`Delete ${name ?? id}?`} action="Delete for ever" danger onConfirm={remove} onClose={onClose}>
      <p>This removes, for ever:</p>
      <ul className={styles.removed}>
        <li>
          the experiment <code>{id}</code> with {counts.total === 1 ? 'its only trial' : `its ${formatCount(counts.total)} trials`}, their results and
          curves
        </li>
        <li>
          all files of its trials: output, checkpoints and what else they wrote to their directories
          {data !== undefined && (
            <>
              {' '}
              in <code>{data}</code>
            </>
          )}
        </li>
      </ul>
      <p>The code and the data that the trials used stay as they are. The id is not used again.</p>
    </ConfirmDialog>
  );
}
