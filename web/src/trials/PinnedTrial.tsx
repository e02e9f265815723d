import { useCallback } from 'react';
import { useScope } from '../experiments/scope';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import styles from './PinnedTrial.module.css';
import { TrialDetails } from './TrialDetails';
import { useTrials } from './use-trials';

/** The details of a trial whose row is far away, or that the filters leave out. */
export function PinnedTrial({ trial: number, onClose }: { trial: number; onClose: () => void }) {
  const { id, metrics } = useScope();
  const trial = useTrials([number]).get(number);
  const reveal = useCallback((element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest', behavior: 'smooth' }), []);
  if (trial === undefined) return null;
  return (
    <section ref={reveal} className={styles.pinned} aria-label={`Trial ${number}`} data-testid="pinned-trial">
      <header>
        <h3>Trial {number}</h3>
        <span>{trial === null ? 'There is no such trial at this moment' : 'not among the rows in sight'}</span>
        <Button kind="quiet" aria-label={`Close trial ${number}`} onClick={onClose}>
          <Icon name="close" size={12} />
        </Button>
      </header>
      {trial !== null && <TrialDetails experiment={id} trial={trial} metrics={metrics} />}
    </section>
  );
}
