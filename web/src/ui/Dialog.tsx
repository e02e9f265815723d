import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  children: ReactNode;
  /** What the confirming button says: a verb. */
  action: string;
  danger?: boolean;
  /** Does it; when it fails the dialog stays and shows the message. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something is done. */
export function ConfirmDialog({ title, children, action, danger = false, onConfirm, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const confirm = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (caught) {
      setProblem(caught instanceof Error ? caught.message : String(caught));
      setBusy(false);
    }
  };

  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <form onSubmit={(event) => void confirm(event)}>
        <h2 id={heading}>{title}</h2>
        <div className={styles.body}>{children}</div>
        {problem !== undefined && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={styles.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind={danger ? 'danger' : 'primary'} disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
