import { describe, expect, it } from 'vitest';
import { toPython } from './python-dict';

describe('toPython', () => {
  it('should write what Python reads', () => {
    expect(toPython({ lr: 1e-7, name: 'a "b"\n', on: true, off: false, none: null, sizes: [1, 2], layer: { _name: 'conv', filters: 3 } })).toBe(
      [
        '{',
        '    "lr": 1e-7,',
        '    "name": "a \\"b\\"\\n",',
        '    "on": True,',
        '    "off": False,',
        '    "none": None,',
        '    "sizes": [1, 2],',
        '    "layer": {',
        '        "_name": "conv",',
        '        "filters": 3,',
        '    },',
        '}',
      ].join('\n'),
    );
    expect(toPython({})).toBe('{}');
  });
});
