import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Experiment, Trial } from '../api/types';
import { navigate } from '../app/router';
import { type FakeServices, fakeServices, problem } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { change, experiment, metric, trial } from '../test/samples';
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
  await renderWith(<ExperimentPage id="q3kx9abd" />, services);
  await settle(() => services.streams.latest.hello(1));
  return services;
}

const row = (number: number) => {
  const found = document.querySelector<HTMLElement>(`tr[data-trial="${number}"]`);
  if (found === null) throw new Error(`trial ${number} is not in the table`);
  return found;
};
const order = () => [...document.querySelectorAll<HTMLElement>('tr[data-trial]')].map((each) => Number(each.dataset.trial));
const cell = (number: number, column: string) => row(number).querySelector(`[data-column="${column}"]`)?.textContent?.trim();

describe('ExperimentPage', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd'));

  it('should show key figures, the best trial and all trials', async () => {
    await page();
    expect(screen.getByTestId('finished').textContent).toBe('2');
    expect(screen.getByRole('heading', { name: 'Best configuration' })).toBeDefined();
    expect(order()).toEqual([2, 1, 0]);
    expect(cell(0, 'value')).toBe('0.50000');
    expect(cell(2, 'latest')).toBe('0.70000');
    expect(cell(0, 'parameter:lr')).toBe('0.1');
    expect(cell(0, 'parameter:depth')).toBe('–');
    expect(cell(2, 'parameter:depth')).toBe('4');
    expect(screen.getByTestId('optimization-chart').dataset.points).toBe('1');
  });

  it('should fetch all pages', async () => {
    const services = await page({}, Array.from({ length: 2500 }, (_, number) => trial(number)));
    await settle();
    expect(services.api.calls.filter((call) => call.startsWith('trials'))).toEqual(['trials 0', 'trials 1000', 'trials 2000']);
    expect(screen.getByTestId('optimization-chart').dataset.points).toBe('2500');
    expect(order().length).toBeLessThan(60);
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
    expect(order()).toEqual([3, 2, 1, 0]);
    expect(cell(2, 'value')).toBe('0.80000');
    expect(screen.getByTestId('finished').textContent).toBe('3');
    expect(screen.getByTestId('experiment-state').dataset.state).toBe('DONE');
    expect(screen.getByText('reached its limit')).toBeDefined();
    expect(services.api.calls.slice(asked).filter((call) => !call.startsWith('metrics'))).toEqual([]);
  });

  it('should order by a column, and the other way when asked again', async () => {
    await page();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'lr' }));
    expect(order()).toEqual([0, 1, 2]);
    await user.click(screen.getByRole('button', { name: 'lr' }));
    expect(order()).toEqual([2, 1, 0]);
    expect(window.location.search).toBe('?sort=-parameter:lr');
  });

  it('should show only the chosen states, and keep them in the address', async () => {
    await page();
    await userEvent.setup().click(screen.getByRole('button', { name: /^Failed/ }));
    expect(order()).toEqual([1]);
    expect(window.location.search).toBe('?state=FAILED');
  });

  it('should show the trial of the address with its configuration, reason and curve, and extend the curve', async () => {
    navigate('/experiments/q3kx9abd?trial=2');
    const services = fakeServices();
    services.api.metricsOf.set(2, [metric(0, 0.6), metric(1, 0.7)]);
    await page({}, TRIALS, services);
    await settle();
    const details = screen.getByTestId('trial-details');
    expect(details.textContent).toContain('"depth": 4');
    expect(details.textContent).toContain('/data/q3kx9abd/2/1');
    expect(screen.getByTestId('trial-curve').dataset.points).toBe('2');
    await settle(() => {
      services.streams.latest.send(change(2, { trial: TRIALS[2] as Trial, metric: metric(1, 0.7) }));
      services.streams.latest.send(change(3, { trial: TRIALS[2] as Trial, metric: metric(2, 0.75) }));
    });
    expect(screen.getByTestId('trial-curve').dataset.points).toBe('3');
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

  it('should stop a running trial after asking, and offer no such thing for an ended one', async () => {
    const services = await page();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Details of trial 1' }));
    expect(screen.queryByRole('button', { name: 'Stop trial' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Details of trial 2' }));
    await user.click(screen.getByRole('button', { name: 'Stop trial' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Stop trial' }));
    expect(services.api.calls).toContain('stop trial 2');
  });

  it('should try a failed trial again after asking, and offer no such thing for one that succeeded or runs', async () => {
    const services = await page();
    const user = userEvent.setup();
    for (const number of [0, 2]) {
      await user.click(screen.getByRole('button', { name: `Details of trial ${number}` }));
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    }
    await user.click(screen.getByRole('button', { name: 'Details of trial 1' }));
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(services.api.calls).not.toContain('retry 1');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Try again' }));
    expect(services.api.calls).toContain('retry 1');
  });

  it('should say what failed trials suffered from, and of which nothing is heard', async () => {
    await page({}, [
      trial(0, { state: 'FAILED', value: null, failure: 'OUT_OF_MEMORY', reason: 'out of memory: MemoryError' }),
      trial(1, { state: 'SYS_CANCELED', value: null, failure: 'TIMED_OUT' }),
      trial(2, { state: 'UNKNOWN', value: null, endedAt: null, reason: 'no sign of life for 60 s (trialLease)' }),
      trial(3, { failure: 'NOT_FINITE', reason: 'final metric is NaN; counted as the worst value so far' }),
    ]);
    expect([0, 1, 2, 3].map((number) => cell(number, 'state'))).toEqual(['Out of memory', 'Timed out', 'No sign of life', 'Succeeded']);
    expect(cell(2, 'reason')).toBe('no sign of life for 60 s (trialLease)');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Details of trial 0' }));
    expect(screen.getByTestId('trial-details').textContent).toContain('Out of memory: Memory ran out');
  });

  it('should show what the tuner said of a trial, and nothing where it said nothing', async () => {
    await page({}, [trial(0), trial(1, { note: 'Auto asked GP: mostly numeric', budget: 27, parent: 0, tag: 'rung 3' })]);
    const user = userEvent.setup();
    const facts = async (number: number) => {
      await user.click(screen.getByRole('button', { name: `Details of trial ${number}` }));
      return [...screen.getByTestId('trial-details').querySelectorAll('dt')].map((name) => `${name.textContent}: ${name.nextSibling?.textContent}`);
    };
    expect((await facts(1)).slice(1, 5)).toEqual(['Proposed: Auto asked GP: mostly numeric', 'Budget: 27', 'Continues: trial 0', 'Tag: rung 3']);
    expect((await facts(0)).filter((fact) => /^(Proposed|Budget|Continues|Tag)/.test(fact))).toEqual([]);
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
    await userEvent.setup().click(screen.getByRole('button', { name: 'Details of trial 2' }));
    expect(screen.getByTestId('connection').dataset.status).toBe('view');
    expect(cell(2, 'state')).toBe('Left running');
    for (const name of ['Stop', 'Resume', 'Stop trial']) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('should have columns for attempts and reasons only when there is something to say', async () => {
    await page({}, [trial(0), trial(1)]);
    expect(cell(0, 'attempt')).toBeUndefined();
    expect(cell(0, 'reason')).toBeUndefined();
  });

  it('should show why a trial failed and what was run again', async () => {
    await page({}, [trial(0, { attempt: 2 }), trial(1, { state: 'FAILED', value: null, reason: 'exit code 1: ValueError' })]);
    expect(cell(0, 'attempt')).toBe('2');
    expect(cell(1, 'reason')).toBe('exit code 1: ValueError');
  });

  it('should begin the details of a failed trial with the reason', async () => {
    await page();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Details of trial 1' }));
    expect(screen.getByTestId('trial-details').textContent).toMatch(/^exit code 1Intermediate values/);
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
    await renderWith(<ExperimentPage id="nope" />, services);
    await settle(() => services.streams.latest.refused());
    expect(screen.getByText('There is no experiment nope')).toBeDefined();
    expect(screen.queryByTestId('connection')).toBeNull();
  });
});
