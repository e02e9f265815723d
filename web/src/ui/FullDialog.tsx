import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from './Button';
import styles from './FullDialog.module.css';
import { Icon } from './Icon';

interface Props {
  title: ReactNode;
  /** Beside the title. */
  tools?: ReactNode;
  children: ReactNode;
  /** At the lower end, always in sight. */
  footer?: ReactNode;
  /** As wide as a form; on a narrow screen as wide as that. */
  narrow?: boolean;
  /** Asked to close, by Escape for example. */
  onClose: () => void;
}

/** A page over the page. */
export function FullDialog({ title, tools, children, footer, narrow = false, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Not the first button: keys scroll what is read.
    body.current?.focus();
    return () => element?.close();
  }, []);
  // Told a moment later, when it may be open again: effects run twice in development.
  const closed = () => {
    if (dialog.current?.open !== true) onClose();
  };
  // Out of what it belongs to: the looks of that are not its own.
  return createPortal(
    <dialog ref={dialog} className={`${styles.dialog} ${narrow ? styles.narrow : ''}`} aria-labelledby={heading} onClose={closed}>
      <header className={styles.header}>
        <h2 id={heading}>{title}</h2>
        <div className={styles.tools}>{tools}</div>
        <Button kind="quiet" aria-label="Close" title="Close (Escape)" onClick={onClose}>
          <Icon name="close" size={15} />
        </Button>
      </header>
      <div ref={body} className={styles.body} tabIndex={-1}>
        {children}
      </div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </dialog>,
    document.body,
  );
}
