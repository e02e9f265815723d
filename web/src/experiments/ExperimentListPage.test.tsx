import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderWith, settle } from '../test/render';
import { fakeServices, problem } from '../test/fakes';
import { change, experiment } from '../test/samples';
import { ExperimentListPage } from './ExperimentListPage';

async function page(...all: ReturnType<typeof experiment>[]) {
  const services = fakeServices();
  services.api.all = all;
  await renderWith(<ExperimentListPage />, services);
  await settle(() => services.streams.latest.hello(1));
  return services;
}

describe('ExperimentListPage', () => {
  it('should show how every experiment stands', async () => {
    const counts = { total: 12, waiting: 0, running: 2, succeeded: 8, failed: 1, canceled: 0, earlyStopped: 1 };
    await page(experiment({ counts, best: { number: 3, value: 0.9725, configuration: {} } }));
    const row = screen.getByTestId('experiment');
    expect(within(row).getByRole('link', { name: 'digits' }).getAttribute('href')).toBe('/experiments/q3kx9abd');
    for (const text of ['Running', '10', ' / 24', '0.97250', 'TPE']) expect(row.textContent).toContain(text);
    expect(within(row).getByRole('img').getAttribute('aria-label')).toBe('Trials: 8 succeeded, 1 stopped early, 1 failed, 2 running');
  });

  it('should call an experiment without a name by its id', async () => {
    await page(experiment({ name: null }));
    expect(screen.getByRole('link', { name: 'q3kx9abd' })).toBeDefined();
  });

  it('should say why an experiment is on hold', async () => {
    await page(
      experiment({ id: 'a', state: 'PAUSED', reason: 'the tuner failed\n  at Tuner.java:1' }),
      experiment({ id: 'b', state: 'STOPPED', reason: 'stopped on request' }),
    );
    expect(screen.getByText('the tuner failed')).toBeDefined();
    expect(screen.queryByText('stopped on request')).toBeNull();
  });

  it('should follow the event stream', async () => {
    const services = await page(experiment());
    await settle(() => {
      services.streams.latest.send(change(2, { experiment: experiment({ state: 'DONE' }) }));
      services.streams.latest.send(change(3, { experiment: experiment({ id: 'other', name: 'second' }) }));
    });
    expect(screen.getAllByTestId('experiment')).toHaveLength(2);
    expect(screen.getByText('Done')).toBeDefined();
    expect(services.api.calls.filter((call) => call === 'experiments')).toHaveLength(1);
  });

  it('should say how to start when there is nothing', async () => {
    await page();
    expect(screen.getByText('No experiments yet')).toBeDefined();
    expect(screen.getByText('trialog run experiment.yaml')).toBeDefined();
  });

  it('should show when the server is away and when it is back', async () => {
    const services = await page(experiment());
    expect(screen.getByTestId('connection').dataset.status).toBe('live');
    await settle(() => services.streams.latest.lost());
    expect(screen.getByTestId('connection').dataset.status).toBe('reconnecting');
    await settle(() => services.streams.latest.reopened());
    expect(screen.getByTestId('connection').dataset.status).toBe('live');
  });

  it('should say why it has nothing to show', async () => {
    const services = fakeServices();
    await renderWith(<ExperimentListPage />, services);
    services.api.failure = problem(500, 'the disk is full');
    await settle(() => services.streams.latest.hello(1));
    expect(screen.getByText('the disk is full')).toBeDefined();
  });
});
