import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/random';
import { between, moved, partOf, zoomed } from './range';

const outer = { low: 0, high: 100 };

describe('zoomed', () => {
  it('should keep what lies under the pointer there', () => {
    expect(zoomed(outer, 0.5, 20, outer, 1)).toEqual({ low: 10, high: 60 });
    expect(zoomed({ low: 10, high: 60 }, 2, 20, outer, 1)).toEqual(outer);
  });

  it('should stop at the smallest part and at the whole', () => {
    expect(zoomed({ low: 40, high: 44 }, 0.01, 42, outer, 2)).toEqual({ low: 41, high: 43 });
    expect(zoomed({ low: 40, high: 44 }, 1000, 42, outer, 2)).toEqual(outer);
  });

  it('should never leave the whole, whatever is done', () => {
    const random = seededRandom();
    let part = { ...outer };
    for (let step = 0; step < 500; step++) {
      part =
        random() < 0.5
          ? zoomed(part, 0.3 + 2 * random(), part.low + random() * (part.high - part.low), outer, 0.5)
          : moved(part, (random() - 0.5) * 50, outer);
      expect(part.low).toBeGreaterThanOrEqual(0);
      expect(part.high).toBeLessThanOrEqual(100 + 1e-9);
      expect(part.high - part.low).toBeGreaterThanOrEqual(0.5 - 1e-9);
    }
  });
});

describe('moved', () => {
  it('should stop at the ends without changing its size', () => {
    expect(moved({ low: 10, high: 30 }, -50, outer)).toEqual({ low: 0, high: 20 });
    expect(moved({ low: 10, high: 30 }, 500, outer)).toEqual({ low: 80, high: 100 });
  });
});

describe('between', () => {
  it('should take both directions', () => {
    expect(between(30, 10, outer, 1)).toEqual({ low: 10, high: 30 });
    expect(between(-10, 10, outer, 1)).toEqual({ low: 0, high: 20 });
  });
});

describe('partOf', () => {
  it('should be absent when it is all there is', () => {
    expect(partOf({ low: 0, high: 100 }, outer)).toBeUndefined();
    expect(partOf({ low: -10, high: 100 }, outer)).toBeUndefined();
    expect(partOf({ low: 10, high: 100 }, outer)).toEqual({ low: 10, high: 100 });
    expect(partOf({ low: 90, high: 120 }, outer)).toEqual({ low: 70, high: 100 });
  });
});
