import { describe, expect, it } from 'vitest';
import { metric } from '../test/samples';
import { curves, metricKeys, MetricSeries } from './metric-series';

describe('MetricSeries', () => {
  it('should hold every report once, in order', () => {
    const series = new MetricSeries();
    expect(series.add([metric(2, 0.3), metric(0, 0.1)])).toBe(true);
    expect(series.add([metric(0, 0.1), metric(1, 0.2), metric(2, 0.3)])).toBe(true);
    expect(series.add([metric(1, 0.2)])).toBe(false);
    expect(series.metrics.map((each) => each.sequence)).toEqual([0, 1, 2]);
  });

  it('should tell attempts apart', () => {
    const series = new MetricSeries();
    series.add([metric(0, 0.5, { attempt: 2 }), metric(0, 0.1), metric(1, 0.2)]);
    expect(series.metrics.map((each) => [each.attempt, each.sequence])).toEqual([[1, 0], [1, 1], [2, 0]]);
  });
});

describe('curves', () => {
  it('should have a curve of intermediate values per attempt', () => {
    const metrics = [metric(0, 0.1), metric(1, 'NaN'), metric(2, 0.3), metric(3, 0.9, { kind: 'final' }), metric(0, 0.2, { attempt: 2 })];
    expect(curves(metrics)).toEqual([
      { attempt: 1, steps: [1, 2, 3], values: [0.1, null, 0.3] },
      { attempt: 2, steps: [1], values: [0.2] },
    ]);
  });

  it('should show another of the reported numbers', () => {
    const metrics = [metric(0, 0.1, { values: { default: 0.1, loss: 2 } }), metric(1, 0.2), metric(5, 0.3, { values: { loss: 1 } })];
    expect(metricKeys(metrics)).toEqual(['default', 'loss']);
    expect(curves(metrics, 'loss')).toEqual([{ attempt: 1, steps: [1, 6], values: [2, 1] }]);
  });
});
