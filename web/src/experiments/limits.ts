import type { Experiment, Update } from '../api/types';

/** A limit that can be changed while an experiment runs. */
export interface Limit {
  key: 'trialConcurrency' | 'maxTrialNumber' | 'maxExperimentDuration' | 'maxTrialDuration';
  label: string;
  kind: 'count' | 'duration';
  /** It may be absent. */
  removable: boolean;
  /** What changing it means. */
  hint: string;
  /** As it is, for people. */
  shown: (experiment: Experiment) => string;
  /** As it is, to be edited; empty if there is none. */
  text: (experiment: Experiment) => string;
}

export const LIMITS: Record<Limit['key'], Limit> = {
  trialConcurrency: {
    key: 'trialConcurrency',
    label: 'Trials at a time',
    kind: 'count',
    removable: false,
    hint: 'Running trials go on; a lower number only keeps others from starting.',
    shown: ({ trialConcurrency }) => trialConcurrency.toLocaleString('en-US'),
    text: ({ trialConcurrency }) => String(trialConcurrency),
  },
  maxTrialNumber: {
    key: 'maxTrialNumber',
    label: 'Most trials',
    kind: 'count',
    removable: true,
    hint: 'All trials count, however they end. Empty for no limit.',
    shown: ({ maxTrialNumber }) => maxTrialNumber?.toLocaleString('en-US') ?? '∞',
    text: ({ maxTrialNumber }) => String(maxTrialNumber ?? ''),
  },
  maxExperimentDuration: {
    key: 'maxExperimentDuration',
    label: 'Longest duration',
    kind: 'duration',
    removable: true,
    hint: 'Time spent running. For example 90s, 10m, 1.5h or 2d; empty for no limit.',
    shown: ({ maxExperimentDurationSeconds: seconds }) => (seconds === null ? 'no time limit' : durationText(seconds, ' ')),
    text: ({ maxExperimentDurationSeconds: seconds }) => durationText(seconds),
  },
  maxTrialDuration: {
    key: 'maxTrialDuration',
    label: 'Longest trial',
    kind: 'duration',
    removable: true,
    hint: 'Holds for attempts that start from now on. For example 90s, 10m or 1.5h; empty for no limit.',
    shown: ({ maxTrialDurationSeconds: seconds }) => (seconds === null ? 'no limit' : durationText(seconds, ' ')),
    text: ({ maxTrialDurationSeconds: seconds }) => durationText(seconds),
  },
};

const UNITS = { d: 86_400, h: 3600, m: 60, s: 1 } as const;
const DURATION = /^(\d+(?:\.\d+)?|\.\d+)\s*([smhd]?)$/i;

/** What is wrong with a text, or the change it stands for. */
export function parseLimit(limit: Limit, text: string): { problem: string } | { update: Update } {
  const given = text.trim();
  if (given === '') return limit.removable ? { update: { [limit.key]: null } } : { problem: 'A number of 1 or more' };
  if (limit.kind === 'count') {
    const plain = given.replaceAll(',', '');
    const count = Number(plain);
    return /^\d+$/.test(plain) && count >= 1 && Number.isSafeInteger(count) ? { update: { [limit.key]: count } } : { problem: 'A whole number of 1 or more' };
  }
  const [, amount = '', unit = ''] = DURATION.exec(given) ?? [];
  if (!(Number(amount) > 0)) return { problem: 'A duration such as 90s, 10m, 1.5h or 2d' };
  // A bare number means seconds.
  return { update: { [limit.key]: amount + (unit.toLowerCase() || 's') } };
}

/** Seconds in the largest unit that needs at most two decimals: `10m`, `1.5h`; empty for none. `gap` comes before the unit. */
export function durationText(seconds: number | null, gap = ''): string {
  if (seconds === null) return '';
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = seconds / size;
    if (amount >= 1 && Number(amount.toFixed(2)) === amount) return `${amount}${gap}${unit}`;
  }
  return `${seconds}${gap}s`;
}
