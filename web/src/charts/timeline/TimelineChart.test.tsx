import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Trial } from '../../api/types';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, experiment, trial } from '../../test/samples';
import { TimelineChart } from './TimelineChart';

const failed = { attempt: 1, startedAt: '2026-03-01T10:00:02Z', endedAt: '2026-03-01T10:00:05Z', state: 'WAITING', reason: 'exit code 1', exitCode: 1 } as const;

function show(trials: readonly Trial[]): number[] {
  const opened: number[] = [];
  render(
    <TimelineChart
      experiment={experiment({ state: 'DONE' })}
      trials={new TrialColumns(columnsOf(trials)).view()}
      space={[]}
      metric={undefined}
      marked={new Set()}
      onSelect={(number) => opened.push(number)}
    />,
  );
  return opened;
}

const trials = [trial(0), trial(1, { attempt: 2, startedAt: '2026-03-01T10:00:11Z', endedAt: '2026-03-01T10:00:20Z', state: 'FAILED', value: null, earlierAttempts: [failed] })];

describe('TimelineChart', () => {
  it('should have a bar for every attempt, in as many lanes as ran at once', () => {
    show(trials);
    const { attempts, lanes } = screen.getByTestId('timeline').dataset;
    expect({ attempts, lanes }).toEqual({ attempts: '3', lanes: '2' });
    expect(screen.getByText('Tried again')).toBeTruthy();
  });

  it('should be used with keys', async () => {
    const user = userEvent.setup();
    const opened = show(trials);
    screen.getByRole('application').focus();
    await user.keyboard('{Home}{ArrowRight}');
    expect(screen.getByText('Trial 1, attempt 1, Tried again, ran 3.0 s')).toBeTruthy();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByText('Trial 1, attempt 2, Failed, ran 9.0 s')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(opened).toEqual([1]);
    await user.keyboard('{Escape}');
    expect(screen.queryByText(/Trial 1, attempt 2/)).toBeNull();
  });

  it('should show everything again after a zoom', async () => {
    const user = userEvent.setup();
    show(trials);
    const all = screen.getByRole<HTMLButtonElement>('button', { name: 'All' });
    expect(all.disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(all.disabled).toBe(false);
    await user.click(all);
    expect(all.disabled).toBe(true);
  });

  it('should say that nothing has run yet', () => {
    show([trial(0, { state: 'WAITING', attempt: 0, startedAt: null, endedAt: null, value: null })]);
    expect(screen.getByText('What runs appears here')).toBeTruthy();
  });
});
