import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../api/client';
import type { Experiment, Trial } from '../api/types';
import { navigate } from '../app/router';
import { ExperimentPage } from '../experiments/ExperimentPage';
import { type FakeServices, fakeServices } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { change, experiment, trial } from '../test/samples';

const COUNTS = { total: 3, waiting: 0, running: 1, succeeded: 1, failed: 1, canceled: 0, earlyStopped: 0 };
const TRIALS = [
  trial(0, { value: 0.5, configuration: { lr: 0.1 } }),
  trial(1, { state: 'FAILED', value: null, latest: null, reason: 'exit code 1', exitCode: 1, configuration: { lr: 0.2 } }),
  trial(2, { state: 'RUNNING', value: null, latest: 0.7, endedAt: null, exitCode: null, reportCount: 2, configuration: { lr: 0.3, depth: 4 } }),
];
const PATH = '/experiments/q3kx9abd/trials';

async function page(given: Partial<Experiment> = {}, trials: Trial[] = TRIALS, services: FakeServices = fakeServices()) {
  services.api.all = [experiment({ counts: COUNTS, best: { number: 0, value: 0.5, configuration: { lr: 0.1 } }, ...given })];
  services.api.trialsOf = trials;
  await renderWith(<ExperimentPage id="q3kx9abd" tab="trials" />, services);
  await settle(() => services.streams.latest.hello(1));
  await settle();
  return services;
}

const row = (number: number) => {
  const found = document.querySelector<HTMLElement>(`tr[data-trial="${number}"]`);
  if (found === null) throw new Error(`trial ${number} is not in the table`);
  return found;
};
const order = () => [...document.querySelectorAll<HTMLElement>('tr[data-trial]')].map((each) => Number(each.dataset.trial));
const cell = (number: number, column: string) => row(number).querySelector(`[data-column="${column}"]`)?.textContent?.trim();
const count = () => screen.getByTestId('trial-count').textContent;

