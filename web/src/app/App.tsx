import { lazy, Suspense, useEffect } from 'react';
import { useObservable } from '../state/observable';
import { Frame } from './Frame';
import { Message } from './Message';
import { match, usePath } from './router';
import { refreshServer, useServices } from './services';
import { TokenForm } from './TokenForm';
import { usePrefetch } from './use-prefetch';

const FETCH = {
  list: () => import('../experiments/ExperimentListPage').then((module) => ({ default: module.ExperimentListPage })),
  experiment: () => import('../experiments/ExperimentPage').then((module) => ({ default: module.ExperimentPage })),
};
const ExperimentListPage = lazy(FETCH.list);
const ExperimentPage = lazy(FETCH.experiment);

export function App() {
  const services = useServices();
  const { tokenNeeded, connection } = services;
  const status = useObservable(connection);
  // Asked again when the connection is back: it may be another server then.
  useEffect(() => {
    if (status !== 'reconnecting') void refreshServer(services);
  }, [services, status]);

  usePrefetch(FETCH);
  if (useObservable(tokenNeeded)) return <TokenForm />;
  return (
    <Suspense>
      <Page />
    </Suspense>
  );
}

const EXPERIMENT_PAGES = [
  { pattern: '/experiments/:id', tab: 'overview' },
  { pattern: '/experiments/:id/trials', tab: 'trials' },
  { pattern: '/experiments/:id/configuration', tab: 'configuration' },
] as const;

function Page() {
  const path = usePath();
  if (match('/', path) !== undefined) return <ExperimentListPage />;
  for (const { pattern, tab } of EXPERIMENT_PAGES) {
    const id = match(pattern, path)?.id;
    if (id !== undefined) return <ExperimentPage key={id} id={id} tab={tab} />;
  }
  return (
    <Frame crumb="Not found">
      <Message title="There is no such page">The address may be misspelt.</Message>
    </Frame>
  );
}
