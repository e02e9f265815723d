import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';
import buttons from './Button.module.css';
import { Icon, type IconName } from './Icon';
import styles from './Menu.module.css';

interface Props {
  /** Names the button. */
  label: string;
  /** What the button shows; three dots unless given. */
  children?: ReactNode;
  items: readonly MenuItem[];
}

export interface MenuItem {
  label: string;
  icon?: IconName;
  danger?: boolean;
  /** Why it cannot be chosen now; absent: it can. */
  refusal?: string | undefined;
  onChoose: () => void;
}

/** A button that opens a list of commands. */
export function Menu({ label, children, items }: Props) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger className={`${buttons.button} ${children === undefined ? `${buttons.quiet} ${styles.dots}` : ''}`} aria-label={label} title={label}>
        {children ?? <Icon name="dots" size={16} />}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={styles.positioner} align="end" sideOffset={4}>
          <Base.Popup className={styles.popup}>
            {items.map(({ label: text, icon, danger = false, refusal, onChoose }) => (
              <Base.Item
                key={text}
                className={`${styles.item} ${danger ? styles.danger : ''}`}
                disabled={refusal !== undefined}
                onClick={onChoose}
              >
                <span className={styles.icon}>{icon !== undefined && <Icon name={icon} />}</span>
                <span>{text}</span>
                {refusal !== undefined && <span className={styles.refusal}>{refusal}</span>}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
