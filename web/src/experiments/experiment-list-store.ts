import type { ApiError } from '../api/client';
import type { Change, Experiment } from '../api/types';
import { Observable } from '../state/observable';
import type { ExperimentView } from './experiment-view';

export interface ExperimentListSnapshot {
  /** Newest first. */
  experiments: readonly ExperimentView[];
  loaded: boolean;
  problem: ApiError | undefined;
}

/** All experiments of the server. */
export class ExperimentListStore {
  readonly snapshot = new Observable<ExperimentListSnapshot>({ experiments: [], loaded: false, problem: undefined });
  readonly #views = new Map<string, ExperimentView>();
  readonly #touched = new Set<string>();

  /** The stream begins anew: what is fetched from here on is newer than what is known. */
  begin(): void {
    this.#touched.clear();
  }

  /** The fetched list; an experiment that changed since `begin` keeps its newer state. */
  loaded(experiments: Experiment[], now: number): void {
    const listed = new Set(experiments.map((experiment) => experiment.id));
    for (const id of this.#views.keys()) {
      if (!listed.has(id) && !this.#touched.has(id)) this.#views.delete(id);
    }
    for (const experiment of experiments) {
      if (!this.#touched.has(experiment.id)) this.#views.set(experiment.id, { experiment, receivedAt: now });
    }
    this.#publish({ loaded: true, problem: undefined });
  }

  apply(changes: readonly Change[], now: number): void {
    let changed = false;
    for (const { experiment, experimentId, type } of changes) {
      if (type === 'experiment.deleted') changed = this.#views.delete(experimentId) || changed;
      if (experiment === undefined) continue;
      this.#views.set(experiment.id, { experiment, receivedAt: now });
      this.#touched.add(experiment.id);
      changed = true;
    }
    if (changed) this.#publish({});
  }

  failed(problem: ApiError): void {
    this.#publish({ problem });
  }

  #publish(part: Partial<ExperimentListSnapshot>): void {
    const experiments = [...this.#views.values()].sort((a, b) =>
      a.experiment.createdAt < b.experiment.createdAt ? 1 : a.experiment.createdAt > b.experiment.createdAt ? -1 : 0,
    );
    this.snapshot.set({ ...this.snapshot.get(), ...part, experiments });
  }
}
