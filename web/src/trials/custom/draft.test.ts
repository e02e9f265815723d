import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/random';
import { configurationOf, draftOf, parametersOfDraft, positionOf, rangeText, remarkOn, unknownNames, valueAt, withValue } from './draft';

const SPACE = {
  lr: { _type: 'loguniform', _value: [0.0001, 1] },
  units: { _type: 'quniform', _value: [8, 128, 8] },
  depth: { _type: 'randint', _value: [1, 5] },
  noise: { _type: 'normal', _value: [0, 1] },
  batch: { _type: 'choice', _value: [16, 32] },
  layer: {
    _type: 'choice',
    _value: [
      { _name: 'conv', filters: { _type: 'randint', _value: [4, 65] }, size: { _type: 'uniform', _value: [0, 1] } },
      { _name: 'dense', size: { _type: 'uniform', _value: [10, 20] } },
      { _name: 'none' },
    ],
  },
};
const CONFIGURATION = { lr: 0.01, units: 16, depth: 2, noise: -0.5, batch: 32, layer: { _name: 'conv', filters: 7, size: 0.5 } };
const names = (draft: Record<string, string>) => parametersOfDraft(SPACE, draft).map(({ name }) => name);
const parameter = (name: string, draft = draftOf(SPACE, CONFIGURATION)) => {
  const found = parametersOfDraft(SPACE, draft).find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};

describe('a draft', () => {
  it('should become the configuration it was made of', () => {
    expect(configurationOf(SPACE, draftOf(SPACE, CONFIGURATION))).toEqual(CONFIGURATION);
    const none = { ...CONFIGURATION, layer: { _name: 'none' } };
    expect(configurationOf(SPACE, draftOf(SPACE, none))).toEqual(none);
  });

  it('should be filled from the middle of the space where nothing is said', () => {
    expect(configurationOf(SPACE, draftOf(SPACE, {}))).toEqual({
      lr: 0.01, units: 72, depth: 3, noise: '', batch: 16, layer: { _name: 'conv', filters: 34, size: 0.5 },
    });
  });

  it('should have what the chosen option has, also where options have parameters of one name', () => {
    const draft = draftOf(SPACE, CONFIGURATION);
    expect(names(draft)).toEqual(['lr', 'units', 'depth', 'noise', 'batch', 'layer', 'layer/filters', 'layer/size']);
    const dense = withValue(SPACE, draft, 'layer', '"dense"');
    expect(names(dense)).toEqual(['lr', 'units', 'depth', 'noise', 'batch', 'layer', 'layer/size']);
    expect(parameter('layer/size', dense)).toMatchObject({ low: 10, high: 20 });
    expect(names(withValue(SPACE, dense, 'layer', '"none"'))).not.toContain('layer/size');
  });

  it('should keep what is being written', () => {
    const draft = withValue(SPACE, draftOf(SPACE, CONFIGURATION), 'lr', '1e');
    expect(draft.lr).toBe('1e');
    expect(remarkOn(parameter('lr'), '1e')).toEqual({ tone: 'error', message: 'not a number' });
  });

  it('should know what is not in the space', () => {
    expect(unknownNames(SPACE, { ...CONFIGURATION, color: 1, layer: { _name: 'dense', size: 11, filters: 3 } })).toEqual(['layer/filters', 'color']);
  });
});

describe('remarkOn', () => {
  it.each([
    ['lr', '0.5', undefined],
    ['lr', '2', 'outside the space: more than 1'],
    ['lr', '0', 'outside the space: less than 0.0001'],
    ['lr', ' ', 'a number is missing'],
    ['depth', '4', undefined],
    ['depth', '5', 'outside the space: more than 4'],
    ['depth', '2.5', 'outside the space: not a whole number'],
    ['units', '24', undefined],
    ['units', '20', 'outside the space: not a multiple of 8'],
    ['noise', '-1e9', undefined],
    ['batch', '32', undefined],
    ['batch', '"32"', 'not one of the options of the space'],
    ['layer', '"conv"', undefined],
  ])('should say of %s = %s: %s', (name, text, message) => {
    expect(remarkOn(parameter(name), text)?.message).toBe(message);
  });
});

describe('a slider', () => {
  it('should give values that are possible, at the place they are given for', () => {
    const random = seededRandom();
    for (let i = 0; i < 300; i++) {
      for (const name of ['lr', 'units', 'depth', 'layer/size']) {
        const each = parameter(name);
        const value = valueAt(each, random());
        expect(remarkOn(each, String(value)), `${name} = ${value}`).toBeUndefined();
        expect(valueAt(each, positionOf(each, value))).toBeCloseTo(value, 6);
      }
    }
  });

  it('should go over decades evenly where the scale is logarithmic', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((position) => valueAt(parameter('lr'), position))).toEqual([0.0001, 0.001, 0.01, 0.1, 1]);
    expect(rangeText(parameter('lr'))).toBe('0.0001 to 1, log');
  });
});
