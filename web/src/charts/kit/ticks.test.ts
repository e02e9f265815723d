import { describe, expect, it } from 'vitest';
import { durationTicks, logTicks, numberTicks, timeTicks } from './ticks';

const labels = (ticks: { label: string }[]) => ticks.map(({ label }) => label);

describe('ticks', () => {
  it('should be round numbers', () => {
    expect(labels(numberTicks(0.03, 0.98, 5))).toEqual(['0.2', '0.4', '0.6', '0.8']);
    expect(labels(numberTicks(0, 2300, 5))).toEqual(['0', '500', '1000', '1500', '2000']);
    expect(labels(numberTicks(-1, 1, 4))).toEqual(['−1.0', '−0.5', '0.0', '0.5', '1.0']);
  });

  it('should be whole numbers where others mean nothing', () => {
    expect(labels(numberTicks(0, 3, 10, true))).toEqual(['0', '1', '2', '3']);
    expect(labels(numberTicks(0, 2500, 3, true))).toEqual(['0', '1,000', '2,000']);
  });

  it('should be powers of ten on a logarithmic axis', () => {
    expect(labels(logTicks(0.0009, 12, 6))).toEqual(['0.001', '0.01', '0.1', '1', '10']);
    expect(labels(logTicks(1, 100, 8))).toEqual(['1', '2', '5', '10', '20', '50', '100']);
    expect(labels(logTicks(1e-9, 1e9, 4)).length).toBeLessThanOrEqual(5);
    expect(labels(logTicks(1, 2, 5))).toEqual(['1.0', '1.2', '1.4', '1.6', '1.8', '2.0']);
  });

  it('should say durations in one unit', () => {
    expect(labels(durationTicks(0, 95_000, 4))).toEqual(['0 s', '30 s', '60 s', '90 s']);
    expect(labels(durationTicks(0, 5_400_000, 4))).toEqual(['0 m', '30 m', '60 m', '90 m']);
    expect(labels(durationTicks(0, 450, 3))).toEqual(['0 ms', '200 ms', '400 ms']);
    expect(labels(durationTicks(0, 30 * 86_400_000, 5))).toEqual(['0 d', '7 d', '14 d', '21 d', '28 d']);
  });

  it('should be at round times where the reader is', () => {
    const at = (text: string) => new Date(text).getTime();
    expect(labels(timeTicks(at('2026-03-01T10:03:00'), at('2026-03-01T11:05:00'), 4))).toEqual(['10:30', '11:00']);
    expect(labels(timeTicks(at('2026-03-01T10:03:01'), at('2026-03-01T10:03:22'), 5))).toEqual(['10:03:05', '10:03:10', '10:03:15', '10:03:20']);
    expect(labels(timeTicks(at('2026-03-01T20:00:00'), at('2026-03-02T08:00:00'), 4))).toEqual(['21:00', '03-02', '03:00', '06:00']);
  });

  it('should be none of what has no limits', () => {
    expect(numberTicks(NaN, NaN, 5)).toEqual([]);
  });
});
