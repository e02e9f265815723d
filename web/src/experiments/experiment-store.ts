import type { ApiError } from '../api/client';
import type { Change, Experiment, Trial } from '../api/types';
import { Observable } from '../state/observable';
import { TrialCollection } from '../trials/trial-collection';
import type { ExperimentView } from './experiment-view';

export interface ExperimentSnapshot {
  view: ExperimentView | undefined;
  /** By number. */
  trials: readonly Trial[];
  /** Every page has come. */
  loaded: boolean;
  problem: ApiError | undefined;
}

/**
 * One experiment and its trials, put together from fetched pages and the changes of the event stream.
 *
 * The stream is opened before the pages are fetched and delivers everything after its begin. So what came by the
 * stream is never overwritten by a page: where the page is newer, the stream is about to say the same.
 */
export class ExperimentStore {
  readonly snapshot = new Observable<ExperimentSnapshot>({
    view: undefined,
    trials: [],
    loaded: false,
    problem: undefined,
  });
  readonly #trials = new TrialCollection();
  #experimentTouched = false;

  /** The stream begins anew: what is fetched from here on is newer than what is known. */
  begin(): void {
    this.#experimentTouched = false;
    this.#trials.begin();
  }

  experimentLoaded(experiment: Experiment, now: number): void {
    const view = this.#experimentTouched ? this.snapshot.get().view : { experiment, receivedAt: now };
    this.#publish({ view, problem: undefined });
  }

  pageLoaded(trials: readonly Trial[], last: boolean): void {
    this.#trials.page(trials);
    const loaded = last || this.snapshot.get().loaded;
    this.#publish({ trials: this.#trials.list(), loaded, problem: undefined });
  }

  apply(changes: readonly Change[], now: number): void {
    const part: Partial<ExperimentSnapshot> = {};
    for (const { experiment, trial } of changes) {
      if (experiment !== undefined) {
        part.view = { experiment, receivedAt: now };
        this.#experimentTouched = true;
      }
      if (trial !== undefined) this.#trials.change(trial);
    }
    const trials = this.#trials.list();
    if (trials !== this.snapshot.get().trials) part.trials = trials;
    if (Object.keys(part).length > 0) this.#publish(part);
  }

  failed(problem: ApiError): void {
    this.#publish({ problem });
  }

  #publish(part: Partial<ExperimentSnapshot>): void {
    this.snapshot.set({ ...this.snapshot.get(), ...part });
  }
}
