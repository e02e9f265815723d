import { describe, expect, it } from 'vitest';
import { sparkPath } from './Sparkline';

describe('sparkPath', () => {
  it('should rise from the bottom left to the top right', () => {
    expect(sparkPath([1, 2])).toBe('M1.0 18.0L83.0 2.0');
  });

  it('should break where there is no number', () => {
    expect(sparkPath([1, null, 1])).toBe('M1.0 10.0M83.0 10.0');
  });

  it('should be empty without numbers', () => {
    expect(sparkPath([])).toBe('');
    expect(sparkPath([null])).toBe('');
  });

  it('should thin out long curves and keep the newest value', () => {
    const values = Array.from({ length: 1001 }, (_, index) => (index === 1000 ? 5 : 0));
    const path = sparkPath(values);
    expect(path.split('L').length).toBeLessThanOrEqual(61);
    expect(path.endsWith('L83.0 2.0')).toBe(true);
  });
});
