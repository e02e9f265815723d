import type { ReactNode } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import styles from './Tools.module.css';

interface ChoiceProps<T extends string> {
  label: string;
  /** What can be chosen, in order: values with what they are called. */
  options: readonly (readonly [value: T, label: string])[];
  value: T;
  onChange: (value: T) => void;
}

/** One of few, all in sight. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <div className={styles.choice} role="group" aria-label={label}>
      {options.map(([each, text]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => onChange(each)}>
          {text}
        </button>
      ))}
    </div>
  );
}

/** A word that is on or off. */
export function Toggle({ pressed, onChange, title, children }: { pressed: boolean; onChange: (pressed: boolean) => void; title?: string; children: ReactNode }) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={pressed} title={title} onClick={() => onChange(!pressed)}>
      {children}
    </button>
  );
}

interface ZoomProps {
  onZoom: (factor: number) => void;
  /** Absent: everything is in sight. */
  onAll: (() => void) | undefined;
  /** Moves by a part of what is in sight; absent where that makes no sense. */
  onMove?: (share: number) => void;
}

/** What can be done with the part in sight, for those without a wheel. */
export function ZoomButtons({ onZoom, onAll, onMove }: ZoomProps) {
  return (
    <div className={styles.zoom} role="group" aria-label="Zoom">
      {onMove !== undefined && (
        <Button kind="quiet" aria-label="Move left" title="Move left (Shift ←)" disabled={onAll === undefined} onClick={() => onMove(-0.5)}>
          <Icon name="left" />
        </Button>
      )}
      {onMove !== undefined && (
        <Button kind="quiet" aria-label="Move right" title="Move right (Shift →)" disabled={onAll === undefined} onClick={() => onMove(0.5)}>
          <Icon name="chevron" />
        </Button>
      )}
      <Button kind="quiet" aria-label="Zoom out" title="Zoom out (−)" disabled={onAll === undefined} onClick={() => onZoom(2)}>
        <Icon name="minus" />
      </Button>
      <Button kind="quiet" aria-label="Zoom in" title="Zoom in (+)" onClick={() => onZoom(0.5)}>
        <Icon name="plus" />
      </Button>
      <Button kind="quiet" disabled={onAll === undefined} onClick={onAll} title="Show everything (0)">
        All
      </Button>
    </div>
  );
}
