import { lazy, Suspense, useMemo } from 'react';
import { useQueryParameter } from '../app/router';
import { formatCount } from '../format/numbers';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useMarked } from './marked';
import { useShowTrial } from './show-trial';

const CompareDialog = lazy(() => import('./compare/CompareDialog').then((module) => ({ default: module.CompareDialog })));

/** What can be done with the trials that are marked. Comparing them is part of the address. */
export function MarkedTrials({ marked }: { marked: ReadonlySet<number> }) {
  const { mark } = useMarked();
  const [compare, setCompare] = useQueryParameter('compare');
  const show = useShowTrial();
  const numbers = useMemo(() => [...marked], [marked]);
  if (numbers.length === 0) return null;
  return (
    <>
      <Button onClick={() => setCompare('1')}>
        <Icon name="compare" size={13} /> Compare {formatCount(numbers.length)}
      </Button>
      <Button kind="quiet" aria-label="Unmark all" title="Unmark all" onClick={() => mark([])}>
        <Icon name="close" size={12} />
      </Button>
      {compare === '1' && (
        <Suspense>
          <CompareDialog
            numbers={numbers}
            onRemove={(trial) => mark(numbers.filter((each) => each !== trial))}
            onShow={(trial) => {
              setCompare(undefined);
              show(trial);
            }}
            onClose={() => setCompare(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
