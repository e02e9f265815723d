import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/client';
import type { Experiment, Trial } from '../api/types';
import { navigate } from '../app/router';
import { ExperimentPage } from '../experiments/ExperimentPage';
import { type FakeServices, fakeServices } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { change, experiment, metric, trial } from '../test/samples';

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

describe('the columns of the table', () => {
  const KEY = 'trialog.columns.q3kx9abd';
  const heads = () => screen.getAllByRole('columnheader').map((each) => each.textContent);
  const chooser = async () => {
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Columns of the table' }));
    return user;
  };

  beforeEach(() => {
    navigate(PATH);
    localStorage.clear();
  });

  it('should be shown and hidden, remembered for the experiment, and part of the address', async () => {
    await page();
    const user = await chooser();
    await user.click(screen.getByRole('button', { name: 'Hide all' }));
    await user.click(screen.getByRole('checkbox', { name: 'Worker' }));
    await user.click(screen.getByRole('checkbox', { name: 'lr' }));
    expect(heads()).toEqual(['Trial', 'Worker', 'lr']);
    expect(window.location.search).toBe('?columns=number,worker,parameter:lr');
    expect(localStorage.getItem(KEY)).toBe('number,worker,parameter:lr');
    cleanup();
    navigate(PATH);
    await page();
    expect(heads()).toEqual(['Trial', 'Worker', 'lr']);
    const again = await chooser();
    await again.click(screen.getByRole('button', { name: 'Reset' }));
    expect(heads().slice(0, 4)).toEqual(['Trial', 'State', 'Value', 'Latest']);
    expect(localStorage.getItem(KEY)).toBeNull();
    expect(window.location.search).toBe('');
  });

  it('should be found by name, and all of a kind be shown at once', async () => {
    navigate(`${PATH}?columns=number`);
    await page({}, [trial(0, { configuration: { alpha_one: 1, alpha_two: 2, beta: 3 } })]);
    const user = await chooser();
    await user.type(screen.getByRole('searchbox', { name: 'Search columns' }), 'alpha');
    await user.click(screen.getByRole('button', { name: 'Show all 2' }));
    expect(heads()).toEqual(['Trial', 'alpha_one', 'alpha_two']);
  });

  it('should be moved by arrow keys and by dragging, but for the first', async () => {
    navigate(`${PATH}?columns=number,state,value,latest`);
    await page();
    const user = await chooser();
    screen.getByRole('button', { name: /^Move Latest/ }).focus();
    await user.keyboard('{ArrowUp}');
    expect(heads()).toEqual(['Trial', 'State', 'Latest', 'Value']);
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(heads()).toEqual(['Trial', 'Latest', 'State', 'Value']);
    const item = (name: string) => screen.getByRole('checkbox', { name }).closest('li') as HTMLElement;
    fireEvent.dragStart(item('Value'), { dataTransfer: {} });
    fireEvent.dragOver(item('Latest'));
    fireEvent.dragEnd(item('Value'));
    expect(heads()).toEqual(['Trial', 'Value', 'Latest', 'State']);
  });

  it('should ask for the numbers they show', async () => {
    navigate(`${PATH}?columns=number,metric:loss`);
    const services = fakeServices();
    services.api.metricNamesOf = ['default', 'loss'];
    await page({}, [trial(0, { metrics: { loss: 0.25 } })], services);
    expect(services.api.calls.findLast((call) => call.startsWith('trials'))).toContain('"metrics":["loss"]');
    expect(cell(0, 'metric:loss')).toBe('0.25000');
  });
});

