import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { navigate } from '../app/router';
import { ExperimentPage } from '../experiments/ExperimentPage';
import { fakeServices } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { change, experiment, trial } from '../test/samples';

const TRIALS = [
  trial(0, { value: 0.5, createdAt: '2026-03-01T10:00:00Z', startedAt: '2026-03-01T10:00:01Z', endedAt: '2026-03-01T10:00:11Z' }),
  trial(1, { value: 0.7, createdAt: '2026-03-01T10:00:00Z', startedAt: '2026-03-01T10:00:12Z', endedAt: '2026-03-01T10:00:20Z' }),
  trial(2, { value: 0.6, createdAt: '2026-03-01T10:00:11Z', startedAt: '2026-03-01T10:00:21Z', endedAt: '2026-03-01T10:00:30Z' }),
];
const COUNTS = { total: 3, waiting: 0, running: 0, succeeded: 3, failed: 0, canceled: 0, earlyStopped: 0 };

async function page() {
  const services = fakeServices();
  services.api.all = [
    experiment({
      state: 'DONE',
      endedAt: '2026-03-01T10:00:31Z',
      counts: COUNTS,
      best: { number: 1, value: 0.7, configuration: { learning_rate: 0.01, units: 32 } },
    }),
  ];
  services.api.trialsOf = TRIALS;
  await renderWith(<ExperimentPage id="q3kx9abd" tab="overview" />, services);
  await settle(() => services.streams.latest.hello(1));
  return services;
}

const slider = () => screen.getByRole<HTMLInputElement>('slider', { name: 'Moment' });
const finished = () => screen.getByTestId('finished').textContent;
const points = () => screen.getByTestId('optimization-chart').dataset.points;

describe('TimeSlider', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd'));

  it('should be at the end first', async () => {
    await page();
    expect(slider().value).toBe(slider().max);
    expect(slider().getAttribute('aria-valuetext')).toBe('Now');
    expect(finished()).toBe('3');
  });

  it('should go back from event to event with the keyboard, and show everything as it was', async () => {
    await page();
    slider().focus();
    for (let step = 0; step < 3; step++) fireEvent.keyDown(slider(), { key: 'ArrowLeft' });
    await settle();
    // The end, the end of trial 2, its start: trial 2 runs.
    expect(finished()).toBe('2');
    expect(points()).toBe('2');
    fireEvent.keyDown(slider(), { key: 'ArrowLeft' });
    fireEvent.keyDown(slider(), { key: 'ArrowLeft' });
    await settle();
    expect(finished()).toBe('1');
    fireEvent.keyDown(slider(), { key: 'End' });
    await settle();
    expect(finished()).toBe('3');
  });

  it('should keep the moment in the address, and take it from there', async () => {
    navigate('/experiments/q3kx9abd?at=2026-03-01T10:00:15.000Z');
    await page();
    expect(finished()).toBe('1');
    expect(screen.getByTestId('time-slider').textContent).toContain('15 s in, 3 trials');
    fireEvent.change(slider(), { target: { value: '0' } });
    await vi.waitFor(() => expect(window.location.search).toBe('?at=2026-03-01T10:00:00.000Z'));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Back to the end' }));
    await settle();
    expect(finished()).toBe('3');
  });

  it('should stay in the past when something new happens', async () => {
    navigate('/experiments/q3kx9abd?at=2026-03-01T10:00:15.000Z');
    const services = await page();
    await settle(() =>
      services.streams.latest.send(change(9, { trial: trial(3, { createdAt: '2026-03-01T11:00:00Z', startedAt: '2026-03-01T11:00:00Z', endedAt: '2026-03-01T11:00:01Z' }) })),
    );
    expect(finished()).toBe('1');
    expect(points()).toBe('1');
  });

  it('should play to the end', async () => {
    await page();
    const user = userEvent.setup();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Speed' }), '4');
    const frames: FrameRequestCallback[] = [];
    vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) => frames.push(callback));
    await user.click(screen.getByRole('button', { name: 'Play the experiment' }));
    const next = (now: number) => settle(() => frames.splice(0).forEach((callback) => callback(now)));
    await next(1000);
    expect(finished()).toBe('0');
    await next(1000 + 2500);
    expect(Number(finished())).toBeGreaterThan(0);
    expect(Number(finished())).toBeLessThan(3);
    await next(1000 + 6000);
    expect(finished()).toBe('3');
    expect(screen.getByRole('button', { name: 'Play the experiment' })).toBeDefined();
  });
});
