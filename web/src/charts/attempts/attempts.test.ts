import { describe, expect, it } from 'vitest';
import type { Attempt, Trial } from '../../api/types';
import { stateOf } from '../../columns/state-codes';
import { TrialColumns } from '../../columns/trial-columns';
import { viewAt } from '../../columns/trials-view';
import { columnsOf, trial } from '../../test/samples';
import { attemptsOf, lastKnownTime } from './attempts';

const BEGIN = Date.parse('2026-03-01T10:00:00Z');
const time = (second: number) => new Date(BEGIN + second * 1000).toISOString();

function attempt(number: number, start: number, end: number, state: Attempt['state'] = 'WAITING'): Attempt {
  return { attempt: number, startedAt: time(start), endedAt: time(end), state, reason: null, exitCode: 1 };
}

function ran(number: number, start: number, end: number | null, given: Partial<Trial> = {}): Trial {
  return trial(number, { createdAt: time(0), startedAt: time(start), endedAt: end === null ? null : time(end), ...given });
}

function view(trials: readonly Trial[]) {
  return new TrialColumns(columnsOf(trials)).view();
}

/** Each attempt as `trial/attempt start-end STATE`, in seconds. */
function told(trials: ReturnType<typeof view>): string[] {
  const all = attemptsOf(trials);
  const second = (at: number | undefined) => (Number.isNaN(at) ? '' : ((at ?? NaN) - BEGIN) / 1000);
  return Array.from(all.trials, (index, each) => {
    const number = trials.numbers[index];
    return `${number}/${all.attempts[each]} ${second(all.startedAt[each])}-${second(all.endedAt[each])} ${stateOf(all.states[each])}`;
  });
}

const tried = view([
  ran(0, 20, 30, { attempt: 2, earlierAttempts: [attempt(1, 1, 9)] }),
  ran(1, 2, 40, { state: 'FAILED' }),
  ran(2, 25, null, { state: 'RUNNING' }),
  trial(3, { createdAt: time(3), state: 'WAITING', attempt: 0, startedAt: null, endedAt: null }),
  trial(4, { createdAt: time(3), state: 'WAITING', attempt: 1, startedAt: time(4), endedAt: null, earlierAttempts: [attempt(1, 4, 12)] }),
]);

describe('attemptsOf', () => {
  it('should have every attempt by its start', () => {
    expect(told(tried)).toEqual(['0/1 1-9 WAITING', '1/1 2-40 FAILED', '4/1 4-12 WAITING', '0/2 20-30 SUCCEEDED', '2/1 25- RUNNING']);
  });

  it('should have those that had begun at a moment, each once', () => {
    expect(told(viewAt(tried, BEGIN + 5000))).toEqual(['0/1 1- RUNNING', '1/1 2- RUNNING', '4/1 4- RUNNING']);
    expect(told(viewAt(tried, BEGIN + 15_000))).toEqual(['0/1 1-9 WAITING', '1/1 2- RUNNING', '4/1 4-12 WAITING']);
    expect(told(viewAt(tried, BEGIN + 22_000))).toEqual(['0/1 1-9 WAITING', '1/1 2- RUNNING', '4/1 4-12 WAITING', '0/2 20- RUNNING']);
  });

  it('should have none of no trials', () => {
    expect(told(view([]))).toEqual([]);
  });
});

describe('lastKnownTime', () => {
  it('should be the newest of all times', () => {
    expect(lastKnownTime(tried)).toBe(BEGIN + 40_000);
    expect(lastKnownTime(view([]))).toBeNaN();
  });
});
