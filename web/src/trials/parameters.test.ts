import { describe, expect, it } from 'vitest';
import { flatten, parameterNames } from './parameters';

describe('flatten', () => {
  it('should name nested choices by their path', () => {
    const flat = flatten({ lr: 0.1, layer: { _name: 'conv', filters: 3, pool: { _name: 'max', size: 2 } }, sizes: [1, 2] });
    expect(Object.fromEntries(flat)).toEqual({
      lr: 0.1,
      layer: 'conv',
      'layer.filters': 3,
      'layer.pool': 'max',
      'layer.pool.size': 2,
      sizes: [1, 2],
    });
  });
});

describe('parameterNames', () => {
  it('should have the parameters of all configurations, not only of the first', () => {
    const names = parameterNames([{ a: 1, c: { _name: 'x' } }, { a: 2, c: { _name: 'y', depth: 3 } }, { b: 1 }]);
    expect(names).toEqual(['a', 'c', 'c.depth', 'b']);
  });
});
