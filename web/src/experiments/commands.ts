import type { Experiment } from '../api/types';
import { isExhausted, nextTrialLimit } from './experiment-view';

/** Where a server was: what a new one needs to take its place. */
export interface ServerPlace {
  dataDirectory: string;
  /** As in the address of the page, where an absent port means that of the protocol. */
  port: string;
}

/** Where a server listens unless it is told otherwise. */
const DEFAULT_PORT = '8080';

/** Shell command that serves the experiment for reading; without a place wherever the home has it. */
export function viewCommand({ id }: Experiment, place?: ServerPlace): string {
  return command(['view', id], place);
}

/** Shell command that goes on with the experiment; without a place wherever the home has it. */
export function resumeCommand(experiment: Experiment, place?: ServerPlace): string {
  const limit = isExhausted(experiment) ? ['--max-trials', String(nextTrialLimit(experiment))] : [];
  return command(['resume', experiment.id, ...limit], place);
}

function command(words: string[], place: ServerPlace | undefined): string {
  return ['trialog', ...words, ...(place === undefined ? [] : placeOptions(place))].map(quoted).join(' ');
}

function placeOptions({ dataDirectory, port }: ServerPlace): string[] {
  return ['--data', dataDirectory, ...(port === DEFAULT_PORT || port === '' ? [] : ['--port', port])];
}

/** A word as POSIX shells take it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
