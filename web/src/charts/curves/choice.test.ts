import { describe, expect, it } from 'vitest';
import { TrialColumns } from '../../columns/trial-columns';
import { columnsOf, trial } from '../../test/samples';
import { chosenTrials } from './choice';

const none = new Set<number>();
const view = new TrialColumns(
  columnsOf([
    ...Array.from({ length: 300 }, (_, number) => trial(number, { value: (number * 37) % 300 })),
    trial(300, { state: 'RUNNING', value: null }),
    trial(301, { state: 'WAITING', value: null }),
    trial(302, { state: 'FAILED', value: null }),
  ]),
).view();
const value = (number: number) => (number * 37) % 300;

describe('chosenTrials', () => {
  it('should be the best ones and those that run', () => {
    const chosen = chosenTrials(view, '20', none, 'minimize', undefined);
    expect(chosen).toHaveLength(21);
    expect(chosen.at(-1)).toBe(300);
    expect(Math.max(...chosen.slice(0, -1).map(value))).toBe(19);
    expect(Math.min(...chosenTrials(view, '20', none, 'maximize', undefined).slice(0, -1).map(value))).toBe(280);
  });

  it('should be the marked ones where there are any', () => {
    expect(chosenTrials(view, '20', new Set([5, 302, 999]), 'minimize', undefined)).toEqual([5, 302]);
  });

  it('should be the newest that have begun', () => {
    const chosen = chosenTrials(view, 'newest', none, 'minimize', undefined);
    expect(chosen).toHaveLength(200);
    expect(chosen.slice(-3)).toEqual([299, 300, 302]);
  });

  it('should never be more than can be told apart', () => {
    const all = new Set(Array.from({ length: 303 }, (_, number) => number));
    expect(chosenTrials(view, '20', all, 'minimize', undefined)).toHaveLength(200);
  });
});
