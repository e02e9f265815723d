import { ApiError } from '../../api/client';
import type { Curves } from '../../api/types';
import { Observable } from '../../state/observable';
import { type CurvesSnapshot, NO_CURVES } from './live-curves';
import { curveOf } from './trial-curve';

interface Wish {
  readonly trials: readonly number[];
  readonly at: number;
}

/**
 * Curves as of past moments. One request at most is under way; when it is answered, the newest wish follows, and those
 * before it are forgotten, so a slider can be moved as fast as one likes.
 */
export class PastCurves {
  readonly snapshot = new Observable<CurvesSnapshot>(NO_CURVES);
  readonly #fetch: (trials: readonly number[], at: number) => Promise<Curves>;
  #wish: Wish | undefined;
  #busy = false;
  #closed = false;

  constructor(fetch: (trials: readonly number[], at: number) => Promise<Curves>) {
    this.#fetch = fetch;
  }

  want(trials: readonly number[], at: number): void {
    this.#closed = false;
    this.#wish = { trials, at };
    if (!this.#busy) void this.#load();
  }

  close(): void {
    this.#closed = true;
    this.#wish = undefined;
  }

  async #load(): Promise<void> {
    const wish = this.#wish;
    if (wish === undefined) return;
    this.#busy = true;
    this.#wish = undefined;
    try {
      const answer = wish.trials.length === 0 ? undefined : await this.#fetch(wish.trials, wish.at);
      const curves = new Map(answer?.curves.map((curve) => [curve.trial, curveOf(curve)]));
      if (!this.#closed) this.snapshot.set({ curves, complete: true, problem: undefined });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (!this.#closed) this.snapshot.set({ ...this.snapshot.get(), problem: problem.message });
    } finally {
      this.#busy = false;
    }
    await this.#load();
  }
}
