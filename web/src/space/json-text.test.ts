import { describe, expect, it } from 'vitest';
import { seededRandom } from '../test/random';
import { JsonTextError, lineOf, readJson, writeJson } from './json-text';

const TEXT = `{
  "lr": { "_type": "loguniform", "_value": [0.001, 1] },
  "net": {
    "_type": "choice",
    "_value": [
      { "_name": "a\\n{", "units": { "_type": "randint",
        "_value": [1, 9] } }
    ]
  }
}`;

describe('readJson', () => {
  it('should read what the browser reads', () => {
    for (const text of [TEXT, ' null ', '[]', '{"a": [{}, [], "", -1.5e-3, true, false, null]}']) expect(readJson(text).value).toEqual(JSON.parse(text));
  });

  it('should know the line of each path', () => {
    const json = readJson(TEXT);
    expect(lineOf(json, 'lr._value[1]')).toBe(2);
    expect(lineOf(json, 'net._value[0]')).toBe(6);
    expect(lineOf(json, 'net._value[0].units._value')).toBe(7);
  });

  it('should know the line of what something missing should be in', () => {
    const json = readJson(TEXT);
    expect(lineOf(json, 'net._value[0].depth._type')).toBe(6);
    expect(lineOf(json, 'net._value[7]')).toBe(5);
    expect(lineOf(json, 'nothing')).toBeUndefined();
    expect(lineOf(json, '')).toBeUndefined();
  });

  it.each([
    ['{\n"a": 1\n"b": 2}', 3, '"\\"" (expected: , or })'],
    ['{"a": 1,}', 1, '"}" (expected: a name in double quotes)'],
    ['{\n\na: 1}', 3, '"a" (expected: a name in double quotes)'],
    ['{"a" 1}', 1, '"1" (expected: : after "a")'],
    ['[1, 2', 1, 'the end (expected: , or ])'],
    ['[1, two]', 1, '"t" (expected: a value)'],
    ['{"a": "x\n"}', 1, '"\\"" (expected: a value)'],
    ['', 1, 'the end (expected: a value)'],
    ['{} {}', 1, '"{" (expected: the end)'],
    ['{"a": 1,\n"a": 2}', 2, 'a is there twice'],
  ])('should say what is wrong with %j', (text, line, message) => {
    expect(() => readJson(text)).toThrow(JsonTextError);
    try {
      readJson(text);
    } catch (error) {
      expect(error).toMatchObject({ line, message: message.replaceAll('\\"', '"') });
    }
  });
});

describe('writeJson', () => {
  it('should put on a line what fits on one', () => {
    const value = { lr: { _type: 'loguniform', _value: [0.001, 1] }, long: { _type: 'choice', _value: Array.from({ length: 12 }, (_, i) => `option ${i}`) } };
    expect(writeJson(value).split('\n').slice(0, 3)).toEqual(['{', '  "lr": { "_type": "loguniform", "_value": [0.001, 1] },', '  "long": {']);
  });

  it('should write what is read back, whatever it is', () => {
    const random = seededRandom();
    const any = (depth: number): unknown => {
      const kind = Math.floor(random() * (depth > 3 ? 4 : 6));
      if (kind === 0) return null;
      if (kind === 1) return random() < 0.5;
      if (kind === 2) return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
      if (kind === 3) return String.fromCharCode(...Array.from({ length: Math.floor(random() * 12) }, () => Math.floor(random() * 300)));
      if (kind === 4) return Array.from({ length: Math.floor(random() * 5) }, () => any(depth + 1));
      return Object.fromEntries(Array.from({ length: Math.floor(random() * 5) }, () => [String(any(9)), any(depth + 1)]));
    };
    for (let round = 0; round < 500; round++) {
      const value = any(0);
      const text = writeJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(readJson(text).value).toEqual(value);
    }
  });
});
