import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { navigate } from '../../app/router';
import { ColumnsStore } from '../../columns/columns-store';
import { TrialColumns } from '../../columns/trial-columns';
import { type ExperimentScope, ScopeContext } from '../../experiments/scope';
import { fakeServices } from '../../test/fakes';
import { renderWith } from '../../test/render';
import { columnsOf, experiment, trial } from '../../test/samples';
import { ParetoChart } from './ParetoChart';

const shown = experiment({ objectives: [{ metric: 'accuracy', mode: 'maximize' }, { metric: 'latency', mode: 'minimize' }] });

async function show(): Promise<number[]> {
  const services = fakeServices();
  const opened: number[] = [];
  const trials = [trial(0, { value: 0.9 }), trial(1, { value: 0.8 }), trial(2, { value: 0.7 })];
  const view = new TrialColumns(columnsOf(trials, { metrics: [{ name: 'latency', values: [30, 40, 10] }] })).view();
  const scope = { view: { experiment: shown }, columns: new ColumnsStore(services.api, shown.id) } as Partial<ExperimentScope> as ExperimentScope;
  await renderWith(
    <ScopeContext value={scope}>
      <ParetoChart experiment={shown} trials={view} space={[]} metric={undefined} marked={new Set()} onSelect={(number) => opened.push(number)} />
    </ScopeContext>,
    services,
  );
  return opened;
}

beforeEach(() => navigate('/experiments/x/trials', { replace: true }));

describe('ParetoChart', () => {
  it('should tell which trials are not beaten', async () => {
    await show();
    expect(screen.getByText('2 of 3 trials are not beaten in both')).toBeTruthy();
    expect(screen.getByRole('application').getAttribute('aria-label')).toBe('accuracy against latency of 3 trials, 2 of them on the front');
  });

  it('should go along the front with keys', async () => {
    const user = userEvent.setup();
    const opened = await show();
    screen.getByRole('application').focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByText('Trial 0: accuracy 0.90000, latency 30.000')).toBeTruthy();
    await user.keyboard('{ArrowRight}{Enter}');
    expect(opened).toEqual([2]);
  });
});
