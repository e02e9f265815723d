import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Importance } from '../../api/types';
import { navigate } from '../../app/router';
import { TrialColumns } from '../../columns/trial-columns';
import { fakeServices, problem } from '../../test/fakes';
import { renderWith, settle } from '../../test/render';
import { columnsOf, experiment, trial } from '../../test/samples';
import { ImportanceChart } from './ImportanceChart';

const IMPORTANCE: Importance = {
  method: 'fANOVA (2014)',
  source: 'a random forest of 64 trees on 20 trials',
  metric: 'default',
  trials: 20,
  fit: 0.87,
  parameters: [
    { name: 'lr', importance: 0.61, deviation: 0.052 },
    { name: 'layer/units', importance: 0.0004, deviation: 0 },
  ],
  pairs: [{ first: 'lr', second: 'layer/units', importance: 0.034 }],
};

async function chart(importance: Importance | undefined, trials = 20) {
  const services = fakeServices();
  if (importance === undefined) services.api.importance = () => Promise.reject(problem(409, 'the values of all trials are the same'));
  else services.api.importanceOf = importance;
  const view = new TrialColumns(columnsOf(Array.from({ length: trials }, (_, number) => trial(number)))).view();
  await renderWith(
    <ImportanceChart experiment={experiment()} trials={view} space={[]} metric={undefined} marked={new Set()} onSelect={() => undefined} />,
    services,
  );
  await settle();
}

describe('ImportanceChart', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd/trials?chart=importance'));

  it('should say what each parameter explains, how sure that is, and where it comes from', async () => {
    await chart(IMPORTANCE);
    const [first, second] = within(screen.getByRole('region', { name: 'Each alone' })).getAllByRole('listitem');
    expect(first?.textContent).toBe('lr61 % ± 5.2 %');
    expect(second?.textContent).toBe('layer/units<0.1 % ± 0 %');
    expect(screen.getByText(/Computed by fANOVA \(2014\), on a random forest of 64 trees on 20 trials/).textContent).toContain('87 %');
    expect(screen.queryByText(/uncertain/)).toBeNull();
  });

  it('should show a pair as a contour', async () => {
    await chart(IMPORTANCE);
    await userEvent.setup().click(screen.getByRole('button', { name: 'lr × layer/units' }));
    expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({ chart: 'contour', x: 'lr', y: 'layer/units' });
  });

  it('should warn of a model that explains little', async () => {
    await chart({ ...IMPORTANCE, fit: 0.1 });
    expect(screen.getByText(/explains 10 % of the differences/)).toBeDefined();
  });

  it('should say how many trials are needed', async () => {
    await chart(IMPORTANCE, 3);
    expect(screen.getByRole('status').textContent).toBe('What matters can be told from 10 succeeded trials on; there are 3');
  });

  it('should say why there is no answer', async () => {
    await chart(undefined);
    expect(screen.getByRole('status').textContent).toBe('the values of all trials are the same');
  });
});
