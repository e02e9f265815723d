import type { ApiError } from '../api/client';
import type { Change, Experiment } from '../api/types';
import { Observable } from '../state/observable';
import type { ExperimentView } from './experiment-view';

export interface ExperimentSnapshot {
  view: ExperimentView | undefined;
  problem: ApiError | undefined;
  /** Counts what may have changed the search space, which the experiment does not show. */
  spaceVersion: number;
}

/**
 * One experiment, put together from an answer and the changes of the event stream.
 *
 * The stream is opened before the experiment is fetched and delivers everything after its begin. So what came by the
 * stream is never overwritten by an answer: where that is newer, the stream is about to say the same.
 */
export class ExperimentStore {
  readonly snapshot = new Observable<ExperimentSnapshot>({ view: undefined, problem: undefined, spaceVersion: 0 });
  #touched = false;

  /** The stream begins anew: what is fetched from here on is newer than what is known. */
  begin(): void {
    this.#touched = false;
    this.#publish({ spaceVersion: this.snapshot.get().spaceVersion + 1 });
  }

  loaded(experiment: Experiment, now: number): void {
    const view = this.#touched ? this.snapshot.get().view : { experiment, receivedAt: now };
    this.#publish({ view, problem: undefined });
  }

  apply(changes: readonly Change[], now: number): void {
    const newest = changes.findLast((change) => change.experiment !== undefined)?.experiment;
    if (newest === undefined) return;
    this.#touched = true;
    const { spaceVersion } = this.snapshot.get();
    const spaces = changes.filter(({ type }) => type === 'experiment.searchSpaceChanged').length;
    this.#publish({ view: { experiment: newest, receivedAt: now }, spaceVersion: spaceVersion + spaces });
  }

  failed(problem: ApiError): void {
    this.#publish({ problem });
  }

  #publish(part: Partial<ExperimentSnapshot>): void {
    this.snapshot.set({ ...this.snapshot.get(), ...part });
  }
}
