import { describe, expect, it } from 'vitest';
import type { Trial, TrialState } from '../api/types';
import { seededRandom } from '../test/random';
import { columnsOf, trial } from '../test/samples';
import { stateOf } from './state-codes';
import { TrialColumns } from './trial-columns';
import { indexOfTrial, parametersOfTrial, type TrialsView, viewAt } from './trials-view';

const BEGIN = Date.UTC(2026, 2, 1, 10);
const instant = (millis: number) => new Date(BEGIN + millis).toISOString();
const view = (trials: readonly Trial[]) => new TrialColumns(columnsOf(trials)).view();

/** What a view says of each trial. */
function told(trials: TrialsView) {
  return Array.from({ length: trials.size }, (_, index) => ({
    number: trials.numbers[index],
    state: stateOf(trials.states[index]),
    value: trials.values[index],
    attempt: trials.attempts[index],
    startedAt: trials.startedAt[index],
    endedAt: trials.endedAt[index],
  }));
}

describe('viewAt', () => {
  it('should leave out what had not been proposed, and take back what had not happened', () => {
    const trials = view([
      trial(0, { createdAt: instant(0), startedAt: instant(10), endedAt: instant(20), value: 0.5 }),
      trial(1, { createdAt: instant(5), startedAt: instant(12), endedAt: instant(40), value: 0.7 }),
      trial(2, { createdAt: instant(15), startedAt: instant(30), endedAt: instant(50), value: 0.9 }),
      trial(3, { createdAt: instant(31), startedAt: instant(32), endedAt: instant(60), value: 0.1 }),
    ]);
    const then = viewAt(trials, BEGIN + 25);
    expect(told(then).map(({ state, value }) => [state, value])).toEqual([
      ['SUCCEEDED', 0.5],
      ['RUNNING', NaN],
      ['WAITING', NaN],
    ]);
    expect(then.total).toBe(3);
    expect(then.at).toBe(BEGIN + 25);
  });

  it('should not touch the view it was made of', () => {
    const trials = view([trial(0, { createdAt: instant(0), startedAt: instant(10), endedAt: instant(20) })]);
    const before = told(trials);
    viewAt(trials, BEGIN + 15);
    expect(told(trials)).toEqual(before);
  });

  it('should go through earlier attempts', () => {
    const trials = view([
      trial(0, {
        attempt: 3,
        createdAt: instant(0),
        startedAt: instant(50),
        endedAt: instant(60),
        earlierAttempts: [
          { attempt: 1, startedAt: instant(10), endedAt: instant(20), state: 'WAITING', reason: 'lost', exitCode: null },
          { attempt: 2, startedAt: instant(25), endedAt: instant(30), state: 'FAILED', reason: 'exit code 1', exitCode: 1 },
        ],
      }),
    ]);
    const states = [5, 15, 22, 27, 35, 55, 65].map((at) => told(viewAt(trials, BEGIN + at))[0]);
    expect(states.map((each) => [each?.state, each?.attempt])).toEqual([
      ['WAITING', 0],
      ['RUNNING', 1],
      ['WAITING', 1],
      ['RUNNING', 2],
      ['FAILED', 2],
      ['RUNNING', 3],
      ['SUCCEEDED', 3],
    ]);
    expect(states[4]?.endedAt).toBe(BEGIN + 30);
  });

  it('should have no values of other numbers before the end', () => {
    const trials = new TrialColumns(
      columnsOf([trial(0, { createdAt: instant(0), startedAt: instant(1), endedAt: instant(9) })], { metrics: [{ name: 'loss', values: [0.25] }] }),
    ).view();
    expect(viewAt(trials, BEGIN + 5).metrics.get('loss')?.[0]).toBe(NaN);
    expect(viewAt(trials, BEGIN + 9).metrics.get('loss')?.[0]).toBe(0.25);
  });

  it('should be what the columns said at that moment, at every moment of a random experiment', () => {
    const random = seededRandom();
    const pick = (below: number) => Math.floor(random() * below);
    const ends: TrialState[] = ['SUCCEEDED', 'FAILED', 'EARLY_STOPPED', 'USER_CANCELED'];
    for (let round = 0; round < 40; round++) {
      const trials: Trial[] = [];
      const columns = new TrialColumns(columnsOf([]));
      const recorded: { at: number; told: ReturnType<typeof told> }[] = [];
      for (let at = 1; at < 120; at++) {
        const number = random() < 0.3 ? trials.length : pick(Math.max(1, trials.length));
        const before = trials[number];
        trials[number] = next(before, number, at);
        columns.put(trials[number]);
        recorded.push({ at, told: told(columns.view()) });
      }
      const now = columns.view();
      for (const { at, told: then } of recorded) expect(told(viewAt(now, BEGIN + at))).toEqual(then);
    }

    function next(before: Trial | undefined, number: number, at: number): Trial {
      const fresh = { value: null, endedAt: null };
      if (before === undefined) return trial(number, { ...fresh, state: 'WAITING', attempt: 0, createdAt: instant(at), startedAt: null });
      if (before.state === 'WAITING') {
        return { ...before, ...fresh, state: 'RUNNING', attempt: before.attempt + 1, startedAt: instant(at) };
      }
      if (before.state !== 'RUNNING') return before;
      if (random() < 0.3) {
        const tried = { attempt: before.attempt, startedAt: before.startedAt, endedAt: instant(at), state: 'WAITING' as const, reason: null, exitCode: null };
        return { ...before, state: 'WAITING', earlierAttempts: [...(before.earlierAttempts ?? []), tried] };
      }
      const state = ends[pick(ends.length)] as TrialState;
      return { ...before, state, endedAt: instant(at), value: state === 'SUCCEEDED' ? random() : null };
    }
  });
});

describe('a view', () => {
  it('should find trials and tell their parameters', () => {
    const trials = view([trial(2, { configuration: { lr: 0.1, layer: { _name: 'conv', filters: 3 } } }), trial(7, { configuration: { layer: { _name: 'dense' } } })]);
    expect([2, 3, 7].map((number) => indexOfTrial(trials, number))).toEqual([0, -1, 1]);
    expect(parametersOfTrial(trials, 0)).toEqual([
      ['lr', 0.1],
      ['layer', 'conv'],
      ['layer/filters', 3],
    ]);
    expect(parametersOfTrial(trials, 1)).toEqual([['layer', 'dense']]);
  });
});
