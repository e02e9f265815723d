import { describe, expect, it } from 'vitest';
import { DEFAULT_SORT, formatSort, parseSort } from './sorting';

describe('parseSort', () => {
  it('should read what formatSort writes', () => {
    for (const sort of [DEFAULT_SORT, { column: 'parameter:a-b', descending: false }]) {
      expect(parseSort(formatSort(sort))).toEqual(sort);
    }
  });

  it('should take the newest first when nothing is said', () => {
    expect(parseSort(undefined)).toEqual({ column: 'number', descending: true });
    expect(parseSort('-')).toEqual(DEFAULT_SORT);
  });
});
