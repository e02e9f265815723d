import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, experiment, trial } from '../../test/samples';
import { navigate } from '../../app/router';
import { DurationChart } from './DurationChart';

/** Trials that ran 10, 30 and 20 seconds, and one that waits. */
const trials = [
  trial(0),
  trial(1, { endedAt: '2026-03-01T10:00:31Z' }),
  trial(2, { endedAt: '2026-03-01T10:00:21Z', state: 'FAILED', value: null }),
  trial(3, { state: 'WAITING', attempt: 0, startedAt: null, endedAt: null, value: null }),
];

function show(given = trials): number[] {
  const opened: number[] = [];
  render(
    <DurationChart
      experiment={experiment({ state: 'DONE' })}
      trials={new TrialColumns(columnsOf(given)).view()}
      space={[]}
      metric={undefined}
      marked={new Set()}
      onSelect={(number) => opened.push(number)}
    />,
  );
  return opened;
}

const bars = () => screen.getByRole('application', { name: /^Durations/ });

beforeEach(() => navigate('/experiments/x/trials', { replace: true }));

describe('DurationChart', () => {
  it('should have a row for every trial that has begun', () => {
    show();
    expect(screen.getByTestId('durations').dataset.rows).toBe('3');
    expect(bars().getAttribute('aria-label')).toBe('Durations of 3 trials; the longest took 31 s');
  });

  it('should be sorted as the address says', async () => {
    const user = userEvent.setup();
    const opened = show();
    await user.selectOptions(screen.getByLabelText('Order'), 'Longest first');
    expect(window.location.search).toBe('?order=longest');
    bars().focus();
    await user.keyboard('{Home}');
    expect(screen.getByText('Trial 1, ran 30 s, waited 1.0 s')).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(opened).toEqual([2]);
  });

  it('should leave waiting times out when they are not wanted', async () => {
    const user = userEvent.setup();
    show();
    await user.click(screen.getByRole('button', { name: 'Waiting time' }));
    expect(window.location.search).toBe('?waiting=no');
    expect(bars().getAttribute('aria-label')).toBe('Durations of 3 trials; the longest took 30 s');
  });

  it('should tell how many ran how long', async () => {
    const user = userEvent.setup();
    show();
    screen.getByRole('application', { name: /^How long 3 trials ran/ }).focus();
    await user.keyboard('{End}');
    expect(screen.getByText(/^30 s to 31 s: 1 trial$/)).toBeTruthy();
  });

  it('should say that no trial has begun', () => {
    show(trials.slice(3));
    expect(screen.getByText('Trials that have begun appear here')).toBeTruthy();
  });
});
