import { Button } from '../../ui/Button';
import { Popover } from '../../ui/Popover';
import styles from './ParallelChart.module.css';

interface Props {
  /** All axes that can be hidden, in order. */
  keys: readonly string[];
  hidden: readonly string[];
  onChange: (hidden: readonly string[]) => void;
  /** Back to all axes in their own order. */
  onReset: () => void;
}

/** Which axes are shown. One always is. */
export function AxesMenu({ keys, hidden, onChange, onReset }: Props) {
  const shown = keys.filter((key) => !hidden.includes(key));
  const label = shown.length === keys.length ? 'Axes' : `Axes (${shown.length} of ${keys.length})`;
  return (
    <Popover label={label} trigger={label} align="end">
      <fieldset className={styles.words}>
        <legend className={styles.formTitle}>Axes</legend>
        {keys.map((key) => {
          const on = shown.includes(key);
          return (
            <label key={key}>
              <input
                type="checkbox"
                checked={on}
                disabled={on && shown.length === 1}
                onChange={() => onChange(on ? [...hidden, key] : hidden.filter((each) => each !== key))}
              />
              {key}
            </label>
          );
        })}
      </fieldset>
      <div className={styles.commands}>
        <Button kind="quiet" onClick={onReset}>
          All, in their own order
        </Button>
      </div>
    </Popover>
  );
}
