import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Trial } from '../../api/types';
import { useWritable } from '../../app/services';
import { useScope } from '../../experiments/scope';
import { useAt } from '../../time/moment';
import { Button } from '../../ui/Button';
import type { Template } from './NewTrialDialog';

const NewTrialDialog = lazy(() => import('./NewTrialDialog').then((module) => ({ default: module.NewTrialDialog })));

/** A button that lets a person say what is tried next; absent where nothing can be changed, and in the past. */
export function NewTrial({ like, className, children }: { like?: Trial; className?: string | undefined; children: ReactNode }) {
  const { view, configuration } = useScope();
  const [open, setOpen] = useState(false);
  const past = useAt() !== undefined;
  if (!useWritable() || past || configuration === undefined) return null;
  const { best } = view.experiment;
  const templates: Template[] = [
    ...(like === undefined ? [] : [{ label: `trial ${like.number}`, configuration: like.configuration }]),
    ...(best === null || best.number === like?.number ? [] : [{ label: `the best, trial ${best.number}`, configuration: best.configuration }]),
    { label: 'the middle of the space', configuration: {} },
  ];
  return (
    <>
      <Button className={className ?? ''} onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open && (
        <Suspense>
          <NewTrialDialog templates={templates} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
