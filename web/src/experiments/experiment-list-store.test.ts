import { describe, expect, it } from 'vitest';
import { change, experiment } from '../test/samples';
import { ExperimentListStore } from './experiment-list-store';

const ids = (store: ExperimentListStore) => store.snapshot.get().experiments.map((view) => view.experiment.id);

describe('ExperimentListStore', () => {
  it('should list the newest first', () => {
    const store = new ExperimentListStore();
    store.loaded([experiment({ id: 'old', createdAt: '2026-01-01T00:00:00Z' }), experiment({ id: 'new', createdAt: '2026-02-01T00:00:00Z' })], 0);
    expect(ids(store)).toEqual(['new', 'old']);
  });

  it('should add an experiment that begins', () => {
    const store = new ExperimentListStore();
    store.loaded([], 0);
    store.apply([change(1, { experiment: experiment({ id: 'a' }) })], 0);
    expect(ids(store)).toEqual(['a']);
  });

  it('should keep what the stream said when an older list comes', () => {
    const store = new ExperimentListStore();
    store.begin();
    store.apply([change(1, { experiment: experiment({ id: 'a', state: 'DONE' }) })], 0);
    store.loaded([experiment({ id: 'a', state: 'RUNNING' })], 0);
    expect(store.snapshot.get().experiments[0]?.experiment.state).toBe('DONE');
  });

  it('should drop an experiment that is deleted', () => {
    const store = new ExperimentListStore();
    store.loaded([experiment({ id: 'a' }), experiment({ id: 'b' })], 0);
    store.apply([{ ...change(1), type: 'experiment.deleted', experimentId: 'a' }], 0);
    expect(ids(store)).toEqual(['b']);
  });

  it('should drop what the server no longer has', () => {
    const store = new ExperimentListStore();
    store.loaded([experiment({ id: 'a' }), experiment({ id: 'b' })], 0);
    store.begin();
    store.loaded([experiment({ id: 'b' })], 0);
    expect(ids(store)).toEqual(['b']);
  });
});
