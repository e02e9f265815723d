import type { Api } from '../api/client';
import type { Change, Trial, Value } from '../api/types';
import { Observable } from '../state/observable';
import { TrialColumns } from './trial-columns';
import type { TrialsView } from './trials-view';

/** Trials fetched at most; of more, the server chooses. */
const POINTS = 20_000;
/** Trials of a sample that the stream may add before a new sample is fetched. */
const ADDED = 10_000;

/**
 * The trials of one experiment for charts. Fetched when the event stream has begun, then kept current by it: what came
 * by the stream is never overwritten by an answer.
 */
export class ColumnsStore {
  /** Absent until the first answer. */
  readonly view = new Observable<TrialsView | undefined>(undefined);
  readonly #fetch: (metrics: readonly string[], signal: AbortSignal) => ReturnType<Api['columns']>;
  #columns: TrialColumns | undefined;
  /** What the stream said since it began. */
  readonly #trials = new Map<number, Trial>();
  readonly #finals = new Map<number, Record<string, Value>>();
  readonly #metrics = new Set<string>();
  #added = 0;
  #loading: AbortController | undefined;

  constructor(api: Api, experiment: string) {
    this.#fetch = (metrics, signal) => api.columns(experiment, { points: POINTS, metrics }, signal);
  }

  /** The stream begins anew: what is fetched from here on is newer than what is known. */
  begin(): void {
    this.#trials.clear();
    this.#finals.clear();
  }

  async load(): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    let answer;
    try {
      answer = await this.#fetch([...this.#metrics], signal);
    } catch (problem) {
      if (signal.aborted) return;
      throw problem;
    }
    if (signal.aborted) return;
    const columns = new TrialColumns(answer);
    for (const trial of [...this.#trials.values()].sort((a, b) => a.number - b.number)) columns.put(trial);
    for (const [trial, values] of this.#finals) columns.putMetrics(trial, values);
    this.#columns = columns;
    this.#added = 0;
    this.view.set(columns.view());
  }

  /** Adds the final values of another number to the columns. */
  want(metric: string): void {
    if (this.#metrics.has(metric)) return;
    this.#metrics.add(metric);
    // Before the first answer, that of the feed brings it. Failing is the feed's business, too: the column stays empty.
    if (this.#columns !== undefined) void this.load().catch(() => this.#metrics.delete(metric));
  }

  apply(changes: readonly Change[]): void {
    const columns = this.#columns;
    for (const { trial, metric } of changes) {
      if (trial !== undefined) {
        this.#trials.set(trial.number, trial);
        columns?.put(trial);
      }
      if (trial !== undefined && metric?.kind === 'final') {
        this.#finals.set(trial.number, metric.values);
        columns?.putMetrics(trial.number, metric.values);
      }
    }
    if (columns === undefined) return;
    const view = columns.view();
    if (view === this.view.get()) return;
    this.#added += columns.size - (this.view.get()?.size ?? 0);
    this.view.set(view);
    if (view.total > view.size && this.#added > ADDED) void this.load().catch(() => (this.#added = 0));
  }

  close(): void {
    this.#loading?.abort();
  }
}
