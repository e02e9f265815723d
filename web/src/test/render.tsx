import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { ServicesContext } from '../app/services';
// Pages are fetched when they are gone to; in tests they are there, so that nothing depends on how fast that is.
import '../experiments/ConfigurationPage';
import '../experiments/ExperimentListPage';
import '../experiments/ExperimentPage';
import '../experiments/OverviewPage';
import '../trials/TrialsPage';
import { type FakeServices, fakeServices } from './fakes';

/** Renders with services in memory, as of a live server. */
export async function renderWith(children: ReactNode, services: FakeServices = fakeServices()): Promise<FakeServices> {
  services.server.set(await services.api.server());
  await act(async () => {
    render(<ServicesContext value={services}>{children}</ServicesContext>);
    await Promise.resolve();
  });
  return services;
}

/** Does something and waits until the page has taken it in: requests, the next frame, the render. */
export async function settle(action: () => void = () => undefined): Promise<void> {
  await act(async () => {
    action();
    await new Promise((resolve) => setTimeout(resolve, 160));
  });
}
