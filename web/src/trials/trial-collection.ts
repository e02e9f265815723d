import type { Trial } from '../api/types';

/** The trials of one experiment by number, from pages and changes. */
export class TrialCollection {
  /** At its number; pages and changes may leave gaps for a while. */
  readonly #byNumber: (Trial | undefined)[] = [];
  readonly #touched = new Set<number>();
  #list: readonly Trial[] | undefined = [];

  begin(): void {
    this.#touched.clear();
  }

  /** Fetched trials; those that changed since `begin` keep what the change said. */
  page(trials: readonly Trial[]): void {
    for (const trial of trials) {
      if (!this.#touched.has(trial.number)) this.#put(trial);
    }
  }

  change(trial: Trial): void {
    this.#touched.add(trial.number);
    this.#put(trial);
  }

  /** All trials by number; the same array as long as nothing changes. */
  list(): readonly Trial[] {
    this.#list ??= this.#byNumber.filter((trial) => trial !== undefined);
    return this.#list;
  }

  #put(trial: Trial): void {
    while (this.#byNumber.length < trial.number) this.#byNumber.push(undefined);
    this.#byNumber[trial.number] = trial;
    this.#list = undefined;
  }
}
