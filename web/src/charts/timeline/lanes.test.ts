import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/random';
import type { Attempts } from '../attempts/attempts';
import { attemptAt, firstInSight, packed } from './lanes';

/** Attempts by start; an end of NaN for those that run. */
function attempts(times: readonly (readonly [start: number, end: number])[]): Attempts {
  return {
    size: times.length,
    trials: Int32Array.from(times.keys()),
    attempts: new Uint16Array(times.length).fill(1),
    startedAt: Float64Array.from(times, ([start]) => start),
    endedAt: Float64Array.from(times, ([, end]) => end),
    states: new Uint8Array(times.length),
  };
}

describe('packed', () => {
  it('should use the lowest lane that is free', () => {
    const all = attempts([[0, 10], [1, 4], [2, 9], [4, 6], [7, 8], [10, 12]]);
    expect([...packed(all).laneOf]).toEqual([0, 1, 2, 1, 1, 0]);
  });

  it('should leave the lane of what runs alone', () => {
    const all = attempts([[0, NaN], [5, 6], [7, NaN], [8, 9]]);
    expect([...packed(all).laneOf]).toEqual([0, 1, 1, 2]);
  });

  it('should never need more lanes than ran at once, and never overlap', () => {
    const random = seededRandom();
    const times = Array.from({ length: 3000 }, () => Math.floor(random() * 10_000))
      .sort((a, b) => a - b)
      .map((start) => [start, start + Math.floor(random() * random() * 400)] as const);
    const all = attempts(times);
    const { lanes } = packed(all);
    const steps = times.flatMap(([start, end]) => [[start, 1], [end, -1]] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let running = 0;
    const most = Math.max(...steps.map(([, change]) => (running += change)));
    // An attempt without length runs at no time, but needs a lane.
    expect(lanes.length).toBeLessThanOrEqual(most + 1);
    for (const lane of lanes) {
      for (let position = 1; position < lane.length; position++) {
        expect(all.startedAt[lane[position] as number]).toBeGreaterThanOrEqual(all.endedAt[lane[position - 1] as number] as number);
      }
    }
  });
});

describe('a lane', () => {
  const all = attempts([[0, 10], [20, 30], [40, NaN]]);
  const lane = Int32Array.of(0, 1, 2);

  it('should say where what is in sight begins', () => {
    expect([-5, 10, 11, 35, 1000].map((time) => firstInSight(lane, all, time))).toEqual([0, 0, 1, 2, 2]);
  });

  it('should find what is at a time, or near it', () => {
    expect([5, 12, 15, 19, 30, 31, 500].map((time) => attemptAt(lane, all, time, 2))).toEqual([0, 0, -1, 1, 1, 1, 2]);
  });
});
