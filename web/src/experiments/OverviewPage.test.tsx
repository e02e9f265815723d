import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Activity, Experiment, Trial } from '../api/types';
import { navigate } from '../app/router';
import { type FakeServices, fakeServices, problem } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { activity, change, experiment, trial } from '../test/samples';
import { ExperimentPage } from './ExperimentPage';

const COUNTS = { total: 3, waiting: 0, running: 0, succeeded: 2, failed: 1, canceled: 0, earlyStopped: 0 };
const TRIALS = [
  trial(0, { value: 0.5, configuration: { lr: 0.1, net: { _name: 'deep', layers: 3 } } }),
  trial(1, { state: 'FAILED', value: null, configuration: { lr: 0.2 } }),
  trial(2, { value: 0.75, configuration: { lr: 0.3, net: { _name: 'flat' } } }),
];

interface Given {
  experiment?: Partial<Experiment>;
  trials?: Trial[];
  activity?: Partial<Activity>;
  services?: FakeServices;
}

async function page({ experiment: changed = {}, trials = TRIALS, activity: doing = {}, services = fakeServices() }: Given = {}) {
  services.api.all = [experiment({ counts: COUNTS, best: { number: 2, value: 0.75, configuration: { lr: 0.3 } }, ...changed })];
  services.api.trialsOf = trials;
  services.api.activityOf = activity(doing);
  await renderWith(<ExperimentPage id="q3kx9abd" tab="overview" />, services);
  await settle(() => services.streams.latest.hello(1));
  return { services, user: userEvent.setup() };
}

const asked = ({ api }: FakeServices, what: string) => api.calls.filter((call) => call.startsWith(what));

describe('Limits', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd'));

  const edit = async (user: ReturnType<typeof userEvent.setup>, label: string, text: string) => {
    await user.click(screen.getByRole('button', { name: new RegExp(`^${label}`) }));
    const field = await screen.findByRole('textbox', { name: label });
    await user.clear(field);
    await user.type(field, `${text}{Enter}`);
    await settle();
  };

  it.each([
    ['Trials at a time', '5', '{"trialConcurrency":5}'],
    ['Most trials', '100', '{"maxTrialNumber":100}'],
    ['Most trials', '', '{"maxTrialNumber":null}'],
    ['Longest duration', '1.5h', '{"maxExperimentDuration":"1.5h"}'],
    ['Longest trial', '10m', '{"maxTrialDuration":"10m"}'],
  ])('should change "%s" to "%s" where it stands', async (label, text, update) => {
    const { services, user } = await page();
    await edit(user, label, text);
    expect(asked(services, 'update')).toEqual([`update q3kx9abd ${update}`]);
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('should not ask the server for what is no limit', async () => {
    const { services, user } = await page();
    await edit(user, 'Longest duration', 'soon');
    expect(screen.getByRole('alert').textContent).toContain('A duration such as 90s');
    expect(asked(services, 'update')).toEqual([]);
  });

  it('should say all that the server says is wrong', async () => {
    const { services, user } = await page();
    services.api.failure = problem(400, 'two problems', [
      { path: 'maxTrialNumber', message: '2 (expected: >= 3)' },
      { path: 'trialConcurrency', message: 'something else' },
    ]);
    await edit(user, 'Most trials', '2');
    expect(within(screen.getByRole('alert')).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByRole('alert').textContent).toContain('2 (expected: >= 3)');
  });

  it('should change nothing when it is left with Escape, or saved as it was', async () => {
    const { services, user } = await page();
    await user.click(screen.getByRole('button', { name: /^Most trials/ }));
    await user.type(await screen.findByRole('textbox', { name: 'Most trials' }), '9{Escape}');
    await settle();
    expect(screen.queryByRole('textbox')).toBeNull();
    await user.click(screen.getByRole('button', { name: /^Most trials/ }));
    await user.type(await screen.findByRole('textbox', { name: 'Most trials' }), '{Enter}');
    expect(asked(services, 'update')).toEqual([]);
  });

  it('should only be shown by a server that only shows', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    await page({ services });
    expect(screen.queryByRole('button', { name: /Change$/ })).toBeNull();
    expect(screen.getByText('no time limit')).toBeDefined();
  });
});

