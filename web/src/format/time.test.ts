import { describe, expect, it } from 'vitest';
import { formatAge, formatDuration, formatTime, formatWholeDuration, secondsBetween } from './time';

describe('formatDuration', () => {
  it.each<[number | undefined, string]>([
    [undefined, '–'],
    [0.44, '0.4 s'],
    [9.99, '9.9 s'],
    [48.9, '48 s'],
    [60, '1 m 00 s'],
    [187, '3 m 07 s'],
    [3600, '1 h 00 m'],
    [7500, '2 h 05 m'],
    [86_400 * 4 + 3 * 3600, '4 d 03 h'],
    [-1, '0.0 s'],
  ])('should write %s as %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });

  it('should leave out tenths where it ticks', () => {
    expect(formatWholeDuration(4.7)).toBe('4 s');
    expect(formatWholeDuration(187)).toBe('3 m 07 s');
    expect(formatWholeDuration(undefined)).toBe('–');
  });
});

describe('formatAge', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  it.each([
    ['2026-03-01T11:59:58Z', 'now'],
    ['2026-03-01T12:00:05Z', 'now'],
    ['2026-03-01T11:59:30Z', '30 s ago'],
    ['2026-03-01T11:55:30Z', '4 m ago'],
    ['2026-03-01T09:00:00Z', '3 h ago'],
    ['2026-02-20T12:00:00Z', '9 d ago'],
    ['nonsense', '–'],
  ])('should write %s as %s', (at, expected) => {
    expect(formatAge(at, now)).toBe(expected);
  });
});

it('should write times to the second', () => {
  expect(formatTime('2026-03-01T12:00:07Z')).toMatch(/^2026-0[23]-\d\d \d\d:\d\d:07$/);
  expect(formatTime(null)).toBe('–');
});

it('should measure until now while there is no end', () => {
  const now = Date.parse('2026-03-01T12:00:10Z');
  expect(secondsBetween('2026-03-01T12:00:00Z', null, now)).toBe(10);
  expect(secondsBetween('2026-03-01T12:00:00Z', '2026-03-01T12:00:04Z', now)).toBe(4);
  expect(secondsBetween(null, null, now)).toBeUndefined();
  expect(secondsBetween('2026-03-01T13:00:00Z', null, now)).toBe(0);
});
