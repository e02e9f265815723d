import { type ReactNode, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button';
import styles from './Dialog.module.css';

interface DialogProps {
  title: ReactNode;
  children: ReactNode;
  /** For texts and tables, as wide as fits. */
  wide?: boolean;
  /** Asked to close, by Escape for example. */
  onClose: () => void;
}

/** Something that is dealt with before the rest of the page. */
export function Dialog({ title, children, wide = false, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  // Told a moment later, when it may be open again: effects run twice in development.
  const closed = () => {
    if (dialog.current?.open !== true) onClose();
  };
  return (
    <dialog ref={dialog} className={`${styles.dialog} ${wide ? styles.wide : ''}`} aria-labelledby={heading} onClose={closed}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}

/** The buttons at the end of a dialog, the confirming one last. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}

interface ConfirmProps {
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
export function ConfirmDialog({ title, children, action, danger = false, onConfirm, onClose }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

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
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={(event) => void confirm(event)}>
        <div className={styles.body}>{children}</div>
        {problem !== undefined && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind={danger ? 'danger' : 'primary'} disabled={busy}>
            {action}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
