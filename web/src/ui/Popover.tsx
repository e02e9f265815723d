import { Popover as Base } from '@base-ui/react/popover';
import type { ReactNode } from 'react';
import buttons from './Button.module.css';
import styles from './Popover.module.css';

interface Props {
  /** Names the button and what it opens. */
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  children: ReactNode;
  /** Of the button; that of other buttons unless given. */
  className?: string | undefined;
  align?: 'start' | 'end';
  open?: boolean;
  onOpen?: (open: boolean) => void;
}

/** A button that opens a small window beside it; Escape and a click elsewhere close it. */
export function Popover({ label, trigger, children, className = buttons.button, align = 'start', open, onOpen }: Props) {
  const controlled = open === undefined ? {} : { open };
  return (
    <Base.Root {...controlled} onOpenChange={(next) => onOpen?.(next)}>
      <Base.Trigger className={className} aria-label={label} title={label}>
        {trigger}
      </Base.Trigger>
      <PopoverPopup label={label} align={align}>
        {children}
      </PopoverPopup>
    </Base.Root>
  );
}

/** What a popover shows, for those whose button is of another kind. */
export function PopoverPopup({ label, align, children }: { label: string; align: 'start' | 'center' | 'end'; children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner className={styles.positioner} align={align} sideOffset={4} collisionPadding={8}>
        <Base.Popup className={styles.popup} aria-label={label}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
