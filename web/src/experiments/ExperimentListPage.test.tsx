import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { navigate } from '../app/router';
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

const names = () => screen.getAllByTestId('experiment').map((row) => within(row).getByRole('link').textContent);
const action = async (name: string) => {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Actions for digits' }));
  await user.click(await screen.findByRole('menuitem', { name }));
  return user;
};

describe('ExperimentListPage', () => {
  beforeEach(() => navigate('/'));

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
    expect(within(screen.getByRole('table')).getByText('Done')).toBeDefined();
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

  it('should search, filter and sort, and keep it in the address', async () => {
    await page(
      experiment({ id: 'a', name: 'digits 2', state: 'DONE' }),
      experiment({ id: 'b', name: 'digits 10' }),
      experiment({ id: 'c', name: 'other' }),
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Experiment' }));
    expect(names()).toEqual(['digits 2', 'digits 10', 'other']);
    expect(screen.getByRole('columnheader', { name: 'Experiment' }).getAttribute('aria-sort')).toBe('ascending');
    await user.click(screen.getByRole('button', { name: 'Experiment' }));
    expect(names()).toEqual(['other', 'digits 10', 'digits 2']);
    await user.keyboard('/');
    await user.keyboard('digits');
    expect(names()).toEqual(['digits 10', 'digits 2']);
    await user.click(screen.getByRole('button', { name: 'Done 1' }));
    expect(names()).toEqual(['digits 2']);
    expect(window.location.search).toBe('?sort=-name&q=digits&state=done');
  });

  it('should show what the address asks for', async () => {
    navigate('/?q=gp&state=stopped');
    await page(experiment({ id: 'a', name: 'one', tuner: 'GP', state: 'STOPPED' }), experiment({ id: 'b', name: 'two', tuner: 'GP' }), experiment({ id: 'c', name: 'three', state: 'STOPPED' }));
    expect(names()).toEqual(['one']);
  });

  it('should say when nothing matches, and show all again', async () => {
    navigate('/?q=nothing');
    await page(experiment());
    expect(screen.queryByTestId('experiment')).toBeNull();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Show all' }));
    expect(names()).toEqual(['digits']);
    expect(window.location.search).toBe('');
  });

  it('should render only the rows in sight of a thousand', async () => {
    await page(...Array.from({ length: 1000 }, (_, index) => experiment({ id: `e${index}`, name: `run ${index}` })));
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
    expect(screen.getAllByTestId('experiment').length).toBeLessThan(40);
  });

  it('should move between rows with the keyboard', async () => {
    await page(experiment({ id: 'a', name: 'first' }), experiment({ id: 'b', name: 'second' }), experiment({ id: 'c', name: 'third' }));
    const user = userEvent.setup();
    await user.keyboard('/{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('first');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('second');
    await user.keyboard('{End}');
    expect(document.activeElement?.textContent).toBe('third');
    await user.keyboard('{ArrowDown}{ArrowUp}{Enter}');
    expect(window.location.pathname).toBe('/experiments/b');
  });

  it('should stop an experiment', async () => {
    const services = await page(experiment());
    const user = await action('Stop…');
    await user.click(screen.getByRole('button', { name: 'Stop experiment' }));
    expect(services.api.calls).toContain('stop q3kx9abd');
  });

  it('should resume an experiment that has made all its trials with a higher limit', async () => {
    const counts = { total: 24, waiting: 0, running: 0, succeeded: 24, failed: 0, canceled: 0, earlyStopped: 0 };
    const services = await page(experiment({ state: 'DONE', counts }));
    const user = await action('Resume…');
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(services.api.calls).toContain('resume q3kx9abd 48');
  });

  it('should say what deleting removes, delete, and forget the experiment', async () => {
    const counts = { total: 24, waiting: 0, running: 0, succeeded: 24, failed: 0, canceled: 0, earlyStopped: 0 };
    const services = await page(experiment({ state: 'DONE', counts }));
    const user = await action('Delete…');
    expect(screen.getByRole('dialog').textContent).toContain('the experiment q3kx9abd with its 24 trials');
    expect(screen.getByRole('dialog').textContent).toContain('in /data');
    expect(services.api.calls).not.toContain('delete q3kx9abd');
    await user.click(screen.getByRole('button', { name: 'Delete for ever' }));
    expect(services.api.calls).toContain('delete q3kx9abd');
    await settle(() => services.streams.latest.send(change(2, { type: 'experiment.deleted' })));
    expect(screen.getByText('No experiments yet')).toBeDefined();
  });

  it('should not delete what runs', async () => {
    await page(experiment());
    await userEvent.setup().click(screen.getByRole('button', { name: 'Actions for digits' }));
    const item = await screen.findByRole('menuitem', { name: /Delete/ });
    expect(item.getAttribute('aria-disabled')).toBe('true');
    expect(item.textContent).toContain('stop it first');
  });

  it('should show what other servers of this machine have', async () => {
    const services = fakeServices();
    const counts = { total: 24, waiting: 0, running: 0, succeeded: 24, failed: 0, canceled: 0, earlyStopped: 0 };
    services.api.all = [experiment()];
    services.api.elsewhere = [
      { experiment: experiment({ id: 'alive', name: 'lenet' }), dataDirectory: '/home/alive', server: 'http://10.0.0.7:8081' },
      { experiment: experiment({ id: 'over', name: null, state: 'DONE', counts, best: { number: 3, value: 0.9725, configuration: {} } }), dataDirectory: '/home/over', server: null },
    ];
    await renderWith(<ExperimentListPage />, services);
    await settle(() => services.streams.latest.hello(1));
    const section = screen.getByRole('region', { name: 'Elsewhere on this machine' });
    const [alive, over] = within(section).getAllByRole('listitem');
    const link = within(alive as HTMLElement).getByRole('link', { name: 'lenet (opens in a new tab)' });
    expect(link.getAttribute('href')).toBe('http://10.0.0.7:8081/experiments/alive');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(alive?.textContent).toContain('10.0.0.7:8081');
    expect(within(over as HTMLElement).queryByRole('link')).toBeNull();
    for (const text of ['over', 'Done', '24 / 24', '0.97250']) expect(over?.textContent).toContain(text);
    const user = userEvent.setup();
    vi.stubGlobal('isSecureContext', true);
    await user.click(within(over as HTMLElement).getByRole('button', { name: 'Copy trialog view over' }));
    expect(await navigator.clipboard.readText()).toBe('trialog view over');
    expect(within(over as HTMLElement).getByRole('button', { name: 'Copy trialog resume over --max-trials 48' })).toBeDefined();
  });

  it('should search and filter what is elsewhere, too', async () => {
    navigate('/?q=digits');
    const services = fakeServices();
    services.api.all = [experiment()];
    services.api.elsewhere = [
      { experiment: experiment({ id: 'a', name: 'digits too', state: 'DONE' }), dataDirectory: '/home/a', server: null },
      { experiment: experiment({ id: 'b', name: 'other', state: 'DONE' }), dataDirectory: '/home/b', server: null },
    ];
    await renderWith(<ExperimentListPage />, services);
    await settle(() => services.streams.latest.hello(1));
    const elsewhere = () => screen.queryAllByTestId('elsewhere').map((row) => row.textContent?.slice(0, 6));
    expect(elsewhere()).toEqual(['digits']);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Done 1' }));
    expect(elsewhere()).toEqual(['digits']);
    expect(screen.getByText('No experiment of this server matches.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(elsewhere()).toEqual(['digits', 'otherb']);
    expect(names()).toEqual(['digits']);
  });

  it('should show what is elsewhere when it has nothing itself', async () => {
    const services = fakeServices();
    services.api.elsewhere = [{ experiment: experiment(), dataDirectory: '/home/a', server: null }];
    await renderWith(<ExperimentListPage />, services);
    await settle(() => services.streams.latest.hello(1));
    expect(screen.getByText('No experiments yet')).toBeDefined();
    expect(screen.getAllByTestId('elsewhere')).toHaveLength(1);
  });

  it('should say nothing of elsewhere when there is nothing', async () => {
    await page(experiment());
    expect(screen.queryByText('Elsewhere on this machine')).toBeNull();
  });

  it('should offer nothing but to open on a server that only shows', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    services.api.all = [experiment({ state: 'STOPPED' })];
    await renderWith(<ExperimentListPage />, services);
    await settle(() => services.streams.latest.hello(1));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Actions for digits' }));
    expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual(['Open']);
  });
});
