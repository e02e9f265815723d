import { ApiError } from '../../api/client';
import type { Change, Curves, Trial } from '../../api/types';
import { toFinite } from '../../api/values';
import { Observable } from '../../state/observable';
import type { TrialsListener } from '../../trials/changes-of-trials';
import { curveOf, extended, type TrialCurve } from './trial-curve';

export interface CurvesSnapshot {
  /** By number of the trial; those without a value are not in it. */
  readonly curves: ReadonlyMap<number, TrialCurve>;
  /** Have all that are wanted been asked for and answered? */
  readonly complete: boolean;
  /** Why some could not be fetched, for people. */
  readonly problem: string | undefined;
}

export const NO_CURVES: CurvesSnapshot = { curves: new Map(), complete: false, problem: undefined };

/** Trials asked for at once. */
const AT_ONCE = 200;
/** Reports that are remembered, in case an answer is older than they are. */
const REMEMBERED = 10_000;
const RETRY_MILLIS = 3000;

/** A report as the stream told it. */
interface Report {
  readonly position: number;
  readonly trial: number;
  readonly attempt: number;
  readonly values: Record<string, unknown>;
}

/**
 * The curves of trials somebody looks at, as they are now: each is fetched once, then extended by the event stream. An
 * answer says what position of the log it knows; reports behind that are added to it, whether they came before or after.
 */
export class LiveCurves implements TrialsListener {
  readonly snapshot = new Observable<CurvesSnapshot>(NO_CURVES);
  readonly #fetch: (trials: readonly number[], signal: AbortSignal) => Promise<Curves>;
  /** The name that answers give the number. */
  #metric: string | undefined;
  #wanted: readonly number[] = [];
  /** Fetched since the stream began: up to which position the answer knew each trial's reports. */
  readonly #fresh = new Map<number, number>();
  #curves = new Map<number, TrialCurve>();
  /** By attempt and sequence: what comes twice counts once. */
  readonly #reports = new Map<string, Report>();
  #loading: AbortController | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(fetch: (trials: readonly number[], signal: AbortSignal) => Promise<Curves>) {
    this.#fetch = fetch;
  }

  /** These are looked at from now on. Those that are known are not fetched again. */
  want(trials: readonly number[]): void {
    this.#wanted = trials;
    this.#next();
  }

  /** There may be a gap: everything is fetched again, and stays in sight until then. */
  begun(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    this.#fresh.clear();
    this.#reports.clear();
    this.#next();
  }

  changed(_trials: readonly Trial[], changes: readonly Change[]): void {
    let curves: Map<number, TrialCurve> | undefined;
    for (const { position, trial, metric } of changes) {
      if (trial === undefined || metric?.kind !== 'intermediate') continue;
      const key = `${trial.number} ${metric.attempt} ${metric.sequence}`;
      if (this.#reports.has(key)) continue;
      const report = { position, trial: trial.number, attempt: metric.attempt, values: metric.values };
      this.#remember(key, report);
      if (!(position > (this.#fresh.get(trial.number) ?? Infinity))) continue;
      curves ??= new Map(this.#curves);
      this.#add(curves, report);
    }
    if (curves === undefined) return;
    this.#curves = curves;
    this.#publish();
  }

  close(): void {
    this.#loading?.abort();
    this.#loading = undefined;
    clearTimeout(this.#retry);
    this.#fresh.clear();
    this.#reports.clear();
    this.#wanted = [];
  }

  #next(): void {
    if (this.#loading !== undefined) return;
    const missing = this.#wanted.filter((trial) => !this.#fresh.has(trial)).slice(0, AT_ONCE);
    if (missing.length === 0) return this.#publish();
    void this.#load(missing);
  }

  async #load(trials: readonly number[]): Promise<void> {
    clearTimeout(this.#retry);
    const { signal } = (this.#loading = new AbortController());
    try {
      const answer = await this.#fetch(trials, signal);
      if (signal.aborted) return;
      this.#loading = undefined;
      this.#take(trials, answer);
      this.#next();
    } catch (problem) {
      if (signal.aborted) return;
      this.#loading = undefined;
      if (!(problem instanceof ApiError)) throw problem;
      this.snapshot.set({ ...this.snapshot.get(), problem: problem.message });
      this.#retry = setTimeout(() => this.#next(), RETRY_MILLIS);
    }
  }

  #take(trials: readonly number[], answer: Curves): void {
    this.#metric = answer.metric;
    const curves = new Map(this.#curves);
    for (const trial of trials) {
      curves.delete(trial);
      this.#fresh.set(trial, answer.asOf);
    }
    for (const curve of answer.curves) curves.set(curve.trial, curveOf(curve));
    const asked = new Set(trials);
    for (const report of this.#reports.values()) {
      if (asked.has(report.trial) && report.position > answer.asOf) this.#add(curves, report);
    }
    this.#curves = curves;
    this.#publish();
  }

  #add(curves: Map<number, TrialCurve>, { trial, attempt, values }: Report): void {
    const value = values[this.#metric ?? ''];
    if (value === undefined) return;
    const known = curves.get(trial);
    if (known !== undefined && attempt < known.attempt) return;
    const before = known?.attempt === attempt ? known : { trial, attempt, size: 0, indexes: [], values: [] };
    curves.set(trial, extended(before, toFinite(value as number) ?? NaN));
  }

  #remember(key: string, report: Report): void {
    this.#reports.set(key, report);
    if (this.#reports.size <= REMEMBERED) return;
    for (const oldest of this.#reports.keys()) {
      this.#reports.delete(oldest);
      return;
    }
  }

  #publish(): void {
    const complete = this.#wanted.every((trial) => this.#fresh.has(trial));
    const known = this.snapshot.get();
    if (known.curves === this.#curves && known.complete === complete && known.problem === undefined) return;
    this.snapshot.set({ curves: this.#curves, complete, problem: undefined });
  }
}
