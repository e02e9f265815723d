import type { Change, Trial } from '../api/types';

/** What listens to changes of trials. */
export interface TrialsListener {
  /** The stream began anew: anything may have changed. */
  begun(): void;
  /** These are as they are now, by these changes. */
  changed(trials: readonly Trial[], changes: readonly Change[]): void;
}

/** Hands on what the event stream says of trials, to whoever shows some of them. */
export class ChangesOfTrials {
  readonly #listeners = new Set<TrialsListener>();

  subscribe(listener: TrialsListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(): void {
    for (const each of [...this.#listeners]) each.begun();
  }

  apply(changes: readonly Change[]): void {
    const newest = new Map<number, Trial>();
    for (const { trial } of changes) if (trial !== undefined) newest.set(trial.number, trial);
    if (newest.size === 0) return;
    const trials = [...newest.values()];
    for (const each of [...this.#listeners]) each.changed(trials, changes);
  }
}