describe('comparing trials', () => {
  const comparison = () => screen.getByTestId('comparison');
  const line = (name: string) => [...(comparison().querySelector(`tr[data-row="${name}"]`)?.querySelectorAll('td') ?? [])].map((each) => each.textContent?.trim());
  const heads = () => within(comparison()).getAllByRole('columnheader').map((each) => each.textContent).filter((text) => text?.startsWith('Trial'));

  /** The dialog is loaded when it is first opened. */
  const opened = async () => {
    await screen.findByTestId('comparison', {}, { timeout: 5000 });
    await settle();
  };

  beforeEach(() => navigate(PATH));

  it('should open for those that are marked, with what they have side by side', async () => {
    const services = await page();
    const user = userEvent.setup();
    expect(screen.queryByRole('button', { name: /^Compare/ })).toBeNull();
    for (const number of [0, 2]) await user.click(screen.getByRole('checkbox', { name: `Mark trial ${number}` }));
    await user.click(screen.getByRole('button', { name: 'Compare 2' }));
    await opened();
    expect(window.location.search).toBe('?marked=0,2&compare=1');
    expect(heads()).toEqual(['Trial 0', 'Trial 2']);
    expect(line('lr')).toEqual(['0.1', '0.3']);
    expect(line('depth')).toEqual(['absent', '4']);
    expect(services.api.calls).toContain('curves 0 2');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(window.location.search).toBe('?marked=0,2');
  });

  it('should open from its address, mark the best, and show differences only when asked to', async () => {
    navigate(`${PATH}?marked=0,1&compare=1`);
    await page({}, [trial(0, { value: 0.5, configuration: { lr: 0, same: 1 } }), trial(1, { value: 0.75, configuration: { lr: 1, same: 1 } })]);
    await opened();
    const best = () => [...comparison().querySelectorAll('td[data-best="true"]')].map((each) => each.textContent?.trim());
    expect(best()).toEqual(['0.75000']);
    expect(line('lr')).toEqual(['0', '1']);
    expect(line('same')).toEqual(['1', '1']);
    const user = userEvent.setup();
    await user.click(screen.getByRole('switch', { name: 'Only differences' }));
    expect(line('same')).toEqual([]);
    expect(line('lr')).toEqual(['0', '1']);
    vi.stubGlobal('isSecureContext', true);
    await user.click(screen.getByRole('button', { name: 'Copy CSV of the table' }));
    expect(await navigator.clipboard.readText()).toBe(',trial 0,trial 1\nValue,0.5,0.75\nlr,0,1');
  });

  it('should leave one out, follow changes, and lead to a trial', async () => {
    navigate(`${PATH}?marked=0,1,2&compare=1`);
    const services = await page();
    await opened();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Leave out trial 1' }));
    expect(heads()).toEqual(['Trial 0', 'Trial 2']);
    const ended = { ...(TRIALS[2] as Trial), state: 'SUCCEEDED' as const, value: 0.8, endedAt: '2026-03-01T10:00:20Z' };
    services.api.trialsOf = TRIALS.with(2, ended);
    await settle(() => services.streams.latest.send(change(2, { trial: ended })));
    expect(line('Value')).toEqual(['0.50000', '0.80000']);
    await user.click(within(comparison()).getByRole('button', { name: 'Trial 2' }));
    expect(window.location.search).toContain('trial=2');
    expect(screen.queryByTestId('comparison')).toBeNull();
  });
});

