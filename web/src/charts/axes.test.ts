import { describe, expect, it } from 'vitest';
import { tick } from './axes';

describe('tick', () => {
  it.each([
    [[0.9, 0.95, 1], 0.05, ['0.90', '0.95', '1.00']],
    [[0, 0.25], 0.25, ['0.00', '0.25']],
    [[0, 2.5, 5], 2.5, ['0.0', '2.5', '5.0']],
    [[0, 50], 50, ['0', '50']],
    [[-0.2, 0.1], 0.1, ['−0.2', '0.1']],
    [[0.3000000000000004], 0.1, ['0.3']],
    [[2e-9], 1e-9, ['2e-9']],
  ])('should write %s in steps of %s as %s', (values, step, expected) => {
    expect(values.map((value) => tick(value, step))).toEqual(expected);
  });
});
