import { describe, expect, it } from 'vitest';
import type { Curves } from '../../api/types';
import { PastCurves } from './past-curves';

const answer = (trial: number): Curves => ({
  asOf: 1,
  metric: 'default',
  total: 1,
  offset: 0,
  curves: [{ trial, attempt: 1, size: 1, indexes: [0], values: [1] }],
});

describe('PastCurves', () => {
  it('should have one request under way, and then the newest wish', async () => {
    const asked: number[] = [];
    const answers: ((curves: Curves) => void)[] = [];
    const past = new PastCurves((_trials, at) => {
      asked.push(at);
      return new Promise((resolve) => answers.push(resolve));
    });
    for (const at of [1, 2, 3, 4]) past.want([at], at);
    expect(asked).toEqual([1]);
    answers[0]?.(answer(1));
    await settled();
    expect([...past.snapshot.get().curves.keys()]).toEqual([1]);
    expect(asked).toEqual([1, 4]);
    answers[1]?.(answer(4));
    await settled();
    expect([...past.snapshot.get().curves.keys()]).toEqual([4]);
    expect(asked).toEqual([1, 4]);
  });

  it('should ask for nothing where there were no trials', async () => {
    const past = new PastCurves(() => Promise.reject(new Error('asked')));
    past.want([], 5);
    await settled();
    expect(past.snapshot.get()).toEqual({ curves: new Map(), complete: true, problem: undefined });
  });
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await Promise.resolve();
}
