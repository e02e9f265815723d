import type { Trial } from '../api/types';
import { toNumber } from '../api/values';
import { secondsBetween } from '../format/time';
import { flatten } from './parameters';
import { TRIAL_STATE_ORDER } from './states';

/** Column and direction; written `value` and `-value` in addresses. */
export interface Sort {
  /** A fixed column, or `parameter:NAME`. */
  column: string;
  descending: boolean;
}

/** The newest trials are what moves. */
export const DEFAULT_SORT: Sort = { column: 'number', descending: true };

export function parseSort(text: string | undefined): Sort {
  if (text === undefined || text === '' || text === '-') return DEFAULT_SORT;
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false };
}

export function formatSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}

/** What a trial is sorted by; `undefined` and NaN come last in both directions. */
export function sortKey(trial: Trial, column: string, now: number): number | string | undefined {
  switch (column) {
    case 'number':
      return trial.number;
    case 'state':
      return TRIAL_STATE_ORDER.indexOf(trial.state);
    case 'value':
      return toNumber(trial.value);
    case 'latest':
      return toNumber(trial.latest);
    case 'reason':
      return trial.reason ?? undefined;
    case 'attempt':
      return trial.attempt;
    case 'duration':
      return secondsBetween(trial.startedAt, trial.endedAt, now);
    default: {
      const value = flatten(trial.configuration).get(column.replace(/^parameter:/, ''));
      if (value === undefined || value === null) return undefined;
      return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
    }
  }
}

/** The trials in order; equal ones by number. */
export function sortTrials(trials: readonly Trial[], { column, descending }: Sort, now: number): readonly Trial[] {
  // They come by number: no keys needed for the usual case.
  if (column === 'number') return descending ? trials.toReversed() : trials;
  const sign = descending ? -1 : 1;
  return trials
    .map((trial) => ({ trial, key: sortKey(trial, column, now) }))
    .sort((a, b) => {
      const missing = Number(isMissing(a.key)) - Number(isMissing(b.key));
      return missing || sign * compare(a.key, b.key) || a.trial.number - b.trial.number;
    })
    .map(({ trial }) => trial);
}

function isMissing(key: number | string | undefined): boolean {
  return key === undefined || Number.isNaN(key);
}

function compare(a: number | string | undefined, b: number | string | undefined): number {
  if (isMissing(a) || isMissing(b) || a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : 1;
  return String(a).localeCompare(String(b), 'en', { numeric: true });
}
