import { describe, expect, it } from 'vitest';
import { ramp } from './ramp';

describe('ramp', () => {
  it('should go through its stops', () => {
    const colors = ramp(['rgb(219, 228, 238)', 'rgb(63, 132, 207)', 'rgb(22, 42, 117)'], 5);
    expect(colors[0]).toBe('rgb(219, 228, 238)');
    expect(colors[2]).toBe('rgb(63, 132, 207)');
    expect(colors[4]).toBe('rgb(22, 42, 117)');
  });

  it('should mix by how bright colours look', () => {
    // Lightness 0.5 of OKLab is darker than the mean of the components.
    expect(ramp(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], 3)[1]).toBe('rgb(99, 99, 99)');
  });
});
