import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Experiment, Trial } from '../api/types';
import { navigate } from '../app/router';
import { type FakeServices, fakeServices, problem } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { change, experiment, trial } from '../test/samples';
import { ExperimentPage } from './ExperimentPage';

const COUNTS = { total: 3, waiting: 0, running: 1, succeeded: 1, failed: 1, canceled: 0, earlyStopped: 0 };
const TRIALS = [
  trial(0, { value: 0.5, configuration: { lr: 0.1 } }),
  trial(1, { state: 'FAILED', value: null, latest: null, reason: 'exit code 1', exitCode: 1, configuration: { lr: 0.2 } }),
  trial(2, { state: 'RUNNING', value: null, latest: 0.7, endedAt: null, exitCode: null, reportCount: 2, configuration: { lr: 0.3, depth: 4 } }),
];

async function page(given: Partial<Experiment> = {}, trials: Trial[] = TRIALS, services: FakeServices = fakeServices()) {
  services.api.all = [experiment({ counts: COUNTS, best: { number: 0, value: 0.5, configuration: { lr: 0.1 } }, ...given })];
  services.api.trialsOf = trials;
  await renderWith(<ExperimentPage id="q3kx9abd" tab="overview" />, services);
  await settle(() => services.streams.latest.hello(1));
  return services;
}

describe('ExperimentPage', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd'));

  it('should show key figures, the best trial and the search', async () => {
    await page();
    expect(screen.getByTestId('finished').textContent).toBe('2');
    expect(screen.getAllByTestId('best-trial').map((row) => row.dataset.trial)).toEqual(['0']);
    expect(screen.getByTestId('optimization-chart').dataset.points).toBe('1');
  });

  it('should follow the event stream without asking again', async () => {
    const services = await page();
    const asked = services.api.calls.length;
    await settle(() => {
      services.streams.latest.send(change(2, { trial: { ...(TRIALS[2] as Trial), state: 'SUCCEEDED', value: 0.8 } }));
      services.streams.latest.send(change(3, { trial: trial(3, { state: 'WAITING', value: null }) }));
      services.streams.latest.send(
        change(4, { experiment: experiment({ state: 'DONE', counts: { ...COUNTS, running: 0, succeeded: 2 }, reason: 'reached its limit' }) }),
      );
    });
    expect(screen.getByTestId('optimization-chart').dataset.points).toBe('2');
    expect(screen.getByTestId('finished').textContent).toBe('3');
    expect(screen.getByTestId('experiment-state').dataset.state).toBe('DONE');
    expect(screen.getByText('reached its limit')).toBeDefined();
    // What it is doing is no part of the stream.
    expect(services.api.calls.slice(asked).filter((call) => !call.startsWith('activity'))).toEqual([]);
  });

  it('should stop the experiment after asking', async () => {
    const services = await page();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(services.api.calls).not.toContain('stop q3kx9abd');
    await user.click(screen.getByRole('button', { name: 'Stop experiment' }));
    expect(services.api.calls).toContain('stop q3kx9abd');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('should say in the dialog when stopping was refused', async () => {
    const services = await page();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    services.api.failure = problem(409, 'it is stopped already');
    await user.click(screen.getByRole('button', { name: 'Stop experiment' }));
    expect(within(screen.getByRole('dialog')).getByRole('alert').textContent).toBe('it is stopped already');
  });

  it('should resume with a new limit', async () => {
    const services = await page({ state: 'STOPPED' });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    const limit = screen.getByRole('spinbutton');
    await user.clear(limit);
    await user.type(limit, '40');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Resume' }));
    expect(services.api.calls).toContain('resume q3kx9abd 40');
  });

  it('should resume as it was when the limit is not touched', async () => {
    const services = await page({ state: 'STOPPED' });
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Resume' }));
    expect(services.api.calls).toContain('resume q3kx9abd as it was');
  });

  it('should offer no change in view mode', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    await page({}, TRIALS, services);
    expect(screen.getByTestId('connection').dataset.status).toBe('view');
    for (const name of ['Stop', 'Resume']) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('should say how to go on when the server has ended with its experiment', async () => {
    const services = await page({ state: 'DONE', counts: { ...COUNTS, running: 0 } });
    expect(screen.queryByTestId('server-ended')).toBeNull();
    vi.useFakeTimers();
    try {
      act(() => services.streams.latest.lost());
      expect(screen.queryByTestId('server-ended')).toBeNull();
      act(() => void vi.advanceTimersByTime(2000));
      expect(screen.getByTestId('server-ended').textContent).toContain('trialog view q3kx9abd --data /data');
      expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Resume' }).disabled).toBe(true);
      act(() => services.streams.latest.reopened());
      expect(screen.queryByTestId('server-ended')).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('should say why an experiment is on hold, and offer to go on', async () => {
    await page({ state: 'PAUSED', reason: 'the tuner failed' });
    expect(within(screen.getByRole('alert')).getByText('the tuner failed')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Resume' })).toBeDefined();
  });

  it('should show the reason of an error with its cause', async () => {
    await page({ state: 'ERROR', reason: 'the tuner failed\n  at Tuner.java:1' });
    const banner = screen.getByRole('alert');
    expect(within(banner).getByText('the tuner failed')).toBeDefined();
    expect(banner.textContent).toContain('at Tuner.java:1');
  });

  it('should say when there is no such experiment, also when the stream is refused for it', async () => {
    const services = fakeServices();
    await renderWith(<ExperimentPage id="nope" tab="overview" />, services);
    await settle(() => services.streams.latest.refused());
    expect(screen.getByText('There is no experiment nope')).toBeDefined();
    expect(screen.queryByTestId('connection')).toBeNull();
  });
});
