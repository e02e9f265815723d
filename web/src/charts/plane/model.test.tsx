import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ServicesContext } from '../../app/services';
import { type FakeServices, fakeServices, problem } from '../../test/fakes';
import { useImportance } from './model';

const IMPORTANCE = { method: 'fANOVA', source: '', metric: 'default', trials: 20, fit: 1, parameters: [], pairs: [] };

async function asked(services: FakeServices, trials: number) {
  const wrapper = ({ children }: { children: ReactNode }) => <ServicesContext value={services}>{children}</ServicesContext>;
  const hook = renderHook(({ count, at, metric }: { count: number; at?: number; metric?: string }) => useImportance({ experiment: 'a', metric, at, trials: count }), {
    wrapper,
    initialProps: { count: trials },
  });
  const settle = () => act(async () => void (await Promise.resolve()));
  await settle();
  const change = async (next: { count: number; at?: number; metric?: string }) => {
    hook.rerender(next);
    await settle();
  };
  return { answer: () => hook.result.current, change, calls: () => services.api.calls.length };
}

function services() {
  const given = fakeServices();
  given.api.importanceOf = IMPORTANCE;
  return given;
}

describe('useImportance', () => {
  it('should not ask while there are too few trials', async () => {
    const model = await asked(services(), 9);
    expect(model.calls()).toBe(0);
    await model.change({ count: 10 });
    expect(model.calls()).toBe(1);
    expect(model.answer().value).toBe(IMPORTANCE);
  });

  it('should ask again when there are a tenth more trials', async () => {
    const model = await asked(services(), 100);
    await model.change({ count: 109 });
    expect(model.calls()).toBe(1);
    await model.change({ count: 110 });
    expect(model.calls()).toBe(2);
    await model.change({ count: 120 });
    expect(model.calls()).toBe(2);
  });

  it('should ask again when the slider rests in the past, not for each moment', async () => {
    const model = await asked(services(), 100);
    vi.useFakeTimers();
    try {
      for (const count of [80, 60, 50]) await model.change({ count, at: 1 });
      expect(model.calls()).toBe(1);
      vi.runAllTimers();
      expect(model.calls()).toBe(2);
      await model.change({ count: 5, at: 1 });
      expect(model.answer().value).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('should keep the last answer until the next, but not for another number', async () => {
    const given = services();
    const model = await asked(given, 100);
    given.api.importanceOf = { ...IMPORTANCE, trials: 200 };
    await model.change({ count: 200 });
    expect(model.answer().value?.trials).toBe(200);
    given.api.failure = problem(409, 'there are only 3 trials with a loss');
    await model.change({ count: 200, metric: 'loss' });
    expect(model.answer()).toMatchObject({ value: undefined, problem: 'there are only 3 trials with a loss' });
  });
});
