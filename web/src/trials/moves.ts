import type { Trial } from '../api/types';
import { flatten } from './parameters';
import type { WantedTrials } from './trial-pages';

/**
 * May a change of a trial change which rows there are, or their order? In the order of numbers without a filter nothing
 * does: new trials come at the end, which needs no answer of the server.
 *
 * @param before the trial as it was, if that is known
 */
export function mayMove(before: Trial | undefined, after: Trial, wanted: WantedTrials): boolean {
  const { states = [], where = [], search = '', sort = 'number', metrics = [] } = wanted;
  if (where.length > 0 || search !== '') return true;
  const byNumber = sort === 'number' || sort === '-number';
  if (before === undefined) return !byNumber || states.length > 0 || metrics.length > 0;
  if (states.length > 0 && before.state !== after.state) return true;
  // The stream does not bring these numbers.
  if (metrics.length > 0 && before.state !== after.state) return true;
  if (byNumber) return false;
  return sort === 'best' || sort === 'pareto' || sortValue(before, sort) !== sortValue(after, sort);
}

/** What a trial is sorted by, comparable with ===. */
function sortValue(trial: Trial, sort: string): unknown {
  const column = sort.replace(/^-/, '');
  switch (column) {
    case 'state':
      return trial.state;
    case 'value':
      return trial.value;
    case 'latest':
      return trial.latest;
    case 'attempt':
      return trial.attempt;
    case 'reports':
      return trial.reportCount;
    case 'reason':
      return trial.reason;
    case 'started':
    case 'duration':
      return trial.startedAt;
    case 'ended':
      return trial.endedAt;
    case 'exit':
      return trial.exitCode;
    case 'created':
    case 'budget':
    case 'parent':
    case 'tag':
      // As it was proposed.
      return undefined;
    default:
      // Other numbers come with the end.
      if (!column.startsWith('parameter:')) return trial.state;
      return JSON.stringify(flatten(trial.configuration).get(column.slice('parameter:'.length)));
  }
}
