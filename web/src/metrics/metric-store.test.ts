import { describe, expect, it } from 'vitest';
import type { Metric } from '../api/types';
import { change, metric, trial } from '../test/samples';
import { MetricStore } from './metric-store';

/** A server whose answers the test gives when it likes. */
function server() {
  const asked: number[] = [];
  const answers = new Map<number, (metrics: Metric[] | Error) => void>();
  const store = new MetricStore((number) => {
    asked.push(number);
    return new Promise((resolve, reject) => {
      answers.set(number, (result) => (result instanceof Error ? reject(result) : resolve(result)));
    });
  });
  const answer = async (number: number, result: Metric[] | Error) => {
    answers.get(number)?.(result);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { store, asked, answer };
}

const report = (number: number, reported: Metric) => change(1, { trial: trial(number), metric: reported });
const sequences = (store: MetricStore, number: number) => store.of(number).get().metrics.map((each) => each.sequence);

describe('MetricStore', () => {
  it('should fetch what is watched, once', async () => {
    const { store, asked, answer } = server();
    store.watch(3);
    store.watch(3);
    await answer(3, [metric(0, 1)]);
    expect(asked).toEqual([3]);
    expect(store.of(3).get()).toEqual({ status: 'loaded', metrics: [metric(0, 1)] });
  });

  it('should have every report once when the stream is faster than the answer', async () => {
    const { store, answer } = server();
    store.watch(3);
    store.apply([report(3, metric(1, 2)), report(3, metric(2, 3))]);
    await answer(3, [metric(0, 1), metric(1, 2)]);
    store.apply([report(3, metric(2, 3)), report(3, metric(3, 4))]);
    expect(sequences(store, 3)).toEqual([0, 1, 2, 3]);
  });

  it('should fetch a curve anew, down-sampled, when the stream made it too long', async () => {
    const { store, asked, answer } = server();
    store.watch(3);
    await answer(3, [metric(0, 1)]);
    store.apply(Array.from({ length: 3001 }, (_, index) => report(3, metric(index + 1, 2))));
    expect(asked).toEqual([3, 3]);
    store.apply([report(3, metric(3002, 3))]);
    expect(sequences(store, 3)).toHaveLength(3003);
    await answer(3, [metric(0, 1), metric(3001, 2)]);
    expect(sequences(store, 3)).toEqual([0, 3001, 3002]);
    expect(asked).toEqual([3, 3]);
  });

  it('should not collect the reports of trials nobody looks at', () => {
    const { store } = server();
    store.apply([report(8, metric(0, 1))]);
    expect(sequences(store, 8)).toEqual([]);
  });

  it('should fetch the watched ones again after a gap, and lose nothing', async () => {
    const { store, asked, answer } = server();
    store.watch(3);
    await answer(3, [metric(0, 1)]);
    store.begin();
    await answer(3, [metric(0, 1), metric(1, 2)]);
    expect(asked).toEqual([3, 3]);
    expect(sequences(store, 3)).toEqual([0, 1]);
  });

  it('should fetch four at a time and skip what was scrolled past', async () => {
    const { store, asked, answer } = server();
    const stops = [0, 1, 2, 3, 4, 5].map((number) => store.watch(number));
    expect(asked).toEqual([0, 1, 2, 3]);
    stops[4]?.();
    await answer(0, []);
    expect(asked).toEqual([0, 1, 2, 3, 5]);
  });

  it('should say when it could not fetch, and try again when asked again', async () => {
    const { store, asked, answer } = server();
    store.watch(3)();
    store.watch(3);
    await answer(3, new Error('away'));
    expect(store.of(3).get().status).toBe('failed');
    store.watch(3);
    expect(asked).toEqual([3, 3]);
  });
});
