import { describe, expect, it } from 'vitest';
import type { Trial } from '../../api/types';
import { codeOf } from '../../columns/state-codes';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, trial } from '../../test/samples';
import { attemptsOf } from '../attempts/attempts';
import { durationsOf, ordered } from './durations';
import { histogramOf } from './histogram';

const BEGIN = Date.parse('2026-03-01T10:00:00Z');
const time = (second: number) => new Date(BEGIN + second * 1000).toISOString();

function ran(number: number, start: number | null, end: number | null, given: Partial<Trial> = {}): Trial {
  return trial(number, { createdAt: time(0), startedAt: start === null ? null : time(start), endedAt: end === null ? null : time(end), ...given });
}

const again = { attempt: 1, startedAt: time(2), endedAt: time(5), state: 'WAITING', reason: null, exitCode: 1 } as const;
const view = new TrialColumns(
  columnsOf([
    ran(0, 1, 9),
    ran(1, 10, 14, { attempt: 2, earlierAttempts: [again] }),
    ran(2, null, null, { state: 'WAITING', attempt: 0 }),
    ran(3, 20, null, { state: 'RUNNING' }),
  ]),
).view();
const durations = durationsOf(view, attemptsOf(view), BEGIN + 30_000);

describe('durationsOf', () => {
  it('should add up attempts, and what is between them', () => {
    expect([...durations.ran]).toEqual([8000, 7000, NaN, 10_000]);
    expect([...durations.waited]).toEqual([1000, 7000, 0, 20_000]);
  });

  it('should know the attempts of each trial', () => {
    const of = (index: number) => [...durations.order.slice(durations.first[index], durations.first[index + 1])];
    expect([0, 1, 2, 3].map(of)).toEqual([[0], [1, 2], [], [3]]);
  });
});

describe('ordered', () => {
  it('should have the trials that have begun', () => {
    expect([...ordered(durations, 'oldest')]).toEqual([0, 1, 3]);
    expect([...ordered(durations, 'newest')]).toEqual([3, 1, 0]);
    expect([...ordered(durations, 'longest')]).toEqual([3, 0, 1]);
    expect([...ordered(durations, 'shortest')]).toEqual([1, 0, 3]);
  });
});

describe('histogramOf', () => {
  const SUCCEEDED = codeOf('SUCCEEDED');

  it('should count trials that ended by how long they ran', () => {
    const histogram = histogramOf(durations.ran, view.states, 8);
    expect(histogram?.width).toBe(1000);
    expect(histogram?.bins.map((bin) => bin[SUCCEEDED])).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(histogram?.most).toBe(1);
    expect(histogram?.open).toBe(false);
  });

  it('should put what is far longer in the last bin', () => {
    const lengths = Float64Array.from({ length: 200 }, (_, index) => (index === 7 ? 9e8 : 1000 + 10 * index));
    const histogram = histogramOf(lengths, new Uint8Array(200).fill(SUCCEEDED), 20);
    expect(histogram?.open).toBe(true);
    expect(histogram?.bins.length).toBeLessThanOrEqual(21);
    expect(histogram?.bins.at(-1)?.[SUCCEEDED]).toBe(1);
    expect(histogram?.bins.flat().reduce((sum, each) => sum + each)).toBe(200);
  });

  it('should be none while nothing has ended', () => {
    expect(histogramOf(Float64Array.of(NaN, 5), Uint8Array.of(codeOf('WAITING'), codeOf('RUNNING')), 10)).toBeUndefined();
  });

  it('should take durations of no length', () => {
    expect(histogramOf(Float64Array.of(0, 0), Uint8Array.of(SUCCEEDED, SUCCEEDED), 10)).toMatchObject({ width: 1, most: 2 });
  });
});
