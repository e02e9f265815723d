import { describe, expect, it } from 'vitest';
import { valueLimits } from './value-limits';

describe('valueLimits', () => {
  it('should leave room around the values', () => {
    const { values, log, hidden } = valueLimits([1, NaN, 2], false);
    expect(values.low).toBeCloseTo(0.93);
    expect(values.high).toBeCloseTo(2.07);
    expect({ log, hidden }).toEqual({ log: false, hidden: 0 });
  });

  it('should have a size around a single value', () => {
    expect(valueLimits([5], false).values).toEqual({ low: 4.5, high: 5.5 });
    expect(valueLimits([0], false).values).toEqual({ low: -0.5, high: 0.5 });
  });

  it('should leave out what a logarithmic axis cannot show', () => {
    const { values, log, hidden } = valueLimits([0.001, 10, 0, -3], true);
    expect({ log, hidden }).toEqual({ log: true, hidden: 2 });
    expect(values.low).toBeGreaterThan(0);
    expect(values.low).toBeLessThan(0.001);
    expect(values.high).toBeGreaterThan(10);
  });

  it('should stay linear where no value is positive', () => {
    expect(valueLimits([-1, 0], true)).toMatchObject({ log: false, hidden: 0 });
    expect(valueLimits([], true)).toEqual({ values: { low: 0, high: 1 }, log: false, hidden: 0 });
  });
});
