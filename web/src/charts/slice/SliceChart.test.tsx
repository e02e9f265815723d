import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { Trial } from '../../api/types';
import { TrialColumns } from '../../columns/trial-columns';
import { readSearchSpace } from '../../space/search-space';
import { fakeServices } from '../../test/fakes';
import { renderWith, settle } from '../../test/render';
import { columnsOf, experiment, trial } from '../../test/samples';
import { SliceChart } from './SliceChart';

const SPACE = readSearchSpace({ lr: { _type: 'loguniform', _value: [0.001, 1] }, optimizer: { _type: 'choice', _value: ['sgd', 'adam'] } });
const TRIALS = Array.from({ length: 12 }, (_, number) =>
  trial(number, { configuration: { lr: 0.01 + number / 20, optimizer: number % 2 === 0 ? 'sgd' : 'adam' }, value: 0.5 + number / 100 }),
);

async function chart(trials: readonly Trial[]) {
  const services = fakeServices();
  services.api.marginalsOf = { x: { name: 'lr', positions: [0.01, 0.1, 1] }, y: null, mean: [0.5, 0.6, 0.4], deviation: [0.1, 0.1, 0.1], trials: 12 };
  const onSelect = vi.fn();
  const view = new TrialColumns(columnsOf(trials)).view();
  await renderWith(
    <SliceChart experiment={experiment()} trials={view} space={SPACE} metric={undefined} marked={new Set()} onSelect={onSelect} />,
    services,
  );
  await settle();
  return { services, onSelect, slices: screen.queryAllByTestId('slice') };
}

describe('SliceChart', () => {
  it('should have a slice for each parameter, with what a model says', async () => {
    const { services, slices } = await chart(TRIALS);
    expect(slices.map(({ dataset }) => dataset.parameter)).toEqual(['lr', 'optimizer']);
    expect(slices[0]?.dataset.predicted).toBe('3');
    expect(services.api.calls.filter((call) => call.startsWith('marginals'))).toEqual(['marginals lr ', 'marginals optimizer ']);
  });

  it('should ask for no model while there are few trials', async () => {
    const { services } = await chart(TRIALS.slice(0, 5));
    expect(screen.getByText('A prediction is shown from 10 trials on')).toBeDefined();
    expect(services.api.calls.some((call) => call.startsWith('marginals'))).toBe(false);
  });

  it('should go from trial to trial by keys, and open one', async () => {
    const { slices, onSelect } = await chart(TRIALS);
    const user = userEvent.setup();
    const picture = within(slices[0] as HTMLElement).getByRole('application');
    expect(picture.getAttribute('aria-label')).toBe('value of 12 trials against lr');
    picture.focus();
    await user.keyboard('{End}{ArrowLeft}');
    expect(within(slices[0] as HTMLElement).getByText('Trial 10')).toBeDefined();
    await user.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith(10);
  });

  it('should say when there is nothing to draw yet', async () => {
    await chart([]);
    expect(screen.getByText('Succeeded trials appear here')).toBeDefined();
  });
});
