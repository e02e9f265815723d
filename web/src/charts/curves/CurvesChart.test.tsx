import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../api/types';
import { navigate } from '../../app/router';
import { TrialColumns } from '../../columns/trial-columns';
import { type ExperimentScope, ScopeContext } from '../../experiments/scope';
import { fakeServices } from '../../test/fakes';
import { renderWith, settle } from '../../test/render';
import { change, columnsOf, experiment, metric, trial } from '../../test/samples';
import { ChangesOfTrials } from '../../trials/changes-of-trials';
import { CurvesChart } from './CurvesChart';

const running = trial(2, { state: 'RUNNING', value: null, endedAt: null });
const trials = [trial(0, { value: 0.9 }), trial(1, { value: 0.5 }), running];

async function show(given: readonly Trial[] = trials, marked: ReadonlySet<number> = new Set()) {
  const services = fakeServices();
  const changes = new ChangesOfTrials();
  const opened: number[] = [];
  services.api.curvesOf = {
    asOf: 10,
    metric: 'default',
    total: 2,
    offset: 0,
    curves: [
      { trial: 0, attempt: 1, size: 3, indexes: [0, 1, 2], values: [0.2, 0.6, 0.9] },
      { trial: 1, attempt: 1, size: 3, indexes: [0, 1, 2], values: [0.3, 0.4, 0.5] },
    ],
  };
  const scope = { id: 'q3kx9abd', changes } as Partial<ExperimentScope> as ExperimentScope;
  await renderWith(
    <ScopeContext value={scope}>
      <CurvesChart
        experiment={experiment()}
        trials={new TrialColumns(columnsOf(given)).view()}
        space={[]}
        metric={undefined}
        marked={marked}
        onSelect={(number) => opened.push(number)}
      />
    </ScopeContext>,
    services,
  );
  await settle();
  return { services, changes, opened };
}

const shown = () => {
  const { curves, points } = screen.getByTestId('curves').dataset;
  return { curves: Number(curves), points: Number(points) };
};

beforeEach(() => navigate('/experiments/x/trials', { replace: true }));

describe('CurvesChart', () => {
  it('should fetch curves once and extend them by the stream', async () => {
    const { services, changes } = await show();
    expect(shown()).toEqual({ curves: 2, points: 6 });
    await settle(() => changes.apply([change(11, { trial: running, metric: metric(0, 0.1) }), change(12, { trial: running, metric: metric(1, 0.2) })]));
    expect(shown()).toEqual({ curves: 3, points: 8 });
    expect(services.api.calls.filter((call) => call.startsWith('curves'))).toEqual(['curves 0 1 2']);
  });

  it('should filter by the value at a step, as the address says', async () => {
    const user = userEvent.setup();
    await show();
    await user.type(screen.getByLabelText('At step'), '2');
    await user.type(screen.getByLabelText('Lowest value'), '0.5');
    expect(window.location.search).toBe('?step=2&min=0.5');
    expect(shown().curves).toBe(1);
    expect(screen.getByText('1 of 2 curves')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
    expect(window.location.search).toBe('');
    expect(shown().curves).toBe(2);
  });

  it('should be used with keys', async () => {
    const user = userEvent.setup();
    const { opened } = await show();
    screen.getByRole('application').focus();
    await user.keyboard('{Home}');
    expect(screen.getByText('Trial 0, step 3: 0.90000')).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(opened).toEqual([1]);
  });

  it('should show marked trials only', async () => {
    const { services } = await show(trials, new Set([1]));
    expect(services.api.calls).toContain('curves 1');
    expect(screen.queryByLabelText('Trials')).toBeNull();
  });

  it('should say that nothing was reported', async () => {
    await show([]);
    expect(screen.getByText('Curves of trials appear here as they report')).toBeTruthy();
  });
});
