import { describe, expect, it } from 'vitest';
import { stepOf, valueColors } from './value-colors';

describe('valueColors', () => {
  it('should give the best value the end of the ramp', () => {
    const values = Float64Array.from([3, 1, 2]);
    expect(valueColors(values, 'maximize').shade(3)).toBe(1);
    expect(valueColors(values, 'minimize').shade(1)).toBe(1);
    expect(valueColors(values, 'minimize').shade(3)).toBe(0);
  });

  it('should not let a few bad values take all the colours', () => {
    const losses = Float64Array.from([...Array.from({ length: 19 }, (_, index) => index), 1e9]);
    const { worst, shade } = valueColors(losses, 'minimize');
    expect(worst).toBe(17);
    expect(shade(8.5)).toBeCloseTo(0.5);
    expect(shade(1e9)).toBe(0);
  });

  it('should give equal values, and none, a colour', () => {
    expect(valueColors(Float64Array.from([2, 2]), 'maximize').shade(2)).toBe(1);
    expect(stepOf(valueColors(new Float64Array(0), 'maximize').shade(1), 8)).toBeGreaterThanOrEqual(0);
  });
});

describe('stepOf', () => {
  it('should stay within the steps', () => {
    expect([stepOf(0, 8), stepOf(1, 8), stepOf(0.5, 8), stepOf(-3, 8), stepOf(7, 8)]).toEqual([0, 7, 4, 0, 7]);
  });
});
