import { useState } from 'react';
import { navigate } from '../app/router';
import { useServices, useWritable } from '../app/services';
import type { Experiment } from '../api/types';
import { useObservable } from '../state/observable';
import { Menu, type MenuItem } from '../ui/Menu';
import { DeleteDialog } from './DeleteDialog';
import { isDeletable, isResumable, isStoppable } from './experiment-view';
import { ResumeDialog } from './ResumeDialog';
import { StopDialog } from './StopDialog';

/** What can be done with an experiment of the list. */
export function ExperimentMenu({ experiment }: { experiment: Experiment }) {
  const { connection } = useServices();
  const away = useObservable(connection) === 'reconnecting';
  const writable = useWritable();
  const [asking, setAsking] = useState<'stop' | 'resume' | 'delete'>();
  const close = () => setAsking(undefined);
  const noServer = away ? 'the server does not answer' : undefined;

  const items: MenuItem[] = [{ label: 'Open', icon: 'chevron', onChoose: () => navigate(`/experiments/${encodeURIComponent(experiment.id)}`) }];
  if (writable && isResumable(experiment)) items.push({ label: 'Resume…', icon: 'resume', refusal: noServer, onChoose: () => setAsking('resume') });
  if (writable && isStoppable(experiment)) items.push({ label: 'Stop…', icon: 'stop', refusal: noServer, onChoose: () => setAsking('stop') });
  if (writable) {
    const refusal = noServer ?? (isDeletable(experiment) ? undefined : 'stop it first');
    items.push({ label: 'Delete…', icon: 'trash', danger: true, refusal, onChoose: () => setAsking('delete') });
  }
  return (
    <>
      <Menu label={`Actions for ${experiment.name ?? experiment.id}`} items={items} />
      {asking === 'stop' && <StopDialog experiment={experiment} onClose={close} />}
      {asking === 'resume' && <ResumeDialog experiment={experiment} onClose={close} />}
      {asking === 'delete' && <DeleteDialog experiment={experiment} onClose={close} />}
    </>
  );
}
