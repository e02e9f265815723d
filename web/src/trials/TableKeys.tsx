import buttons from '../ui/Button.module.css';
import { Icon } from '../ui/Icon';
import { Popover } from '../ui/Popover';
import styles from './TableKeys.module.css';

const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ['↑ ↓ Home End', 'go from row to row'],
  ['Page up, Page down', 'go from page to page'],
  ['Enter', 'opens and closes the details'],
  ['Escape', 'closes the details'],
  ['Space', 'marks for comparison'],
  ['Shift + Space', 'marks all from the last one marked'],
  ['/', 'searches'],
];

/** The keys of the table, for those who would use them. */
export function TableKeys() {
  return (
    <Popover label="Keys of the table" align="end" className={`${buttons.button} ${buttons.quiet} ${styles.button}`} trigger={<Icon name="keyboard" size={16} />}>
      <dl className={styles.keys}>
        {KEYS.map(([keys, what]) => (
          <div key={keys}>
            <dt>{keys}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
