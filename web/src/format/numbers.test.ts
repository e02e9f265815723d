import { describe, expect, it } from 'vitest';
import type { Value } from '../api/types';
import { formatCount, formatParameter, formatValue } from './numbers';

describe('formatValue', () => {
  it.each<[Value | null, string]>([
    [0.972512, '0.97251'],
    [0.95, '0.95000'],
    [1, '1.0000'],
    [12.3456789, '12.346'],
    [-0.5, '−0.50000'],
    [12345.67, '12345.7'],
    [123456, '123456'],
    [0, '0'],
    [1.23456e-7, '1.2346e-7'],
    [-9.87654e12, '−9.8765e+12'],
    ['NaN', 'NaN'],
    ['Infinity', '∞'],
    ['-Infinity', '−∞'],
    [null, '–'],
  ])('should write %s as %s', (value, expected) => {
    expect(formatValue(value)).toBe(expected);
  });
});

describe('formatParameter', () => {
  it.each<[unknown, string]>([
    [32, '32'],
    [0.020164766813713042, '0.020165'],
    [0.5, '0.5'],
    [5.009174809788175e-6, '5.0092e-6'],
    [1e-5, '1e-5'],
    [-3, '−3'],
    [1.5e12, '1.5e+12'],
    ['adam', 'adam'],
    [true, 'true'],
    [null, 'null'],
    [[1, 2], '[1,2]'],
    [undefined, '–'],
  ])('should write %s as %s', (value, expected) => {
    expect(formatParameter(value)).toBe(expected);
  });
});

it('should group thousands', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
});
