import { describe, expect, it } from 'vitest';
import { kindOf, rangeOf, traitsOf } from './describe';
import { readSearchSpace } from './search-space';

const SPACE = {
  lr: { _type: 'loguniform', _value: [0.001, 1] },
  batch: { _type: 'quniform', _value: [8, 128, 8] },
  layers: { _type: 'randint', _value: [1, 5] },
  width: { _type: 'lograndint', _value: [1, 1025] },
  noise: { _type: 'normal', _value: [0, 2] },
  scale: { _type: 'qlognormal', _value: [-1, 0.5, 0.1] },
  size: { _type: 'ordinal', _value: ['small', 'large'] },
  net: {
    _type: 'choice',
    _value: [{ _name: 'flat' }, { _name: 'deep', depth: { _type: 'randint', _value: [2, 4] }, act: { _type: 'choice', _value: [{ _name: 'selu', alpha: { _type: 'uniform', _value: [0, 1] } }] } }],
  },
};

describe('readSearchSpace', () => {
  const space = readSearchSpace(SPACE);
  const parameter = (name: string) => {
    const found = space.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };

  it('should list what is inside a choice behind it, with the option it belongs to', () => {
    expect(space.map(({ name }) => name)).toEqual(['lr', 'batch', 'layers', 'width', 'noise', 'scale', 'size', 'net', 'net/depth', 'net/act', 'net/act/alpha']);
    expect(parameter('net')).toMatchObject({ options: ['flat', 'deep'], condition: undefined });
    expect(parameter('net/act/alpha').condition).toEqual({ parameter: 'net/act', option: 'selu' });
  });

  it('should exclude the upper end of whole numbers', () => {
    expect(parameter('layers')).toMatchObject({ low: 1, high: 4, whole: true, scale: 'linear' });
    expect(parameter('width')).toMatchObject({ low: 1, high: 1024, whole: true, scale: 'log' });
  });

  it('should have the options of an ordered choice', () => {
    expect(parameter('size')).toMatchObject({ options: ['small', 'large'], low: undefined });
  });

  it.each([
    ['lr', 'number', '0.001 to 1', ['log scale']],
    ['batch', 'number', '8 to 128', ['steps of 8']],
    ['width', 'whole number', '1 to 1024', ['log scale']],
    ['noise', 'normal', '0 ± 2', []],
    ['scale', 'lognormal', 'exp(−1 ± 0.5)', ['steps of 0.1']],
    ['size', 'ordered choice', undefined, []],
  ])('should be said in words: %s', (name, kind, range, traits) => {
    expect([kindOf(parameter(name)), rangeOf(parameter(name)), traitsOf(parameter(name))]).toEqual([kind, range, traits]);
  });

  it('should be empty for what is no space', () => {
    for (const space of [undefined, null, 3, [], { a: 1, b: { _type: 'choice' } }]) expect(readSearchSpace(space)).toEqual([]);
  });
});
