import type { TrialQuery } from '../api/client';
import type { Trial } from '../api/types';
import { toNumber } from '../api/values';
import { flatten } from '../trials/parameters';

/** The trials of a query in its order, as a server finds them; of conditions it knows `number=N` only. */
export function selectTrials(trials: readonly Trial[], { states = [], where = [], search = '', sort = 'number', at }: TrialQuery): Trial[] {
  const descending = sort.startsWith('-');
  const column = descending ? sort.slice(1) : sort;
  const sign = descending ? -1 : 1;
  return trials
    .filter((trial) => states.length === 0 || states.includes(trial.state))
    .filter((trial) => where.every((condition) => !condition.startsWith('number=') || condition === `number=${trial.number}`))
    .filter((trial) => JSON.stringify(trial).toLowerCase().includes(search.toLowerCase()))
    .filter((trial) => at === undefined || Date.parse(trial.createdAt) <= at)
    .map((trial) => ({ trial, key: sortKey(trial, column) }))
    .sort((a, b) => {
      const missing = Number(a.key === undefined) - Number(b.key === undefined);
      return missing || sign * compare(a.key, b.key) || a.trial.number - b.trial.number;
    })
    .map(({ trial }) => trial);
}

function sortKey(trial: Trial, column: string): number | string | undefined {
  switch (column) {
    case 'number':
      return trial.number;
    case 'value':
      return toNumber(trial.value);
    case 'latest':
      return toNumber(trial.latest);
    case 'reason':
      return trial.reason ?? undefined;
    case 'attempt':
      return trial.attempt;
    default: {
      const value = flatten(trial.configuration).get(column.replace(/^parameter:/, ''));
      return typeof value === 'number' || typeof value === 'string' ? value : undefined;
    }
  }
}

function compare(a: number | string | undefined, b: number | string | undefined): number {
  if (a === undefined || b === undefined || a === b) return 0;
  return a < b ? -1 : 1;
}
