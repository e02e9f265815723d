import { describe, expect, it } from 'vitest';
import type { Api } from '../api/client';
import type { Change, Columns, Trial } from '../api/types';
import { seededRandom } from '../test/random';
import { change, columnsOf, metric, trial } from '../test/samples';
import { ColumnsStore } from './columns-store';
import { TrialColumns } from './trial-columns';
import type { TrialsView } from './trials-view';

/** A server whose answers wait until they are released. */
class Server {
  trials: Trial[] = [];
  readonly waiting: (() => void)[] = [];
  readonly asked: (readonly string[])[] = [];
  answer: (trials: readonly Trial[], metrics: readonly string[]) => Columns = (trials) => columnsOf(trials);

  readonly api = {
    columns: (_id: string, { metrics = [] }: { metrics?: readonly string[] }, signal?: AbortSignal) => {
      this.asked.push(metrics);
      const answer = this.answer(this.trials, metrics);
      return new Promise<Columns>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        this.waiting.push(() => resolve(answer));
      });
    },
  } as unknown as Api;

  async release(): Promise<void> {
    this.waiting.shift()?.();
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** What a view says, as plain values that can be compared. */
function told(view: TrialsView | undefined) {
  if (view === undefined) return undefined;
  const { numbers, states, values, attempts, createdAt, startedAt, endedAt, parameters, total } = view;
  return {
    total,
    columns: [numbers, states, values, attempts, createdAt, startedAt, endedAt].map((column) => [...column]),
    parameters: parameters.map(({ name, words, values }) => ({
      name,
      values: [...values].map((value) => (Number.isNaN(value) ? null : words === undefined ? value : words[value])),
    })),
  };
}

const expected = (trials: readonly Trial[]) => told(new TrialColumns(columnsOf(trials)).view());

describe('ColumnsStore', () => {
  it('should keep what the stream said when an older answer comes', async () => {
    const server = new Server();
    server.trials = [trial(0, { state: 'RUNNING', value: null, endedAt: null }), trial(1)];
    const store = new ColumnsStore(server.api, 'x');
    store.begin();
    const loading = store.load();
    store.apply([change(5, { trial: trial(0, { value: 0.7 }) }), change(6, { trial: trial(2) })]);
    await server.release();
    await loading;
    expect(told(store.view.get())).toEqual(expected([trial(0, { value: 0.7 }), trial(1), trial(2)]));
  });

  it('should take an answer over what was known before a gap', async () => {
    const server = new Server();
    const store = new ColumnsStore(server.api, 'x');
    store.apply([change(5, { trial: trial(0, { value: 0.7 }) })]);
    store.begin();
    server.trials = [trial(0, { value: 0.2 })];
    const loading = store.load();
    await server.release();
    await loading;
    expect(told(store.view.get())).toEqual(expected([trial(0, { value: 0.2 })]));
  });

  it('should publish a new view only when something changed', async () => {
    const server = new Server();
    server.trials = [trial(0)];
    const store = new ColumnsStore(server.api, 'x');
    const loading = store.load();
    await server.release();
    await loading;
    const before = store.view.get();
    store.apply([change(9)]);
    expect(store.view.get()).toBe(before);
    store.apply([change(10, { trial: trial(0, { value: 1 }) })]);
    expect(store.view.get()).not.toBe(before);
  });

  it('should ask once for another number, and follow its final values', async () => {
    const server = new Server();
    server.trials = [trial(0), trial(1, { state: 'RUNNING', value: null, endedAt: null })];
    server.answer = (trials, metrics) => columnsOf(trials, { metrics: metrics.map((name) => ({ name, values: [0.3, null] })) });
    const store = new ColumnsStore(server.api, 'x');
    const loading = store.load();
    await server.release();
    await loading;
    store.want('loss');
    store.want('loss');
    await server.release();
    expect(server.asked).toEqual([[], ['loss']]);
    expect([...(store.view.get()?.metrics.get('loss') ?? [])]).toEqual([0.3, NaN]);
    store.apply([change(4, { trial: trial(1), metric: metric(3, 0.9, { kind: 'final', values: { default: 0.9, loss: 0.1 } }) })]);
    expect([...(store.view.get()?.metrics.get('loss') ?? [])]).toEqual([0.3, 0.1]);
    expect(store.view.get()?.metricNames).toEqual(['default', 'loss']);
  });

  it('should leave out what a sample left out, and add what is new', async () => {
    const server = new Server();
    server.trials = [trial(3), trial(10)];
    server.answer = (trials) => columnsOf(trials, { total: 11 });
    const store = new ColumnsStore(server.api, 'x');
    const loading = store.load();
    await server.release();
    await loading;
    store.apply([change(4, { trial: trial(5) }), change(5, { trial: trial(11) })]);
    expect([...(store.view.get()?.numbers ?? [])]).toEqual([3, 10, 11]);
    expect(store.view.get()?.total).toBe(12);
  });

  it('should end with the server whatever the order of answers, changes and restarts', async () => {
    const random = seededRandom();
    const pick = (below: number) => Math.floor(random() * below);
    const colors = ['red', 'green', 3, [1, 2]];
    for (let round = 0; round < 60; round++) {
      const server = new Server();
      const log: Change[] = [];
      const advance = () => {
        const number = random() < 0.3 ? server.trials.length : pick(Math.max(1, server.trials.length));
        const configuration = server.trials[number]?.configuration ?? { x: random(), color: colors[pick(4)] };
        server.trials = [...server.trials];
        server.trials[number] = trial(number, { value: random() < 0.5 ? random() : null, configuration, attempt: pick(3) });
        log.push(change(log.length + 1, { trial: server.trials[number] }));
      };
      server.trials = [trial(0)];
      const store = new ColumnsStore(server.api, 'x');
      let delivered = 0;
      const begin = () => {
        store.begin();
        delivered = log.length;
        void store.load();
      };
      const deliver = (count: number) => {
        const changes = log.slice(delivered, delivered + count);
        delivered += changes.length;
        store.apply(changes);
      };
      begin();
      for (let step = 0; step < 60; step++) {
        const choice = random();
        if (choice < 0.5) advance();
        else if (choice < 0.6) await server.release();
        else if (choice < 0.97) deliver(pick(8));
        else begin();
      }
      const late = random() < 0.5;
      if (late) deliver(log.length);
      while (server.waiting.length > 0) await server.release();
      deliver(log.length);
      const view = told(store.view.get());
      const right = expected(server.trials);
      expect(view?.columns).toEqual(right?.columns);
      expect(view?.total).toBe(right?.total);
    }
  });
});
