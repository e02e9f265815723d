import { describe, expect, it } from 'vitest';
import { TrialColumns } from '../columns/trial-columns';
import { columnsOf, trial } from '../test/samples';
import { bestPath, improvements } from './best-line';
import { LogAxis } from './log-axis';

const BEGIN = Date.UTC(2026, 2, 1, 10);
const instant = (millis: number) => new Date(BEGIN + millis).toISOString();
const view = new TrialColumns(
  columnsOf([
    trial(0, { createdAt: instant(0), startedAt: instant(10), endedAt: instant(20), value: 0.5 }),
    trial(1, { createdAt: instant(10), startedAt: instant(10), endedAt: instant(1000), value: 0.4 }),
    trial(2, { createdAt: instant(30), startedAt: null, endedAt: null, state: 'WAITING', value: null }),
    trial(3, { createdAt: instant(40), startedAt: instant(50), endedAt: instant(60), value: 0.8 }),
  ]),
).view();
const axis = LogAxis.of(view, BEGIN, BEGIN + 2000);

describe('LogAxis', () => {
  it('should put the moments at which something happened equally far apart', () => {
    expect([...axis.times].map((time) => time - BEGIN)).toEqual([0, 10, 10, 10, 20, 30, 40, 50, 60, 1000, 2000]);
    expect(axis.timeAt(8.5) - BEGIN).toBe(530);
    expect(axis.timeAt(99) - BEGIN).toBe(2000);
  });

  it('should find the place of a moment', () => {
    expect([0, 10, 15, 60, 530, 2000, 9999, -5].map((millis) => axis.placeOf(BEGIN + millis))).toEqual([0, 3, 3.5, 8, 8.5, 10, 10, 0]);
  });

  it('should step from one event to the next and back', () => {
    expect([axis.step(BEGIN, 1), axis.step(BEGIN + 10, 1), axis.step(BEGIN + 2000, 1)].map((time) => time - BEGIN)).toEqual([10, 20, 2000]);
    expect([axis.step(BEGIN + 20, -1), axis.step(BEGIN + 10, -1), axis.step(BEGIN, -1)].map((time) => time - BEGIN)).toEqual([10, 0, 0]);
  });
});

describe('improvements', () => {
  it('should be in the order of time, not of numbers', () => {
    expect(improvements(view, axis, 'maximize').map(({ place, value }) => [place, value])).toEqual([
      [4, 0.5],
      [8, 0.8],
    ]);
    expect(improvements(view, axis, 'minimize').map(({ value }) => value)).toEqual([0.5, 0.4]);
  });

  it('should be drawn upwards whichever way is better', () => {
    expect(bestPath(improvements(view, axis, 'maximize'), axis.last)).toBe('M400.0 94.0H800.0V6.0H1000');
    expect(bestPath(improvements(view, axis, 'minimize'), axis.last)).toBe('M400.0 94.0H900.0V6.0H1000');
    expect(bestPath([], 5)).toBe('');
  });
});
