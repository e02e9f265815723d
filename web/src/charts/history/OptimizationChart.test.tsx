import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { navigate } from '../../app/router';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, experiment, trial } from '../../test/samples';
import { OptimizationChart } from './OptimizationChart';

const trials = [trial(0, { value: 0.5 }), trial(1, { state: 'FAILED', value: null }), trial(2, { value: 0.9 }), trial(3, { value: -0.25 })];

function show(): number[] {
  const opened: number[] = [];
  render(
    <OptimizationChart
      experiment={experiment()}
      trials={new TrialColumns(columnsOf(trials)).view()}
      metric={undefined}
      onSelect={(number) => opened.push(number)}
    />,
  );
  return opened;
}

const log = () => screen.getByRole('button', { name: 'Log' });

beforeEach(() => navigate('/experiments/x', { replace: true }));

describe('OptimizationChart', () => {
  it('should tell what it shows', () => {
    show();
    expect(screen.getByTestId('optimization-chart').dataset.points).toBe('3');
    expect(screen.getByRole('application').getAttribute('aria-label')).toBe('Values of 3 trials; best so far 0.90000');
  });

  it('should be used with keys', async () => {
    const user = userEvent.setup();
    const opened = show();
    screen.getByRole('application').focus();
    await user.keyboard('{End}');
    expect(screen.getByText('Trial 3: −0.25000')).toBeTruthy();
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.getByText('Trial 1: –')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(opened).toEqual([1]);
  });

  it('should have the scale of its values in the address, and say what has no place on it', async () => {
    const user = userEvent.setup();
    show();
    await user.click(log());
    expect(window.location.search).toBe('?scale=log');
    expect(log().getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByText('1 value that is not above 0 has no place on this axis')).toBeTruthy();
    await user.click(log());
    expect(window.location.search).toBe('');
  });

  it('should show everything again after a zoom', async () => {
    const user = userEvent.setup();
    show();
    screen.getByRole('application').focus();
    await user.keyboard('+');
    const all = screen.getByRole<HTMLButtonElement>('button', { name: 'All' });
    expect(all.disabled).toBe(false);
    await user.click(all);
    expect(all.disabled).toBe(true);
  });
});
