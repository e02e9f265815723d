import { describe, expect, it } from 'vitest';
import { formatColumns, moved, parseColumns } from './column-choice';

describe('columns in addresses', () => {
  it('should be read as they were written, with whatever is in names', () => {
    const keys = ['number', 'parameter:a,b', 'parameter:50%', 'parameter:%c', 'metric:x/y z'];
    expect(parseColumns(formatColumns(keys))).toEqual(keys);
  });

  it('should always begin with the number, and have each column once', () => {
    expect(parseColumns('value,number,value,,state')).toEqual(['number', 'value', 'state']);
    expect(parseColumns('')).toEqual(['number']);
  });
});

describe('moved', () => {
  const keys = ['number', 'a', 'b', 'c'];

  it.each([
    ['a', 2, ['number', 'b', 'a', 'c']],
    ['c', 1, ['number', 'c', 'a', 'b']],
    ['a', 9, ['number', 'b', 'c', 'a']],
    ['b', 0, ['number', 'b', 'a', 'c']],
  ])('should put %s to %i', (key, to, expected) => {
    expect(moved(keys, key, to)).toEqual(expected);
  });
});
