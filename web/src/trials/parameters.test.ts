import { describe, expect, it } from 'vitest';
import type { Configuration } from '../api/types';
import { flatten, parametersOf } from './parameters';

describe('flatten', () => {
  it('should name nested choices by their path', () => {
    const flat = flatten({ lr: 0.1, layer: { _name: 'conv', filters: 3, pool: { _name: 'max', size: 2 } }, sizes: [1, 2] });
    expect(Object.fromEntries(flat)).toEqual({
      lr: 0.1,
      layer: 'conv',
      'layer/filters': 3,
      'layer/pool': 'max',
      'layer/pool/size': 2,
      sizes: [1, 2],
    });
  });
});

describe('parametersOf', () => {
  const names = (configurations: Configuration[]) => parametersOf(configurations).map(({ name }) => name);

  it('should have the parameters of all configurations, not only of the first', () => {
    expect(names([{ a: 1, c: { _name: 'x' } }, { a: 2, c: { _name: 'y', depth: 3 } }, { b: 1 }])).toEqual(['a', 'c', 'c/depth', 'b']);
  });

  it('should keep a nested choice together, whichever option came first', () => {
    const sgd = { optimizer: { _name: 'sgd', schedule: { _name: 'cosine', period: 3 } }, dropout: 0.1, 'not.nested': 1 };
    const adam = { optimizer: { _name: 'adam', beta: 0.9 }, dropout: 0.2 };
    const step = { optimizer: { _name: 'sgd', schedule: { _name: 'step', size: 4 } }, dropout: 0.2 };
    expect(names([sgd, adam, step])).toEqual([
      'optimizer',
      'optimizer/schedule',
      'optimizer/schedule/period',
      'optimizer/schedule/size',
      'optimizer/beta',
      'dropout',
      'not.nested',
    ]);
  });

  it('should call a parameter numeric when all its values are numbers', () => {
    expect(parametersOf([{ a: 1, b: 2, c: 'x' }, { a: 3, b: 'auto' }, { b: 4 }])).toEqual([
      { name: 'a', numeric: true, longest: 0 },
      { name: 'b', numeric: false, longest: 4 },
      { name: 'c', numeric: false, longest: 1 },
    ]);
  });
});
