import { describe, expect, it } from 'vitest';
import { experiment } from '../test/samples';
import { durationText, LIMITS, parseLimit } from './limits';

describe('parseLimit', () => {
  it.each([
    ['trialConcurrency', '4', { trialConcurrency: 4 }],
    ['maxTrialNumber', ' 1,000 ', { maxTrialNumber: 1000 }],
    ['maxTrialNumber', '', { maxTrialNumber: null }],
    ['maxExperimentDuration', '1.5h', { maxExperimentDuration: '1.5h' }],
    ['maxExperimentDuration', '10 M', { maxExperimentDuration: '10m' }],
    ['maxTrialDuration', '90', { maxTrialDuration: '90s' }],
    ['maxTrialDuration', ' ', { maxTrialDuration: null }],
  ] as const)('should take %s from "%s"', (key, text, update) => {
    expect(parseLimit(LIMITS[key], text)).toEqual({ update });
  });

  it.each([
    ['trialConcurrency', ''],
    ['trialConcurrency', '0'],
    ['maxTrialNumber', '-3'],
    ['maxTrialNumber', '2.5'],
    ['maxTrialNumber', 'many'],
    ['maxExperimentDuration', '0m'],
    ['maxExperimentDuration', 'soon'],
    ['maxTrialDuration', '10 weeks'],
  ] as const)('should refuse %s "%s"', (key, text) => {
    expect(parseLimit(LIMITS[key], text)).toHaveProperty('problem');
  });

  it('should take what it shows for editing', () => {
    const given = experiment({ maxExperimentDurationSeconds: 5400, maxTrialDurationSeconds: 601 });
    for (const limit of Object.values(LIMITS)) expect(parseLimit(limit, limit.text(given))).toHaveProperty('update');
  });
});

describe('durationText', () => {
  it.each([
    [null, ''],
    [45, '45s'],
    [600, '10m'],
    [5400, '1.5h'],
    [129_600, '1.5d'],
    [3601, '3601s'],
    [0.5, '0.5s'],
  ])('should write %s as "%s"', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });
});
