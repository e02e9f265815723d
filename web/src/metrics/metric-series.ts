import type { Metric } from '../api/types';
import { toFinite } from '../api/values';

/** Reports of one trial, each once, by attempt and sequence. */
export class MetricSeries {
  #metrics: readonly Metric[] = [];
  readonly #known = new Set<string>();

  get metrics(): readonly Metric[] {
    return this.#metrics;
  }

  /** Adds what is not known yet; says whether anything was. */
  add(metrics: readonly Metric[]): boolean {
    const fresh = metrics.filter((metric) => {
      const key = `${metric.attempt}:${metric.sequence}`;
      return !this.#known.has(key) && this.#known.add(key);
    });
    if (fresh.length === 0) return false;
    this.#metrics = [...this.#metrics, ...fresh].sort((a, b) => a.attempt - b.attempt || a.sequence - b.sequence);
    return true;
  }
}

/** Intermediate values of one attempt; each is the report of that step, counted from 1. */
export interface AttemptCurve {
  attempt: number;
  steps: number[];
  values: (number | null)[];
}

/** One curve per attempt for one of the reported numbers, of the reports that have it; what is no finite number is a gap. */
export function curves(metrics: readonly Metric[], key = 'default'): AttemptCurve[] {
  const byAttempt = new Map<number, AttemptCurve>();
  for (const metric of metrics) {
    const value = metric.values[key];
    if (metric.kind !== 'intermediate' || value === undefined) continue;
    let curve = byAttempt.get(metric.attempt);
    if (curve === undefined) byAttempt.set(metric.attempt, (curve = { attempt: metric.attempt, steps: [], values: [] }));
    curve.steps.push(metric.sequence + 1);
    curve.values.push(toFinite(value) ?? null);
  }
  return [...byAttempt.values()];
}

/** The reports there were at a past moment, in milliseconds since 1970; all of them if it is absent. */
export function reportedBy(metrics: readonly Metric[], at: number | undefined): readonly Metric[] {
  return at === undefined ? metrics : metrics.filter((metric) => Date.parse(metric.at) <= at);
}

/** Names of all reported numbers, `default` first. */
export function metricKeys(metrics: readonly Metric[]): string[] {
  const keys = new Set<string>();
  for (const metric of metrics) for (const key of Object.keys(metric.values)) keys.add(key);
  return [...keys].sort((a, b) => (a === 'default' ? -1 : b === 'default' ? 1 : a.localeCompare(b)));
}
