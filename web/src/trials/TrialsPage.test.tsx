import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../api/client';
import { navigate } from '../app/router';
import { fakeServices } from '../test/fakes';
import { settle } from '../test/render';
import { change, trial } from '../test/samples';
import { COUNTS, PATH, RUNNING, TRIALS, cellOf, countOfTrials, rowOf, rowOrder, trialsPage } from '../test/trials-page';

describe('the table of trials', () => {
  beforeEach(() => navigate(PATH));

  it('should show all trials, the newest first', async () => {
    await trialsPage();
    expect(rowOrder()).toEqual([2, 1, 0]);
    expect(cellOf(0, 'value')).toBe('0.50000');
    expect(cellOf(2, 'latest')).toBe('0.70000');
    expect(cellOf(0, 'parameter:lr')).toBe('0.1');
    expect(cellOf(0, 'parameter:depth')).toBe('–');
    expect(cellOf(2, 'parameter:depth')).toBe('4');
    expect(countOfTrials()).toBe('3');
  });

  it('should fetch what is in sight only', async () => {
    const services = await trialsPage({}, Array.from({ length: 2500 }, (_, number) => trial(number)));
    expect(services.api.calls.filter((call) => call.startsWith('trials'))).toHaveLength(1);
    expect(rowOrder().length).toBeLessThan(60);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('2501');
  });

  it('should follow the event stream without asking again', async () => {
    const services = await trialsPage();
    const asked = services.api.calls.length;
    await settle(() => {
      services.streams.latest.send(change(2, { trial: { ...RUNNING, state: 'SUCCEEDED', value: 0.8 } }));
      services.streams.latest.send(change(3, { trial: trial(3, { state: 'WAITING', value: null }) }));
    });
    expect(rowOrder()).toEqual([3, 2, 1, 0]);
    expect(cellOf(2, 'value')).toBe('0.80000');
    expect(services.api.calls.slice(asked).filter((call) => !call.startsWith('metrics'))).toEqual([]);
  });

  it('should let new trials in at the top, but not push away opened details', async () => {
    const services = await trialsPage();
    const scroller = screen.getByRole('region', { name: 'Trials, scrollable' });
    await settle(() => services.streams.latest.send(change(2, { trial: trial(3) })));
    expect(scroller.scrollTop).toBe(0);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Details of trial 2' }));
    await settle(() => services.streams.latest.send(change(3, { trial: trial(4) })));
    expect(scroller.scrollTop).toBe(34);
    await settle(() => services.streams.latest.send(change(4, { trial: trial(5) })));
    expect(scroller.scrollTop).toBe(68);
  });

  it('should order by a column, and the other way when asked again', async () => {
    await trialsPage();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'lr' }));
    await settle();
    expect(rowOrder()).toEqual([0, 1, 2]);
    await user.click(screen.getByRole('button', { name: 'lr' }));
    await settle();
    expect(rowOrder()).toEqual([2, 1, 0]);
    expect(window.location.search).toBe('?sort=-parameter:lr');
  });

  it('should begin with the best when ordered by value', async () => {
    await trialsPage();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Value' }));
    expect(window.location.search).toBe('?sort=-value');
  });

  it('should show only the chosen states, and keep them in the address', async () => {
    await trialsPage();
    await userEvent.setup().click(screen.getByRole('button', { name: /^Failed/ }));
    await settle();
    expect(rowOrder()).toEqual([1]);
    expect(countOfTrials()).toBe('1 of 3');
    expect(window.location.search).toBe('?state=FAILED');
  });

  it('should search while one types, and keep the words in the address', async () => {
    const services = await trialsPage();
    await userEvent.setup().type(screen.getByRole('searchbox'), 'code 1');
    await settle();
    await settle();
    expect(window.location.search).toBe('?q=code+1');
    expect(services.api.calls.at(-1)).toContain('"search":"code 1"');
    expect(rowOrder()).toEqual([1]);
  });

  it('should filter by conditions made from their parts, and take them away again', async () => {
    const services = await trialsPage();
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
    await trialsPage({}, TRIALS, services);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Filter by a condition' }));
    await user.type(screen.getByLabelText('As text'), 'lrr<1');
    await user.keyboard('{Enter}');
    await settle();
    expect(screen.getByRole('alert').textContent).toBe('lrr (expected: one of lr, depth)');
    expect(rowOrder()).toEqual([2, 1, 0]);
  });

  it('should show the past', async () => {
    navigate(`${PATH}?at=2026-03-01T10:00:05.000Z`);
    const services = await trialsPage();
    expect(services.api.calls.filter((call) => call.startsWith('trials')).at(-1)).toContain(`"at":${Date.parse('2026-03-01T10:00:05Z')}`);
  });

  it('should say what failed trials suffered from, and of which nothing is heard', async () => {
    await trialsPage({}, [
      trial(0, { state: 'FAILED', value: null, failure: 'OUT_OF_MEMORY', reason: 'out of memory: MemoryError' }),
      trial(1, { state: 'SYS_CANCELED', value: null, failure: 'TIMED_OUT' }),
      trial(2, { state: 'UNKNOWN', value: null, endedAt: null, reason: 'no sign of life for 60 s (trialLease)' }),
      trial(3, { failure: 'NOT_FINITE', reason: 'final metric is NaN; counted as the worst value so far' }),
    ]);
    expect([0, 1, 2, 3].map((number) => cellOf(number, 'state'))).toEqual(['Out of memory', 'Timed out', 'No sign of life', 'Succeeded']);
    expect(cellOf(2, 'reason')).toBe('no sign of life for 60 s (trialLease)');
  });

  it('should call a trial left running when nothing can be done with it', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    await trialsPage({ state: 'VIEWED' }, TRIALS, services);
    expect(cellOf(2, 'state')).toBe('Left running');
  });

  it('should have columns for attempts and reasons only when there is something to say', async () => {
    await trialsPage({ counts: { ...COUNTS, failed: 0 } }, [trial(0), trial(1)]);
    expect(cellOf(0, 'attempt')).toBeUndefined();
    expect(cellOf(0, 'reason')).toBeUndefined();
  });

  it('should show why a trial failed and what was run again', async () => {
    await trialsPage({}, [trial(0, { attempt: 2 }), trial(1, { state: 'FAILED', value: null, reason: 'exit code 1: ValueError' })]);
    expect(cellOf(0, 'attempt')).toBe('2');
    expect(cellOf(1, 'reason')).toBe('exit code 1: ValueError');
  });

  it('should go from row to row by keys, open and mark', async () => {
    await trialsPage();
    const user = userEvent.setup();
    rowOf(2).focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(rowOf(1));
    await user.keyboard(' ');
    expect(window.location.search).toBe('?marked=1');
    expect(rowOf(1).getAttribute('aria-selected')).toBe('true');
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(rowOf(0));
    await user.keyboard('{Enter}');
    expect(window.location.search).toBe('?marked=1&trial=0');
    await user.keyboard('{Escape}');
    expect(window.location.search).toBe('?marked=1');
  });

  it('should say what its keys are', async () => {
    await trialsPage();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Keys of the table' }));
    expect(screen.getByRole('dialog', { name: 'Keys of the table' }).textContent).toContain('Enteropens and closes the details');
  });

  it('should mark one, a range, and all that are shown', async () => {
    await trialsPage({}, Array.from({ length: 6 }, (_, number) => trial(number)));
    const user = userEvent.setup();
    await user.click(screen.getByRole('checkbox', { name: 'Mark trial 4' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Mark trial 1' }));
    await user.keyboard('{/Shift}');
    expect(window.location.search).toBe('?marked=1,2,3,4');
    await user.click(screen.getByRole('checkbox', { name: 'Mark trial 2' }));
    expect(window.location.search).toBe('?marked=1,3,4');
    await user.click(screen.getByRole('checkbox', { name: 'Mark all that are shown' }));
    await settle();
    expect(window.location.search).toBe('?marked=0,1,2,3,4,5');
    await user.click(screen.getByRole('checkbox', { name: 'Mark all that are shown' }));
    expect(window.location.search).toBe('');
  });

  it('should name everything for those who do not see it', async () => {
    await trialsPage();
    expect(screen.getByRole('grid', { name: 'Trials' })).toBeDefined();
    expect(within(rowOf(2)).getByRole('button', { name: 'Details of trial 2' })).toBeDefined();
    expect(screen.getByRole('columnheader', { name: /^Value/ }).getAttribute('aria-sort')).toBe('none');
  });
});
