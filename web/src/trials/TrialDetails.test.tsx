import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { navigate } from '../app/router';
import { fakeServices } from '../test/fakes';
import { settle } from '../test/render';
import { change, metric, trial } from '../test/samples';
import { PATH, RUNNING, TRIALS, rowOrder, trialsPage } from '../test/trials-page';

describe('the details of a trial', () => {
  beforeEach(() => navigate(PATH));
  const details = () => screen.getByTestId('trial-details');
  const open = (number: number) => userEvent.setup().click(screen.getByRole('button', { name: `Details of trial ${number}` }));

  it('should be those of the address, with parameters and curve, and extend the curve', async () => {
    navigate(`${PATH}?trial=2`);
    const services = fakeServices();
    services.api.metricsOf.set(2, [metric(0, 0.6), metric(1, 0.7)]);
    await trialsPage({}, TRIALS, services);
    await settle();
    expect(details().textContent).toContain('depth4');
    expect(details().textContent).toContain('/data/q3kx9abd/2/1');
    expect(screen.getByTestId('trial-curve').dataset.points).toBe('2');
    await settle(() => {
      services.streams.latest.send(change(2, { trial: RUNNING, metric: metric(1, 0.7) }));
      services.streams.latest.send(change(3, { trial: RUNNING, metric: metric(2, 0.75) }));
    });
    expect(screen.getByTestId('trial-curve').dataset.points).toBe('3');
  });

  it('should begin with the reason when it failed', async () => {
    await trialsPage();
    await open(1);
    expect(details().textContent).toMatch(/^exit code 1Summary/);
  });

  it('should say what a trial without a result suffered from', async () => {
    await trialsPage({}, [trial(0, { state: 'FAILED', value: null, failure: 'OUT_OF_MEMORY', reason: 'out of memory: MemoryError' })]);
    await open(0);
    expect(details().textContent).toContain('Out of memory: Memory ran out');
  });

  it('should show what the tuner said of a trial, and nothing where it said nothing', async () => {
    await trialsPage({}, [trial(0), trial(1, { note: 'Auto asked GP: mostly numeric', budget: 27, parent: 0, tag: 'rung 3' })]);
    const facts = async (number: number) => {
      await open(number);
      return [...details().querySelectorAll('dt')].map((name) => `${name.textContent}: ${name.nextSibling?.textContent}`);
    };
    expect((await facts(1)).slice(1, 5)).toEqual(['Proposed: Auto asked GP: mostly numeric', 'Budget: 27', 'Continues: trial 0', 'Tag: rung 3']);
    expect((await facts(0)).filter((fact) => /^(Proposed|Budget|Continues|Tag)/.test(fact))).toEqual([]);
  });

  it('should show nested parameters below their choice, and copy them as JSON and as Python', async () => {
    const configuration = { layer: { _name: 'conv', filters: 3, bias: true }, lr: 0.1 };
    await trialsPage({}, [trial(0, { configuration })]);
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
    const services = await trialsPage();
    const user = userEvent.setup();
    await open(1);
    expect(screen.queryByRole('button', { name: 'Stop trial' })).toBeNull();
    await open(2);
    await user.click(screen.getByRole('button', { name: 'Stop trial' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Stop trial' }));
    expect(services.api.calls).toContain('stop trial 2');
  });

  it('should try a failed trial again after asking, and offer no such thing for one that succeeded or runs', async () => {
    const services = await trialsPage();
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
    await trialsPage({}, TRIALS, services);
    await open(2);
    for (const name of ['Stop trial', 'Try again', 'New trial']) expect(screen.queryByRole('button', { name })).toBeNull();
    cleanup();
    navigate(`${PATH}?at=2026-03-01T10:00:05.000Z&trial=2`);
    await trialsPage();
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
    await trialsPage({}, [trial(0, { attempt: 2, earlierAttempts })], services);
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
    await trialsPage({}, TRIALS, services);
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
    await trialsPage();
    await settle();
    expect(rowOrder()).toEqual([1]);
    expect(within(screen.getByTestId('pinned-trial')).getByTestId('trial-details')).toBeDefined();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Close trial 0' }));
    expect(screen.queryByTestId('pinned-trial')).toBeNull();
  });
});
