import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Trial } from '../../api/types';
import { navigate } from '../../app/router';
import { TrialColumns } from '../../columns/trial-columns';
import { readSearchSpace } from '../../space/search-space';
import { columnsOf, experiment, trial } from '../../test/samples';
import { ParallelChart } from './ParallelChart';

const SPACE = readSearchSpace({
  lr: { _type: 'loguniform', _value: [0.0001, 1] },
  optimizer: { _type: 'choice', _value: ['sgd', 'adam', 'rmsprop'] },
});
const TRIALS = ['sgd', 'adam', 'rmsprop', 'adam'].map((optimizer, number) =>
  trial(number, { configuration: { lr: 10 ** -number, optimizer }, value: 0.5 + number / 10 }),
);

function chart(trials: readonly Trial[] = TRIALS) {
  const view = new TrialColumns(columnsOf(trials)).view();
  const props = { experiment: experiment(), trials: view, space: SPACE, metric: undefined, marked: new Set<number>(), onSelect: () => undefined };
  const { unmount } = render(<ParallelChart {...props} />);
  return { user: userEvent.setup(), unmount };
}

const passing = () => screen.getByTestId('passing').textContent;
const query = () => new URLSearchParams(window.location.search);
const axisNames = () => [...document.querySelectorAll<HTMLElement>('[data-axis]')].map(({ dataset }) => dataset.axis);

describe('ParallelChart', () => {
  beforeEach(() => {
    localStorage.clear();
    navigate('/experiments/q3kx9abd/trials?chart=parallel');
  });

  it('should have an axis for each parameter and the value at the end', () => {
    chart();
    expect(axisNames()).toEqual(['lr', 'optimizer', '_value']);
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe('Lines of 4 trials over 2 parameters; best is trial 3 with 0.80000');
    expect(passing()).toBe('4 trials');
  });

  it('should say when there is nothing to draw yet', () => {
    chart([trial(0, { state: 'RUNNING', value: null })]);
    expect(screen.getByText('Succeeded trials appear here')).toBeDefined();
  });

  it('should filter by the ends of an axis and put it into the address', async () => {
    const { user } = chart();
    await user.click(screen.getByRole('button', { name: 'lr log' }));
    await user.type(screen.getByRole('textbox', { name: 'Least lr' }), '0.01{Enter}');
    expect(passing()).toBe('3 of 4 trials pass');
    expect(query().get('pc')).toBe('lr:0.01..');
    await user.click(screen.getByRole('button', { name: 'Clear filter' }));
    expect(query().get('pc')).toBeNull();
    expect(passing()).toBe('4 trials');
  });

  it('should filter by words', async () => {
    const { user } = chart();
    await user.click(screen.getByRole('button', { name: 'optimizer' }));
    await user.click(screen.getByRole('checkbox', { name: 'adam' }));
    expect(query().get('pc')).toBe('optimizer:*sgd*rmsprop');
    expect(passing()).toBe('2 of 4 trials pass');
  });

  it('should read filters from the address and show the same trials in the table', async () => {
    navigate('/experiments/q3kx9abd/trials?chart=parallel&pc=lr:0.005..,optimizer:*adam&top=20&where=old%3D1');
    const { user } = chart();
    expect(passing()).toBe('0 of 4 trials pass');
    await user.click(screen.getByRole('button', { name: 'All' }));
    expect(passing()).toBe('1 of 4 trials pass');
    await user.click(screen.getByRole('button', { name: 'Show these in the table' }));
    expect(query().getAll('where')).toEqual(['lr>=0.005', 'optimizer=adam']);
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(query().get('pc')).toBeNull();
  });

  it('should move and hide axes and remember it for this experiment', async () => {
    const { user, unmount } = chart();
    screen.getByRole('button', { name: 'lr log' }).focus();
    await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
    expect(axisNames()).toEqual(['optimizer', 'lr', '_value']);
    await user.click(screen.getByRole('button', { name: 'Axes' }));
    await user.click(within(screen.getByRole('dialog')).getByRole('checkbox', { name: 'lr' }));
    expect(axisNames()).toEqual(['optimizer', '_value']);
    expect(within(screen.getByRole('dialog')).getByRole<HTMLInputElement>('checkbox', { name: 'optimizer' }).disabled).toBe(true);
    unmount();
    chart();
    expect(axisNames()).toEqual(['optimizer', '_value']);
    await user.click(screen.getByRole('button', { name: 'Axes (1 of 2)' }));
    await user.click(screen.getByRole('button', { name: 'All, in their own order' }));
    expect(axisNames()).toEqual(['lr', 'optimizer', '_value']);
  });
});