describe('What an experiment is doing', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd'));

  it('should say why it does not move, and since when', async () => {
    const since = new Date(Date.now() - 90_000).toISOString();
    const text = 'Trials 4 and 5 wait for a free GPU.';
    await page({
      activity: {
        headline: text,
        notes: [
          { kind: 'gpu', text, since },
          { kind: 'queue', text: '3 configurations wait to become trials.', since: null },
        ],
        slots: { limit: 4, used: 2 },
        queued: 3,
        tuner: { busy: true, since, lastProposalAt: null },
      },
    });
    const shown = screen.getByTestId('activity');
    expect(within(shown).getAllByText(text, { exact: false })).toHaveLength(1);
    for (const each of ['for 1 m ', '3 configurations wait', '2 / 4 slots', 'Queued configurations', 'busy for 1 m ']) expect(shown.textContent).toContain(each);
  });

  it('should be asked again while it can change and can be seen, and not otherwise', async () => {
    const { services } = await page();
    const before = asked(services, 'activity').length;
    vi.useFakeTimers();
    const visibility = vi.spyOn(document, 'visibilityState', 'get');
    try {
      // The pending timer is a real one; showing the page anew starts with a fake one.
      visibility.mockReturnValue('hidden');
      act(() => void document.dispatchEvent(new Event('visibilitychange')));
      await act(() => vi.advanceTimersByTimeAsync(10_000));
      expect(asked(services, 'activity')).toHaveLength(before);
      visibility.mockReturnValue('visible');
      act(() => void document.dispatchEvent(new Event('visibilitychange')));
      await act(() => vi.advanceTimersByTimeAsync(4100));
      expect(asked(services, 'activity')).toHaveLength(before + 3);
      act(() => services.streams.latest.send(change(2, { experiment: experiment({ state: 'DONE' }) })));
      await act(() => vi.advanceTimersByTimeAsync(10_000));
      expect(asked(services, 'activity')).toHaveLength(before + 4);
    } finally {
      vi.useRealTimers();
      visibility.mockRestore();
    }
  });

  it('should keep what was known when the server does not answer', async () => {
    const { services } = await page({ activity: { headline: 'Two trials run.' } });
    services.api.failure = problem(0, 'away');
    await settle(() => services.streams.latest.send(change(2, { experiment: experiment({ state: 'DONE', counts: COUNTS }) })));
    expect(screen.getByText('Two trials run.')).toBeDefined();
  });

  it('should show errors with their stack traces, equal ones of trials together', async () => {
    const failed = { at: '2026-03-01T10:00:00Z', type: 'trial.ended', message: 'exit code 1', stackTrace: 'Traceback\n  line 7' };
    await page({
      activity: {
        errors: [
          { ...failed, position: 9, trial: 8 },
          { ...failed, position: 8, trial: 7 },
          { position: 7, at: '2026-03-01T10:00:00Z', type: 'tuner.failed', message: 'singular matrix', stackTrace: 'at Tuner.java:1', trial: null },
        ],
      },
    });
    const errors = screen.getByRole('region', { name: 'Errors' });
    expect(within(errors).getAllByRole('listitem')).toHaveLength(2);
    expect(within(errors).getByText('2 trials failed')).toBeDefined();
    expect(within(errors).getByRole('link', { name: 'Trial 7' }).getAttribute('href')).toBe('/experiments/q3kx9abd/trials?trial=7');
    expect(within(errors).getByText('The tuner failed')).toBeDefined();
    expect(errors.querySelector('details')?.open).toBe(false);
    expect(errors.textContent).toContain('at Tuner.java:1');
    expect(within(errors).getAllByRole('button', { name: 'Copy the stack trace', hidden: true })).toHaveLength(2);
  });
});

describe('The overview', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd'));

  it('should list the best trials with their parameters', async () => {
    const { services, user } = await page();
    const rows = screen.getAllByTestId('best-trial');
    expect(rows.map((row) => row.dataset.trial)).toEqual(['2', '0']);
    expect(rows[0]?.textContent).toContain('0.75000');
    expect(within(rows[0] as HTMLElement).getByRole('link').getAttribute('href')).toBe('/experiments/q3kx9abd/trials?trial=2');
    expect(rows[1]?.textContent).toContain('deep');
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    vi.stubGlobal('isSecureContext', true);
    await user.click(within(rows[1] as HTMLElement).getByRole('button', { name: 'Copy the parameters of trial 0 as JSON' }));
    await settle();
    expect(asked(services, 'trial 0')).toHaveLength(1);
    expect(JSON.parse(written.mock.calls[0]?.[0] ?? '')).toEqual(TRIALS[0]?.configuration);
  });

  it('should say what it is made with', async () => {
    const services = fakeServices();
    services.api.configurationOf = {
      tuner: { name: 'TPE', classArgs: { tpe_args: { gamma: 0.1 }, seed: null } },
      trainingService: { platform: 'local', grace_seconds: 10 },
      trialCommand: 'python3 train.py',
    };
    await page({ services, experiment: { assessor: null } });
    const setup = screen.getByRole('region', { name: 'Made with' });
    for (const each of ['TPE', 'tpe_args.gamma 0.1', 'grace_seconds 10', 'python3 train.py', 'every trial runs to its end']) expect(setup.textContent).toContain(each);
    expect(setup.textContent).not.toContain('null');
  });

  it('should offer its results and its log as files', async () => {
    const { user } = await page();
    await user.click(screen.getByRole('button', { name: 'Download' }));
    const href = (name: RegExp) => screen.getByRole('link', { name }).getAttribute('href');
    expect(href(/CSV/)).toBe('/api/v1/experiments/q3kx9abd/export?format=csv');
    await user.click(screen.getByRole('checkbox', { name: 'Results with intermediate results' }));
    expect(href(/Results as JSON/)).toBe('/api/v1/experiments/q3kx9abd/export?format=json&intermediate=true');
    expect(href(/Log/)).toBe('/api/v1/experiments/q3kx9abd/log');
  });

  it('should go to the list when the experiment was deleted', async () => {
    const { services, user } = await page({ experiment: { state: 'DONE' } });
    await user.click(screen.getByRole('button', { name: 'More actions' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete…' }));
    await user.click(screen.getByRole('button', { name: 'Delete for ever' }));
    expect(asked(services, 'delete')).toEqual(['delete q3kx9abd']);
    expect(window.location.pathname).toBe('/');
  });

  it('should show a past moment as it was, and offer no change of it', async () => {
    navigate('/experiments/q3kx9abd?at=2026-03-01T10:00:05.000Z');
    await page({ experiment: { createdAt: '2026-03-01T10:00:00Z' } });
    expect(screen.getByTestId('finished').textContent).toBe('0');
    expect(screen.queryAllByTestId('best-trial')).toEqual([]);
    expect(screen.queryByTestId('activity')).toBeNull();
    for (const name of ['Stop', 'More actions', /Change$/]) expect(screen.queryByRole('button', { name })).toBeNull();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Back to now' }));
    expect(screen.getByTestId('finished').textContent).toBe('3');
    expect(screen.getByRole('button', { name: 'Stop' })).toBeDefined();
  });
});
