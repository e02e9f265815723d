import { act } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeServices, problem } from '../test/fakes';
import { renderWith } from '../test/render';
import { experiment } from '../test/samples';
import { useHome } from './use-home';

const elapse = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));

async function look() {
  const services = fakeServices();
  services.api.elsewhere = [{ experiment: experiment({ id: 'a' }), dataDirectory: '/home/a', server: null }];
  function Page() {
    return <p>{useHome().map(({ experiment }) => experiment.id)}</p>;
  }
  await renderWith(<Page />, services);
  await elapse(0);
  return { services, asked: () => services.api.calls.filter((call) => call === 'home').length };
}

function turn(visibility: DocumentVisibilityState) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('should ask every ten seconds, and keep the last answer while the server is away', async () => {
  const { services, asked } = await look();
  expect(document.body.textContent).toBe('a');
  services.api.failure = problem(0, 'away');
  await elapse(9_999);
  expect(asked()).toBe(1);
  await elapse(1);
  expect(asked()).toBe(2);
  expect(document.body.textContent).toBe('a');
  services.api.failure = undefined;
  services.api.elsewhere = [];
  await elapse(10_000);
  expect(document.body.textContent).toBe('');
});

it('should ask only while somebody can see it', async () => {
  const { asked } = await look();
  turn('hidden');
  await elapse(60_000);
  expect(asked()).toBe(1);
  turn('visible');
  await elapse(0);
  expect(asked()).toBe(2);
});