describe('a new trial', () => {
  const SPACE = {
    lr: { _type: 'loguniform', _value: [0.001, 1] },
    depth: { _type: 'randint', _value: [1, 9] },
    layer: { _type: 'choice', _value: [{ _name: 'conv', filters: { _type: 'randint', _value: [4, 65] } }, { _name: 'dense', width: { _type: 'randint', _value: [16, 257] } }] },
  };
  const CONFIGURATION = { lr: 0.1, depth: 3, layer: { _name: 'conv', filters: 8 } };
  const BEST = { lr: 0.5, depth: 2, layer: { _name: 'dense', width: 100 } };

  beforeEach(() => navigate(PATH));

  async function dialog(button: string, services = fakeServices()) {
    services.api.configurationOf = { searchSpace: SPACE };
    await page({ best: { number: 0, value: 0.5, configuration: BEST } }, [trial(0, { configuration: BEST }), trial(1, { state: 'FAILED', configuration: CONFIGURATION })], services);
    const user = userEvent.setup();
    if (button !== 'New trial') await user.click(screen.getByRole('button', { name: 'Details of trial 1' }));
    await user.click(screen.getByRole('button', { name: button }));
    await screen.findByTestId('new-trial', {}, { timeout: 5000 });
    return { services, user };
  }
  const field = (name: string) => document.querySelector<HTMLElement>(`[data-parameter="${name}"]`);
  const input = (name: string) => field(name)?.querySelector<HTMLInputElement>('input[type="text"], select') ?? missingField(name);
  const missingField = (name: string): never => {
    throw new Error(`no field for ${name}`);
  };
  const queued = (services: FakeServices) => services.api.calls.filter((call) => call.startsWith('enqueue')).map((call) => JSON.parse(call.split(' ').slice(2).join(' ')) as unknown);

  it('should be the one that was opened, with changes, and be queued', async () => {
    const { services, user } = await dialog('Run with changes');
    expect([input('lr').value, input('depth').value, input('layer').value, input('layer/filters').value]).toEqual(['0.1', '3', '"conv"', '8']);
    expect(field('lr')?.textContent).toContain('0.001 to 1, log');
    await user.selectOptions(input('layer'), 'dense');
    expect(field('layer/filters')).toBeNull();
    await user.clear(input('layer/width'));
    await user.type(input('layer/width'), '77');
    await user.click(screen.getByRole('button', { name: 'Queue trial' }));
    expect(queued(services)).toEqual([[{ lr: 0.1, depth: 3, layer: { _name: 'dense', width: 77 } }]]);
    expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toContain('The trial is queued. 1 configuration waits now');
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('should begin with the best', async () => {
    await dialog('New trial');
    expect([input('lr').value, input('layer').value, input('layer/width').value]).toEqual(['0.5', '"dense"', '100']);
  });

  it('should be set with a slider, on the scale of the parameter', async () => {
    await dialog('New trial');
    fireEvent.change(screen.getByRole('slider', { name: 'lr, slider' }), { target: { value: '200' } });
    expect(input('lr').value).toBe('0.03162');
  });

  it('should warn of what is outside the space, and not be sent while something is no number', async () => {
    const { services, user } = await dialog('New trial');
    const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Queue trial' });
    await user.clear(input('lr'));
    expect(field('lr')?.textContent).toContain('a number is missing');
    expect(send().disabled).toBe(true);
    await user.type(input('lr'), '20');
    expect(field('lr')?.textContent).toContain('outside the space: more than 1');
    expect(screen.getByRole('dialog').textContent).toContain('the server decides');
    services.api.failure = new ApiError(400, {
      code: 'CONFIG_INVALID',
      message: 'nothing was taken',
      details: [{ path: 'configurations[0].lr', message: '20 (expected: 0.001 to 1)' }, { path: 'configurations[0]', message: 'breaks the constraint lr * depth < 3' }],
    });
    await user.click(send());
    expect(within(field('lr') as HTMLElement).getByRole('alert').textContent).toBe('20 (expected: 0.001 to 1)');
    expect(screen.getByTestId('new-trial').textContent).toContain('breaks the constraint');
  });

  it('should be several at once', async () => {
    const { services, user } = await dialog('New trial');
    await user.click(screen.getByRole('button', { name: 'Add another' }));
    await user.clear(input('depth'));
    await user.type(input('depth'), '7');
    await user.click(screen.getByRole('button', { name: 'Queue 2 trials' }));
    expect(queued(services)).toEqual([[BEST, { ...BEST, depth: 7 }]]);
  });

  it('should be written as JSON, the same as in the form', async () => {
    const { services, user } = await dialog('New trial');
    await user.click(screen.getByRole('button', { name: 'JSON' }));
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Configurations as JSON' });
    expect(JSON.parse(text.value)).toEqual(BEST);
    fireEvent.change(text, { target: { value: '{"lr": ' } });
    expect(screen.getByRole('alert')).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Queue trial' }).disabled).toBe(true);
    fireEvent.change(text, { target: { value: JSON.stringify([CONFIGURATION, { ...CONFIGURATION, color: 'red' }]) } });
    expect(screen.getByTestId('new-trial').textContent).toContain('2: colorwarning: not in the space');
    await user.click(screen.getByRole('button', { name: 'Queue 2 trials' }));
    expect(queued(services)).toEqual([[CONFIGURATION, { ...CONFIGURATION, color: 'red' }]]);
  });
});

describe('the details of a trial', () => {
  beforeEach(() => navigate(PATH));
  const details = () => screen.getByTestId('trial-details');
  const open = (number: number) => userEvent.setup().click(screen.getByRole('button', { name: `Details of trial ${number}` }));

  it('should be those of the address, with parameters and curve, and extend the curve', async () => {
    navigate(`${PATH}?trial=2`);
    const services = fakeServices();
    services.api.metricsOf.set(2, [metric(0, 0.6), metric(1, 0.7)]);
    await page({}, TRIALS, services);
    await settle();
    expect(details().textContent).toContain('depth4');
    expect(details().textContent).toContain('/data/q3kx9abd/2/1');
    expect(screen.getByTestId('trial-curve').dataset.points).toBe('2');
    await settle(() => {
      services.streams.latest.send(change(2, { trial: TRIALS[2] as Trial, metric: metric(1, 0.7) }));
      services.streams.latest.send(change(3, { trial: TRIALS[2] as Trial, metric: metric(2, 0.75) }));
    });
    expect(screen.getByTestId('trial-curve').dataset.points).toBe('3');
  });

  it('should begin with the reason when it failed', async () => {
    await page();
    await open(1);
    expect(details().textContent).toMatch(/^exit code 1Summary/);
  });

  it('should say what a trial without a result suffered from', async () => {
    await page({}, [trial(0, { state: 'FAILED', value: null, failure: 'OUT_OF_MEMORY', reason: 'out of memory: MemoryError' })]);
    await open(0);
    expect(details().textContent).toContain('Out of memory: Memory ran out');
  });

  it('should show what the tuner said of a trial, and nothing where it said nothing', async () => {
    await page({}, [trial(0), trial(1, { note: 'Auto asked GP: mostly numeric', budget: 27, parent: 0, tag: 'rung 3' })]);
    const facts = async (number: number) => {
      await open(number);
      return [...details().querySelectorAll('dt')].map((name) => `${name.textContent}: ${name.nextSibling?.textContent}`);
    };
    expect((await facts(1)).slice(1, 5)).toEqual(['Proposed: Auto asked GP: mostly numeric', 'Budget: 27', 'Continues: trial 0', 'Tag: rung 3']);
    expect((await facts(0)).filter((fact) => /^(Proposed|Budget|Continues|Tag)/.test(fact))).toEqual([]);
  });

  it('should show nested parameters below their choice, and copy them as JSON and as Python', async () => {
    const configuration = { layer: { _name: 'conv', filters: 3, bias: true }, lr: 0.1 };
    await page({}, [trial(0, { configuration })]);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Details of trial 0' }));
    const tree = [...details().querySelectorAll('li > span')].map((each) => [...each.children].map((part) => part.textContent).join(' '));
    expect(tree).toEqual(['layer conv', 'filters 3', 'bias true', 'lr 0.1']);
    vi.stubGlobal('isSecureContext', true);
    await user.click(screen.getByRole('button', { name: /^Copy Python/ }));
    expect(await navigator.clipboard.readText()).toContain('"bias": True');
    await user.click(screen.getByRole('button', { name: /^Copy JSON/ }));
    expect(JSON.parse(await navigator.clipboard.readText())).toEqual(configuration);
  });

  it('should stop a running trial after asking, and offer no such thing for an ended one', async () => {
    const services = await page();
    const user = userEvent.setup();
    await open(1);
    expect(screen.queryByRole('button', { name: 'Stop trial' })).toBeNull();
    await open(2);
    await user.click(screen.getByRole('button', { name: 'Stop trial' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Stop trial' }));
    expect(services.api.calls).toContain('stop trial 2');
  });

  it('should try a failed trial again after asking, and offer no such thing for one that succeeded or runs', async () => {
    const services = await page();
    const user = userEvent.setup();
    for (const number of [0, 2]) {
      await open(number);
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    }
    await open(1);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(services.api.calls).not.toContain('retry 1');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Try again' }));
    expect(services.api.calls).toContain('retry 1');
  });

  it('should offer no change in view mode, and none of the past', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    await page({}, TRIALS, services);
    await open(2);
    for (const name of ['Stop trial', 'Try again', 'New trial']) expect(screen.queryByRole('button', { name })).toBeNull();
    cleanup();
    navigate(`${PATH}?at=2026-03-01T10:00:05.000Z&trial=2`);
    await page();
    expect(details()).toBeDefined();
    for (const name of ['Stop trial', 'Try again', 'New trial']) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('should list all attempts and lead to their output', async () => {
    const earlierAttempts = [
      { attempt: 1, startedAt: '2026-03-01T10:00:00Z', endedAt: '2026-03-01T10:00:04Z', state: 'WAITING' as const, reason: 'machine lost', exitCode: 137 },
    ];
    navigate(`${PATH}?trial=0&details=attempts`);
    const services = fakeServices();
    services.api.outputOf = { stdout: 'hello' };
    await page({}, [trial(0, { attempt: 2, earlierAttempts })], services);
    const rows = [...details().querySelectorAll<HTMLElement>('tr[data-attempt]')].map((each) => [...each.children].map((part) => part.textContent));
    expect(rows.map((each) => [each[0], each[1], each[4], each[5], each[6]])).toEqual([
      ['2', 'Succeeded', '10 s', '0', '–'],
      ['1', 'Tried again', '4.0 s', '137', 'machine lost'],
    ]);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Output of attempt 1' }));
    await settle();
    expect(new URLSearchParams(window.location.search).get('attempt')).toBe('1');
    expect(screen.getByTestId('trial-output').textContent).toContain('hello');
  });

  it('should show what a trial prints, follow it while it runs, and find words in it', async () => {
    navigate(`${PATH}?trial=2&details=output`);
    const services = fakeServices();
    services.api.outputOf = { stdout: 'epoch 1\n\u001b[31mwarning\u001b[0m: slow\nepoch 2\n' };
    await page({}, TRIALS, services);
    const user = userEvent.setup();
    const output = screen.getByTestId('trial-output');
    expect(output.dataset.following).toBe('true');
    expect(within(output).getByRole('log').textContent).toBe('epoch 1\nwarning: slow\nepoch 2\n');
    await user.type(screen.getByRole('textbox', { name: 'Search in the output' }), 'EPOCH');
    expect(within(output).getByRole('status').textContent).toBe('1 of 2');
    await user.keyboard('{Enter}');
    expect(within(output).getByRole('status').textContent).toBe('2 of 2');
    expect([...output.querySelectorAll('mark')].map((each) => each.textContent)).toEqual(['epoch', 'epoch']);
    expect(output.dataset.following).toBe('false');
    await user.click(screen.getByRole('button', { name: 'Follow' }));
    expect(screen.getByTestId('trial-output').dataset.following).toBe('true');
    await user.click(screen.getByRole('button', { name: 'stderr' }));
    await settle();
    expect(screen.getByTestId('trial-output').textContent).toContain('no stderr');
    expect(new URLSearchParams(window.location.search).get('stream')).toBe('stderr');
  });

  it('should be shown above the table when the filters leave the trial out', async () => {
    navigate(`${PATH}?trial=0&state=FAILED`);
    await page();
    await settle();
    expect(order()).toEqual([1]);
    expect(within(screen.getByTestId('pinned-trial')).getByTestId('trial-details')).toBeDefined();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Close trial 0' }));
    expect(screen.queryByTestId('pinned-trial')).toBeNull();
  });
});
