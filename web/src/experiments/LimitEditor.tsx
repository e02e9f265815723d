import { type SyntheticEvent, useId, useState } from 'react';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { useObservable } from '../state/observable';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import { type Problem, ProblemList } from '../ui/ProblemList';
import styles from './LimitEditor.module.css';
import { type Limit, LIMITS, parseLimit } from './limits';
import { problemsOf } from './use-configuration-check';

interface Props {
  experiment: Experiment;
  limit: Limit['key'];
  /** Otherwise it is only shown. */
  editable: boolean;
}

/** A limit, changed where it stands. */
export function LimitEditor({ experiment, limit: key, editable }: Props) {
  const limit = LIMITS[key];
  const [open, setOpen] = useState(false);
  if (!editable) return <span>{limit.shown(experiment)}</span>;
  return (
    <Popover
      label={`${limit.label}: ${limit.shown(experiment)}. Change`}
      trigger={
        <>
          {limit.shown(experiment)}
          <Icon name="edit" size={11} />
        </>
      }
      className={styles.value}
      open={open}
      onOpen={setOpen}
    >
      <LimitForm experiment={experiment} limit={limit} onClose={() => setOpen(false)} />
    </Popover>
  );
}

function LimitForm({ experiment, limit, onClose }: { experiment: Experiment; limit: Limit; onClose: () => void }) {
  const { api, connection } = useServices();
  const away = useObservable(connection) === 'reconnecting';
  const [text, setText] = useState(() => limit.text(experiment));
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const field = useId();
  const hint = useId();

  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim() === limit.text(experiment)) return onClose();
    const parsed = parseLimit(limit, text);
    if ('problem' in parsed) return setProblems([{ tone: 'error', message: `${parsed.problem} is expected.` }]);
    setBusy(true);
    try {
      await api.updateExperiment(experiment.id, parsed.update);
      onClose();
    } catch (caught) {
      setProblems(problemsOf(caught));
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <label htmlFor={field}>{limit.label}</label>
      <div className={styles.line}>
        <input
          id={field}
          type="text"
          inputMode={limit.kind === 'count' ? 'numeric' : 'text'}
          autoComplete="off"
          value={text}
          placeholder={limit.removable ? 'no limit' : undefined}
          aria-describedby={hint}
          aria-invalid={problems.length > 0}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setText(event.target.value);
            setProblems([]);
          }}
        />
        <Button type="submit" kind="primary" disabled={busy || away}>
          Save
        </Button>
      </div>
      {problems.length > 0 && (
        <div role="alert">
          <ProblemList problems={problems} />
        </div>
      )}
      <p id={hint} className={styles.hint}>
        {limit.hint}
      </p>
    </form>
  );
}
