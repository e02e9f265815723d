import { describe, expect, it } from 'vitest';
import type { SpaceParameter } from '../../space/search-space';
import { bandScale, extent, linearScale, logScale, parameterScale, valueScale, zoomed } from './axis-scale';

function space(given: Partial<SpaceParameter>): SpaceParameter {
  return { name: 'x', type: 'uniform', scale: 'linear', whole: false, low: undefined, high: undefined, step: undefined, options: undefined, condition: undefined, ...given };
}

function column(values: number[], words?: string[]) {
  return { name: 'x', words, values: Float64Array.from(values) };
}

const labels = (scale: { ticks(count: number): { label: string }[] }, count = 5) => scale.ticks(count).map(({ label }) => label);

describe('linearScale', () => {
  it('should go from end to end and back', () => {
    const scale = linearScale(2, 10, false);
    expect([scale.unit(2), scale.unit(6), scale.unit(10), scale.unit(NaN)]).toEqual([0, 0.5, 1, NaN]);
    expect(scale.value(0.25)).toBe(4);
  });

  it('should have round ticks', () => {
    expect(labels(linearScale(0.13, 0.97, false))).toEqual(['0.2', '0.4', '0.6', '0.8']);
    expect(labels(linearScale(0, 3, true), 10)).toEqual(['0', '1', '2', '3']);
  });

  it('should have room around a single value', () => {
    const scale = linearScale(5, 5, false);
    expect(scale.unit(5)).toBeCloseTo(0.5);
    expect(linearScale(0, 0, false).unit(0)).toBe(0.5);
  });
});

describe('logScale', () => {
  it('should go by the logarithm', () => {
    const scale = logScale(0.001, 10);
    expect(scale.unit(0.1)).toBeCloseTo(0.5);
    expect(scale.value(0.75)).toBeCloseTo(1);
    expect(scale.unit(NaN)).toBeNaN();
    expect(scale.unit(0)).toBeLessThan(0);
  });

  it('should have ticks at powers of ten', () => {
    const scale = logScale(0.001, 10);
    expect(scale.ticks(5).map(({ unit, label }) => `${label} at ${unit.toFixed(2)}`)).toEqual(['0.001 at 0.00', '0.01 at 0.25', '0.1 at 0.50', '1 at 0.75', '10 at 1.00']);
  });
});

describe('bandScale', () => {
  it('should put values into the middle of their bands', () => {
    const scale = bandScale([2, 0, 1], (value) => ['a', 'b', 'c'][value] ?? '');
    expect(scale.unit(2)).toBeCloseTo(1 / 6);
    expect(scale.unit(1)).toBeCloseTo(5 / 6);
    expect(scale.unit(7)).toBeNaN();
    expect([scale.value(0.1), scale.value(0.5), scale.value(1), scale.value(-1)]).toEqual([2, 0, 1, 2]);
    expect(labels(scale)).toEqual(['c', 'a', 'b']);
    expect(labels(scale, 2)).toEqual(['c', 'b']);
  });
});

describe('parameterScale', () => {
  it('should keep the limits of the search space and what lies outside', () => {
    expect(parameterScale(column([3, 4]), space({ low: 0, high: 10 }))).toMatchObject({ kind: 'linear', low: 0, high: 10 });
    expect(parameterScale(column([3, 40]), space({ low: 0, high: 10 }))).toMatchObject({ high: 40 });
    expect(parameterScale(column([0.1, NaN, 0.2]), undefined)).toMatchObject({ low: 0.1, high: 0.2 });
  });

  it('should be logarithmic for such types, unless a value has no logarithm', () => {
    expect(parameterScale(column([0.1]), space({ scale: 'log', low: 0.01, high: 1 })).kind).toBe('log');
    expect(parameterScale(column([0]), space({ scale: 'log', low: 0.01, high: 1 })).kind).toBe('linear');
  });

  it('should give words bands in the order of the search space', () => {
    const scale = parameterScale(column([0, 1, 2], ['sgd', 'adam', 'other']), space({ options: ['adam', 'sgd'] }));
    expect(labels(scale)).toEqual(['adam', 'sgd', 'other']);
  });

  it('should give numbers of a choice bands in their order', () => {
    const scale = parameterScale(column([128, 16, NaN]), space({ options: [128, 16, 32] }));
    expect(scale.kind).toBe('bands');
    expect(labels(scale)).toEqual(['16', '32', '128']);
    expect(parameterScale(column([1]), space({ options: Array.from({ length: 100 }, (_, index) => index) })).kind).toBe('linear');
  });
});

describe('valueScale', () => {
  it('should be logarithmic when values differ by orders of magnitude', () => {
    expect(valueScale([0.01, 400, NaN]).kind).toBe('log');
    expect(valueScale([0.5, 0.9]).kind).toBe('linear');
    expect(valueScale([-1, 1e6]).kind).toBe('linear');
    expect(valueScale([])).toMatchObject({ low: 0, high: 1 });
  });
});

describe('zoomed', () => {
  it('should keep the kind of scale', () => {
    expect(zoomed(linearScale(0, 10, false), 0.2, 0.4)).toMatchObject({ kind: 'linear', low: 2, high: 4 });
    const closer = zoomed(logScale(0.01, 100), 0.25, 0.5);
    expect(closer.kind).toBe('log');
    expect(closer.low).toBeCloseTo(0.1);
    expect(closer.high).toBeCloseTo(1);
  });
});

describe('extent', () => {
  it('should ignore what is no number', () => {
    expect(extent([NaN, 3, 1], undefined, 2)).toEqual([1, 3]);
    expect(extent([NaN])).toEqual([0, 1]);
  });
});
