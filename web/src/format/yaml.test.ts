import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { seededRandom } from '../test/random';
import { toYaml } from './yaml';

describe('toYaml', () => {
  it('should write configurations as people do', () => {
    const configuration = {
      experimentName: 'my run',
      searchSpace: { lr: { _type: 'loguniform', _value: [0.001, 1] }, net: { _type: 'choice', _value: [{ _name: 'a', units: { _type: 'randint', _value: [1, 9] } }] } },
      trialCommand: 'python3 train.py --fast',
      assessor: null,
      seed: '42',
    };
    expect(toYaml(configuration)).toBe(`experimentName: my run
searchSpace:
  lr:
    _type: loguniform
    _value: [0.001, 1]
  net:
    _type: choice
    _value:
      - _name: a
        units:
          _type: randint
          _value: [1, 9]
trialCommand: python3 train.py --fast
assessor: null
seed: "42"
`);
  });

  it.each(['', 'yes', 'NO', 'null', '1e5', '0x1F', '- a', 'a: b', 'a #b', ' a', '*x', '2026-03-01', '.5', '~', 'line\nbreak', 'é', '=', '<<', 'Infinity', 'nan'])(
    'should keep the string %j one',
    (word) => {
      expect(parse(toYaml({ word, [word]: [word] }))).toEqual({ word, [word]: [word] });
    },
  );

  it('should write what YAML reads back, whatever it is', () => {
    const random = seededRandom();
    const any = (depth: number): unknown => {
      const kind = Math.floor(random() * (depth > 3 ? 4 : 6));
      if (kind === 0) return null;
      if (kind === 1) return random() < 0.5;
      if (kind === 2) return random() < 0.5 ? Math.floor(random() * 1000) : random() * 10 ** Math.floor(random() * 30 - 15);
      if (kind === 3) return String.fromCharCode(...Array.from({ length: Math.floor(random() * 8) }, () => 32 + Math.floor(random() * 95)));
      if (kind === 4) return Array.from({ length: Math.floor(random() * 4) }, () => any(depth + 1));
      return Object.fromEntries(Array.from({ length: Math.floor(random() * 4) }, (_, i) => [`k${i} ${String(any(9))}`, any(depth + 1)]));
    };
    for (let round = 0; round < 500; round++) {
      const value = any(0);
      expect(parse(toYaml(value))).toEqual(value);
    }
  });
});
