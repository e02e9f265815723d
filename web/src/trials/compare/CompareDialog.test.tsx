import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { navigate } from '../../app/router';
import { settle } from '../../test/render';
import { change, trial } from '../../test/samples';
import { PATH, RUNNING, TRIALS, trialsPage } from '../../test/trials-page';

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
    const services = await trialsPage();
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
    await trialsPage({}, [trial(0, { value: 0.5, configuration: { lr: 0, same: 1 } }), trial(1, { value: 0.75, configuration: { lr: 1, same: 1 } })]);
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
    const services = await trialsPage();
    await opened();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Leave out trial 1' }));
    expect(heads()).toEqual(['Trial 0', 'Trial 2']);
    const ended = { ...RUNNING, state: 'SUCCEEDED' as const, value: 0.8, endedAt: '2026-03-01T10:00:20Z' };
    services.api.trialsOf = TRIALS.with(2, ended);
    await settle(() => services.streams.latest.send(change(2, { trial: ended })));
    expect(line('Value')).toEqual(['0.50000', '0.80000']);
    await user.click(within(comparison()).getByRole('button', { name: 'Trial 2' }));
    expect(window.location.search).toContain('trial=2');
    expect(screen.queryByTestId('comparison')).toBeNull();
  });
});
