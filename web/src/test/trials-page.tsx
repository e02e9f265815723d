import { screen } from '@testing-library/react';
import type { Experiment, Trial } from '../api/types';
import { ExperimentPage } from '../experiments/ExperimentPage';
import { type FakeServices, fakeServices } from './fakes';
import { renderWith, settle } from './render';
import { experiment, trial } from './samples';

export const COUNTS = { total: 3, waiting: 0, running: 1, succeeded: 1, failed: 1, canceled: 0, earlyStopped: 0 };
export const RUNNING = trial(2, { state: 'RUNNING', value: null, latest: 0.7, endedAt: null, exitCode: null, reportCount: 2, configuration: { lr: 0.3, depth: 4 } });
export const TRIALS = [
  trial(0, { value: 0.5, configuration: { lr: 0.1 } }),
  trial(1, { state: 'FAILED', value: null, latest: null, reason: 'exit code 1', exitCode: 1, configuration: { lr: 0.2 } }),
  RUNNING,
];

/** Where the page of these trials is. */
export const PATH = '/experiments/q3kx9abd/trials';

/** Shows the trials page of a running experiment. */
export async function trialsPage(given: Partial<Experiment> = {}, trials: Trial[] = TRIALS, services: FakeServices = fakeServices()) {
  services.api.all = [experiment({ counts: COUNTS, best: { number: 0, value: 0.5, configuration: { lr: 0.1 } }, ...given })];
  services.api.trialsOf = trials;
  await renderWith(<ExperimentPage id="q3kx9abd" tab="trials" />, services);
  await settle(() => services.streams.latest.hello(1));
  await settle();
  return services;
}

export function rowOf(number: number): HTMLElement {
  const found = document.querySelector<HTMLElement>(`tr[data-trial="${number}"]`);
  if (found === null) throw new Error(`trial ${number} is not in the table`);
  return found;
}

/** Numbers of the trials in the table. */
export function rowOrder(): number[] {
  return [...document.querySelectorAll<HTMLElement>('tr[data-trial]')].map((each) => Number(each.dataset.trial));
}

export function cellOf(number: number, column: string): string | undefined {
  return rowOf(number).querySelector(`[data-column="${column}"]`)?.textContent?.trim();
}

/** Of how many trials the table speaks. */
export function countOfTrials(): string | null {
  return screen.getByTestId('trial-count').textContent;
}
