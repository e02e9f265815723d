import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../api/types';
import { navigate } from '../../app/router';
import { TrialColumns } from '../../columns/trial-columns';
import { fakeServices, problem } from '../../test/fakes';
import { renderWith, settle } from '../../test/render';
import { columnsOf, experiment, trial } from '../../test/samples';
import { ContourChart } from './ContourChart';

const TRIALS = Array.from({ length: 12 }, (_, number) =>
  trial(number, { configuration: { depth: number % 4, lr: 0.01 + number / 20, width: number }, value: 0.5 + number / 100 }),
);

async function chart(trials: readonly Trial[] = TRIALS, services = fakeServices()) {
  services.api.importanceOf ??= {
    method: 'fANOVA',
    source: '',
    metric: 'default',
    trials: 12,
    fit: 0.9,
    parameters: ['width', 'lr', 'depth'].map((name) => ({ name, importance: 0.3, deviation: 0 })),
    pairs: [],
  };
  services.api.marginalsOf ??= { x: { name: 'width', positions: [0, 11] }, y: { name: 'lr', positions: [0.01, 0.6] }, mean: [1, 2, 3, 4], deviation: [0, 0, 0, 0], trials: 12 };
  const view = new TrialColumns(columnsOf(trials)).view();
  await renderWith(
    <ContourChart experiment={experiment()} trials={view} space={[]} metric={undefined} marked={new Set()} onSelect={() => undefined} />,
    services,
  );
  await settle();
  return services.api.calls;
}

const shown = () => {
  const { x, y, model } = screen.getByTestId('contour').dataset;
  return `${x} ${y} ${model}`;
};

describe('ContourChart', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd/trials?chart=contour'));

  it('should begin with the two parameters that matter most', async () => {
    const calls = await chart();
    expect(shown()).toBe('width lr 12');
    expect(calls.filter((call) => call.startsWith('marginals'))).toEqual(['marginals width lr']);
  });

  it('should show the parameters of the address without asking what matters', async () => {
    navigate('/experiments/q3kx9abd/trials?chart=contour&x=depth&y=width');
    const calls = await chart();
    expect(shown()).toBe('depth width 12');
    expect(calls).not.toContain('importance');
  });

  it('should exchange parameters rather than show one twice', async () => {
    const calls = await chart();
    await userEvent.setup().selectOptions(screen.getByRole('combobox', { name: 'Across' }), 'lr');
    await settle();
    expect(shown()).toBe('lr width 12');
    expect(window.location.search).toContain('x=lr&y=width');
    expect(calls.at(-1)).toBe('marginals lr width');
  });

  it('should show trials alone when there is no model', async () => {
    await chart(TRIALS.slice(0, 4));
    expect(shown()).toBe('depth lr 0');
    expect(screen.getByText('A prediction is shown from 10 trials on')).toBeDefined();
  });

  it('should say why there is no model', async () => {
    const services = fakeServices();
    services.api.marginals = () => Promise.reject(problem(409, 'all values are the same'));
    await chart(TRIALS, services);
    expect(screen.getByText('all values are the same')).toBeDefined();
  });

  it('should not ask about parameters that no trial has together', async () => {
    navigate('/experiments/q3kx9abd/trials?chart=contour&x=a&y=b');
    const calls = await chart(TRIALS.map((each, index) => ({ ...each, configuration: index % 2 === 0 ? { a: index } : { b: index } })));
    expect(screen.getByText('No trial has both parameters')).toBeDefined();
    expect(calls.some((call) => call.startsWith('marginals'))).toBe(false);
  });

  it('should need two parameters', async () => {
    await chart([trial(0, { configuration: { lr: 1 } })]);
    expect(screen.getByText('Two parameters are needed; there is one')).toBeDefined();
  });
});
