import { describe, expect, it } from 'vitest';
import type { Change, Curve, Curves } from '../../api/types';
import { problem } from '../../test/fakes';
import { seededRandom } from '../../test/random';
import { change, metric, trial } from '../../test/samples';
import { LiveCurves } from './live-curves';

/** A server that answers when the test says so. */
class Server {
  readonly asked: number[][] = [];
  #answer: ((curves: Curves) => void) | undefined;
  #refuse: ((problem: Error) => void) | undefined;

  readonly fetch = (trials: readonly number[]): Promise<Curves> => {
    this.asked.push([...trials]);
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#refuse = reject;
    });
  };

  async answer(asOf: number, curves: Curve[]): Promise<void> {
    this.#answer?.({ asOf, metric: 'loss', total: curves.length, offset: 0, curves });
    await settled();
  }

  async refuse(): Promise<void> {
    this.#refuse?.(problem(503, 'series are being built'));
    await settled();
  }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
}

function curve(number: number, values: number[], attempt = 1): Curve {
  return { trial: number, attempt, size: values.length, indexes: values.map((_, index) => index), values };
}

function report(position: number, number: number, sequence: number, loss: number, attempt = 1): Change {
  return change(position, { trial: trial(number), metric: metric(sequence, 0, { attempt, values: { loss } }) });
}

const valuesOf = (curves: LiveCurves, number: number) => curves.snapshot.get().curves.get(number)?.values;

describe('LiveCurves', () => {
  it('should fetch each curve once', async () => {
    const server = new Server();
    const curves = new LiveCurves(server.fetch);
    curves.want([1, 2]);
    await server.answer(10, [curve(1, [0.5])]);
    expect(curves.snapshot.get().complete).toBe(true);
    curves.want([1, 2, 3]);
    await server.answer(12, [curve(3, [0.1])]);
    curves.want([3, 1]);
    expect(server.asked).toEqual([[1, 2], [3]]);
    expect(valuesOf(curves, 1)).toEqual([0.5]);
  });

  it('should extend curves by the stream, and begin those that had nothing', async () => {
    const server = new Server();
    const curves = new LiveCurves(server.fetch);
    curves.want([1, 2]);
    await server.answer(10, [curve(1, [0.5])]);
    curves.changed([], [report(11, 1, 1, 0.4), report(12, 2, 0, 0.9), report(13, 7, 0, 1)]);
    expect(valuesOf(curves, 1)).toEqual([0.5, 0.4]);
    expect(valuesOf(curves, 2)).toEqual([0.9]);
    expect(valuesOf(curves, 7)).toBeUndefined();
  });

  it('should show the last attempt', async () => {
    const server = new Server();
    const curves = new LiveCurves(server.fetch);
    curves.want([1]);
    await server.answer(10, [curve(1, [0.5, 0.4])]);
    curves.changed([], [report(11, 1, 0, 0.7, 2), report(12, 1, 2, 0.1, 1)]);
    expect(curves.snapshot.get().curves.get(1)).toMatchObject({ attempt: 2, values: [0.7] });
  });

  it('should have every report once, whatever overtakes what', async () => {
    const random = seededRandom();
    for (let round = 0; round < 50; round++) {
      const server = new Server();
      const curves = new LiveCurves(server.fetch);
      const reports = Array.from({ length: 30 }, (_, index) => report(100 + index, 1, index, index / 10));
      const known = Math.floor(random() * 31);
      const answeredAt = Math.floor(random() * 31);
      for (let index = 0; index <= 30; index++) {
        if (index === 0) curves.want([1]);
        if (index === answeredAt) {
          const values = reports.slice(0, known).map((_, each) => each / 10);
          await server.answer(99 + known, values.length === 0 ? [] : [curve(1, values)]);
        }
        const next = reports[index];
        // Before the answer the stream may be behind it or ahead of it; afterwards nothing older comes.
        if (next !== undefined) curves.changed([], random() < 0.2 ? [next, next] : [next]);
      }
      // What the answer knew already, the stream tells as well: it is not added.
      const expected = reports.map((_, index) => index / 10);
      expect(valuesOf(curves, 1)).toEqual(expected);
    }
  });

  it('should fetch everything again after a gap, and show what it has until then', async () => {
    const server = new Server();
    const curves = new LiveCurves(server.fetch);
    curves.want([1]);
    await server.answer(10, [curve(1, [0.5])]);
    curves.begun();
    expect(valuesOf(curves, 1)).toEqual([0.5]);
    expect(server.asked).toEqual([[1], [1]]);
    await server.answer(20, [curve(1, [0.5, 0.4, 0.3])]);
    expect(valuesOf(curves, 1)).toEqual([0.5, 0.4, 0.3]);
  });

  it('should say why there are no curves', async () => {
    const server = new Server();
    const curves = new LiveCurves(server.fetch);
    curves.want([1]);
    await server.refuse();
    expect(curves.snapshot.get()).toMatchObject({ complete: false, problem: 'series are being built' });
    curves.close();
  });
});
