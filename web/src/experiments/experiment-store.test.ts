import { describe, expect, it } from 'vitest';
import { problem } from '../test/fakes';
import { change, experiment, trial } from '../test/samples';
import { ExperimentStore } from './experiment-store';

describe('ExperimentStore', () => {
  it('should keep what the stream said when an older answer comes', () => {
    const store = new ExperimentStore();
    store.begin();
    store.apply([change(7, { experiment: experiment({ runSeconds: 99 }) })], 1000);
    store.loaded(experiment({ runSeconds: 1 }), 2000);
    expect(store.snapshot.get().view).toEqual({ experiment: experiment({ runSeconds: 99 }), receivedAt: 1000 });
  });

  it('should take an answer over what was known before a gap', () => {
    const store = new ExperimentStore();
    store.apply([change(7, { experiment: experiment({ state: 'RUNNING' }) })], 0);
    store.begin();
    store.loaded(experiment({ state: 'DONE' }), 5);
    expect(store.snapshot.get().view).toEqual({ experiment: experiment({ state: 'DONE' }), receivedAt: 5 });
  });

  it('should tell its listeners once per batch, of the newest, and not at all when nothing changed', () => {
    const store = new ExperimentStore();
    let told = 0;
    store.snapshot.subscribe(() => told++);
    store.apply(
      Array.from({ length: 500 }, (_, i) => change(i, { experiment: experiment({ runSeconds: i }) })),
      0,
    );
    expect(told).toBe(1);
    expect(store.snapshot.get().view?.experiment.runSeconds).toBe(499);
    store.apply([change(600, { trial: trial(1) })], 0);
    expect(told).toBe(1);
  });

  it('should forget a problem when loading goes on', () => {
    const store = new ExperimentStore();
    store.failed(problem(0, 'away'));
    expect(store.snapshot.get().problem?.message).toBe('away');
    store.loaded(experiment(), 0);
    expect(store.snapshot.get().problem).toBeUndefined();
  });
});
