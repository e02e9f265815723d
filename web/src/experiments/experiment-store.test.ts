import { describe, expect, it } from 'vitest';
import type { Change, Trial } from '../api/types';
import { problem } from '../test/fakes';
import { seededRandom } from '../test/random';
import { change, experiment, trial } from '../test/samples';
import { ExperimentStore } from './experiment-store';

describe('ExperimentStore', () => {
  it('should put pages together by number', () => {
    const store = new ExperimentStore();
    store.pageLoaded([trial(2), trial(3)], false);
    expect(store.snapshot.get().loaded).toBe(false);
    store.pageLoaded([trial(0), trial(1)], true);
    expect(store.snapshot.get().trials.map((each) => each.number)).toEqual([0, 1, 2, 3]);
    expect(store.snapshot.get().loaded).toBe(true);
  });

  it('should keep what the stream said when an older page comes', () => {
    const store = new ExperimentStore();
    store.begin();
    store.apply([change(7, { trial: trial(0, { value: 0.5 }), experiment: experiment({ runSeconds: 99 }) })], 1000);
    store.pageLoaded([trial(0, { state: 'RUNNING', value: null })], true);
    store.experimentLoaded(experiment({ runSeconds: 1 }), 2000);
    expect(store.snapshot.get().trials[0]).toMatchObject({ state: 'SUCCEEDED', value: 0.5 });
    expect(store.snapshot.get().view).toEqual({ experiment: experiment({ runSeconds: 99 }), receivedAt: 1000 });
  });

  it('should take a page over what was known before a gap', () => {
    const store = new ExperimentStore();
    store.begin();
    store.apply([change(7, { trial: trial(0, { state: 'RUNNING' }) })], 0);
    store.begin();
    store.pageLoaded([trial(0, { state: 'FAILED' })], true);
    expect(store.snapshot.get().trials[0]?.state).toBe('FAILED');
  });

  it('should tell its listeners once per batch, and not at all when nothing changed', () => {
    const store = new ExperimentStore();
    let told = 0;
    store.snapshot.subscribe(() => told++);
    store.apply(
      Array.from({ length: 500 }, (_, i) => change(i, { trial: trial(i % 50) })),
      0,
    );
    expect(told).toBe(1);
    store.apply([change(600)], 0);
    expect(told).toBe(1);
  });

  it('should forget a problem when loading goes on', () => {
    const store = new ExperimentStore();
    store.failed(problem(0, 'away'));
    expect(store.snapshot.get().problem?.message).toBe('away');
    store.pageLoaded([trial(0)], true);
    expect(store.snapshot.get().problem).toBeUndefined();
  });

  it('should end with the server whatever the order of pages, changes and restarts', () => {
    const random = seededRandom();
    const pick = (below: number) => Math.floor(random() * below);
    for (let round = 0; round < 300; round++) {
      // A server: trials that change over time, and the changes it has sent.
      const server: Trial[] = [];
      const log: Change[] = [];
      const advance = () => {
        const number = random() < 0.3 ? server.length : pick(Math.max(1, server.length));
        server[number] = trial(number, { reportCount: log.length });
        log.push(change(log.length + 1, { trial: server[number] }));
      };
      for (let i = 0; i < 20; i++) advance();

      const store = new ExperimentStore();
      let delivered = 0;
      // Every page is read by the server at one time and arrives at another.
      let unread: number[] = [];
      let underway: Trial[][] = [];
      const begin = () => {
        store.begin();
        delivered = log.length;
        unread = Array.from({ length: Math.ceil(server.length / 5) }, (_, page) => page * 5);
        underway = [];
      };
      const read = () => {
        const offset = unread.shift();
        if (offset !== undefined) underway.push(server.slice(offset, offset + 5));
      };
      const arrive = () => {
        const page = underway.shift();
        if (page !== undefined) store.pageLoaded(page, unread.length === 0);
      };
      const deliver = (count: number) => {
        const changes = log.slice(delivered, delivered + count);
        store.apply(changes, 0);
        delivered += changes.length;
      };
      begin();
      for (let step = 0; step < 100; step++) {
        const choice = random();
        if (choice < 0.4) advance();
        else if (choice < 0.6) read();
        else if (choice < 0.75) arrive();
        else if (choice < 0.99) deliver(pick(10));
        else begin();
      }
      while (unread.length > 0) read();
      // What is still on its way comes last or first: both must do.
      if (random() < 0.5) deliver(log.length);
      while (underway.length > 0) arrive();
      deliver(log.length);
      expect(store.snapshot.get().trials).toEqual(server);
    }
  });
});