describe('the table of trials', () => {
  beforeEach(() => navigate(PATH));

  it('should show all trials, the newest first', async () => {
    await page();
    expect(order()).toEqual([2, 1, 0]);
    expect(cell(0, 'value')).toBe('0.50000');
    expect(cell(2, 'latest')).toBe('0.70000');
    expect(cell(0, 'parameter:lr')).toBe('0.1');
    expect(cell(0, 'parameter:depth')).toBe('–');
    expect(cell(2, 'parameter:depth')).toBe('4');
    expect(count()).toBe('3');
  });

  it('should fetch what is in sight only', async () => {
    const services = await page({}, Array.from({ length: 2500 }, (_, number) => trial(number)));
    expect(services.api.calls.filter((call) => call.startsWith('trials'))).toHaveLength(1);
    expect(order().length).toBeLessThan(60);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('2501');
  });

  it('should follow the event stream without asking again', async () => {
    const services = await page();
    const asked = services.api.calls.length;
    await settle(() => {
      services.streams.latest.send(change(2, { trial: { ...(TRIALS[2] as Trial), state: 'SUCCEEDED', value: 0.8 } }));
      services.streams.latest.send(change(3, { trial: trial(3, { state: 'WAITING', value: null }) }));
    });
    expect(order()).toEqual([3, 2, 1, 0]);
    expect(cell(2, 'value')).toBe('0.80000');
    expect(services.api.calls.slice(asked).filter((call) => !call.startsWith('metrics'))).toEqual([]);
  });

  it('should order by a column, and the other way when asked again', async () => {
    await page();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'lr' }));
    await settle();
    expect(order()).toEqual([0, 1, 2]);
    await user.click(screen.getByRole('button', { name: 'lr' }));
    await settle();
    expect(order()).toEqual([2, 1, 0]);
    expect(window.location.search).toBe('?sort=-parameter:lr');
  });

  it('should begin with the best when ordered by value', async () => {
    await page();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Value' }));
    expect(window.location.search).toBe('?sort=-value');
  });

  it('should show only the chosen states, and keep them in the address', async () => {
    await page();
    await userEvent.setup().click(screen.getByRole('button', { name: /^Failed/ }));
    await settle();
    expect(order()).toEqual([1]);
    expect(count()).toBe('1 of 3');
    expect(window.location.search).toBe('?state=FAILED');
  });

  it('should search while one types, and keep the words in the address', async () => {
    const services = await page();
    await userEvent.setup().type(screen.getByRole('searchbox'), 'code 1');
    await settle();
    await settle();
    expect(window.location.search).toBe('?q=code+1');
    expect(services.api.calls.at(-1)).toContain('"search":"code 1"');
    expect(order()).toEqual([1]);
  });

  it('should filter by conditions made from their parts, and take them away again', async () => {
    const services = await page();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Filter by a condition' }));
    await user.type(screen.getByLabelText('Name'), 'lr');
    await user.selectOptions(screen.getByLabelText('Comparison'), '<=');
    await user.type(screen.getByLabelText('Value'), '0.2');
    expect(screen.getByLabelText<HTMLInputElement>('As text').value).toBe('lr<=0.2');
    await user.click(screen.getByRole('button', { name: 'Add' }));
    await settle();
    expect(new URLSearchParams(window.location.search).getAll('where')).toEqual(['lr<=0.2']);
    expect(services.api.calls.at(-1)).toContain('"where":["lr<=0.2"]');
    await user.click(screen.getByRole('button', { name: 'Remove the condition lr<=0.2' }));
    expect(window.location.search).toBe('');
  });

  it('should say what the server has against a condition as it was written', async () => {
    const services = fakeServices();
    services.api.refusedWhere = new ApiError(400, { code: 'REQUEST_INVALID', message: 'a problem', details: [{ path: 'where', message: 'lrr (expected: one of lr, depth)' }] });
    await page({}, TRIALS, services);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Filter by a condition' }));
    await user.type(screen.getByLabelText('As text'), 'lrr<1');
    await user.keyboard('{Enter}');
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('lrr (expected: one of lr, depth)');
    expect(order()).toEqual([2, 1, 0]);
  });

  it('should show the past', async () => {
    navigate(`${PATH}?at=2026-03-01T10:00:05.000Z`);
    const services = await page();
    expect(services.api.calls.filter((call) => call.startsWith('trials')).at(-1)).toContain(`"at":${Date.parse('2026-03-01T10:00:05Z')}`);
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
  });

  it('should call a trial left running when nothing can be done with it', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    await page({ state: 'VIEWED' }, TRIALS, services);
    expect(cell(2, 'state')).toBe('Left running');
  });

  it('should have columns for attempts and reasons only when there is something to say', async () => {
    await page({ counts: { ...COUNTS, failed: 0 } }, [trial(0), trial(1)]);
    expect(cell(0, 'attempt')).toBeUndefined();
    expect(cell(0, 'reason')).toBeUndefined();
  });

  it('should show why a trial failed and what was run again', async () => {
    await page({}, [trial(0, { attempt: 2 }), trial(1, { state: 'FAILED', value: null, reason: 'exit code 1: ValueError' })]);
    expect(cell(0, 'attempt')).toBe('2');
    expect(cell(1, 'reason')).toBe('exit code 1: ValueError');
  });

  it('should go from row to row by keys, open and mark', async () => {
    await page();
    const user = userEvent.setup();
    row(2).focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(row(1));
    await user.keyboard(' ');
    expect(window.location.search).toBe('?marked=1');
    expect(row(1).getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(row(0));
    await user.keyboard('{Enter}');
    expect(window.location.search).toBe('?marked=1&trial=0');
    await user.keyboard('{Escape}');
    expect(window.location.search).toBe('?marked=1');
  });

  it('should mark one, a range, and all that are shown', async () => {
    await page({}, Array.from({ length: 6 }, (_, number) => trial(number)));
    const user = userEvent.setup();
    await user.click(screen.getByRole('checkbox', { name: 'Mark trial 4' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Mark trial 1' }));
    await user.keyboard('{/Shift}');
    expect(window.location.search).toBe('?marked=1,2,3,4');
    await user.click(screen.getByRole('checkbox', { name: 'Mark trial 2' }));
    expect(window.location.search).toBe('?marked=1,3,4');
    await user.click(screen.getByRole('checkbox', { name: 'Mark all that are shown' }));
    expect(window.location.search).toBe('?marked=0,1,2,3,4,5');
    await user.click(screen.getByRole('checkbox', { name: 'Mark all that are shown' }));
    expect(window.location.search).toBe('');
  });

  it('should name everything for those who do not see it', async () => {
    await page();
    expect(screen.getByRole('grid', { name: 'Trials' })).toBeDefined();
    expect(within(row(2)).getByRole('button', { name: 'Details of trial 2' })).toBeDefined();
    expect(screen.getByRole('columnheader', { name: /^Value/ }).getAttribute('aria-sort')).toBe('none');
  });
});
