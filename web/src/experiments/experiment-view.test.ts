import { describe, expect, it } from 'vitest';
import { experiment } from '../test/samples';
import { runSeconds, secondsLeft } from './experiment-view';

const counts = { total: 12, waiting: 0, running: 2, succeeded: 7, failed: 1, canceled: 1, earlyStopped: 1 };

describe('runSeconds', () => {
  it('should go on while the experiment is active', () => {
    expect(runSeconds({ experiment: experiment({ runSeconds: 60 }), receivedAt: 10_000 }, 13_500)).toBe(63.5);
  });

  it('should stand still otherwise', () => {
    expect(runSeconds({ experiment: experiment({ runSeconds: 60, state: 'STOPPED' }), receivedAt: 10_000 }, 90_000)).toBe(60);
  });

  it('should not go back when the clock does', () => {
    expect(runSeconds({ experiment: experiment({ runSeconds: 60 }), receivedAt: 10_000 }, 9_000)).toBe(60);
  });
});

describe('secondsLeft', () => {
  it('should go on at the pace so far', () => {
    const view = { experiment: experiment({ counts, maxTrialNumber: 30, runSeconds: 50 }), receivedAt: 0 };
    expect(secondsLeft(view, 0)).toBe(100);
    expect(secondsLeft(view, 10_000)).toBe(90);
  });

  it('should end at the time limit', () => {
    const view = { experiment: experiment({ counts, maxTrialNumber: 30, runSeconds: 50, maxExperimentDurationSeconds: 80 }), receivedAt: 0 };
    expect(secondsLeft(view, 0)).toBe(30);
  });

  it.each([
    ['before the first trial has finished', experiment()],
    ['without limits', experiment({ counts, maxTrialNumber: null })],
    ['when nothing runs', experiment({ counts, state: 'DONE' })],
    ['while it stops', experiment({ counts, state: 'STOPPING' })],
  ])('should say nothing %s', (_, given) => {
    expect(secondsLeft({ experiment: given, receivedAt: 0 }, 0)).toBeUndefined();
  });
});
