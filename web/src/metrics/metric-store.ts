import type { Change, Metric } from '../api/types';
import { Observable } from '../state/observable';
import { MetricSeries } from './metric-series';

export interface MetricSnapshot {
  status: 'loading' | 'loaded' | 'failed';
  metrics: readonly Metric[];
}

interface Entry {
  series: MetricSeries;
  snapshot: Observable<MetricSnapshot>;
  watchers: number;
  /** Fetched since the stream began, or being fetched. */
  requested: boolean;
  /** How many reports are too many. */
  most: number;
  /** What came while the reports are fetched anew, because there were too many. */
  next: MetricSeries | null;
}

/** Requests on their way at the same time. */
const PARALLEL = 4;
/** Trials whose reports are kept while nobody looks at them. */
const KEPT = 300;
/** Reports of one trial that the stream may add; when it brings more, all are fetched anew, as few as a chart can show. */
const ADDED = 3000;

/**
 * Reports of the trials somebody looks at: fetched when first watched, then extended by the event stream. Reports of
 * other trials are not kept; they are fetched when needed.
 */
export class MetricStore {
  readonly #fetch: (trial: number) => Promise<Metric[]>;
  readonly #entries = new Map<number, Entry>();
  readonly #waiting: number[] = [];
  #running = 0;

  constructor(fetch: (trial: number) => Promise<Metric[]>) {
    this.#fetch = fetch;
  }

  /** What is known of a trial's reports. Nothing is fetched before `watch`. */
  of(trial: number): Observable<MetricSnapshot> {
    return this.#entry(trial).snapshot;
  }

  /** Fetches a trial's reports and keeps them current until the returned function is called. */
  watch(trial: number): () => void {
    const entry = this.#entry(trial);
    entry.watchers++;
    this.#request(trial, entry);
    return () => {
      entry.watchers--;
      this.#evict();
    };
  }

  apply(changes: readonly Change[]): void {
    const byTrial = new Map<number, Metric[]>();
    for (const { trial, metric } of changes) {
      if (trial === undefined || metric === undefined || !this.#entries.has(trial.number)) continue;
      const metrics = byTrial.get(trial.number);
      if (metrics === undefined) byTrial.set(trial.number, [metric]);
      else metrics.push(metric);
    }
    for (const [trial, metrics] of byTrial) {
      const entry = this.#entry(trial);
      entry.next?.add(metrics);
      if (entry.series.add(metrics)) this.#publish(entry, entry.snapshot.get().status);
      if (entry.series.metrics.length > entry.most && entry.next === null && entry.watchers > 0) {
        entry.next = new MetricSeries();
        entry.requested = false;
        this.#request(trial, entry);
      }
    }
  }

  /** The stream begins anew, there may be a gap: what is watched is fetched again, the rest forgotten. */
  begin(): void {
    for (const [trial, entry] of this.#entries) {
      entry.requested = false;
      if (entry.watchers > 0) this.#request(trial, entry);
      else this.#entries.delete(trial);
    }
  }

  #entry(trial: number): Entry {
    let entry = this.#entries.get(trial);
    if (entry === undefined) {
      const snapshot = new Observable<MetricSnapshot>({ status: 'loading', metrics: [] });
      entry = { series: new MetricSeries(), snapshot, watchers: 0, requested: false, most: Infinity, next: null };
      this.#entries.set(trial, entry);
    }
    return entry;
  }

  #request(trial: number, entry: Entry): void {
    if (entry.requested) return;
    entry.requested = true;
    this.#waiting.push(trial);
    this.#next();
  }

  #next(): void {
    while (this.#running < PARALLEL) {
      const trial = this.#waiting.shift();
      if (trial === undefined) return;
      const entry = this.#entries.get(trial);
      if (entry === undefined) continue;
      if (entry.watchers === 0) {
        // Scrolled past before its turn came.
        entry.requested = false;
        continue;
      }
      this.#running++;
      void this.#load(trial, entry).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  async #load(trial: number, entry: Entry): Promise<void> {
    try {
      const metrics = await this.#fetch(trial);
      if (entry.next !== null) entry.series = entry.next;
      entry.next = null;
      entry.series.add(metrics);
      entry.most = entry.series.metrics.length + ADDED;
      this.#publish(entry, 'loaded');
    } catch {
      entry.requested = false;
      entry.next = null;
      this.#publish(entry, 'failed');
    }
  }

  #publish(entry: Entry, status: MetricSnapshot['status']): void {
    entry.snapshot.set({ status, metrics: entry.series.metrics });
  }

  #evict(): void {
    let surplus = this.#entries.size - KEPT;
    for (const [trial, entry] of this.#entries) {
      if (surplus <= 0) return;
      if (entry.watchers > 0) continue;
      this.#entries.delete(trial);
      surplus--;
    }
  }
}
