import type { Experiment, OptimizeMode, Trial, Value } from '../../api/types';
import { toFinite } from '../../api/values';
import { secondsBetween } from '../../format/time';
import { flatten, parametersOf } from '../parameters';

export type RowKind = 'state' | 'value' | 'seconds' | 'count' | 'text' | 'parameter';

/** One thing of all compared trials, in their order. */
export interface ComparedRow {
  group: 'Result' | 'Parameters' | 'Metrics';
  name: string;
  kind: RowKind;
  /** `undefined` where a trial has no such thing. */
  values: readonly unknown[];
  /** Do the trials differ in it? */
  differs: boolean;
  /** Indexes of the trials that are best in it; empty where nobody said what is better. */
  best: readonly number[];
}

/**
 * Trials side by side.
 *
 * @param now for the duration of those that run, in milliseconds since 1970
 */
export function compareTrials(trials: readonly Trial[], { objectives }: Pick<Experiment, 'objectives'>, now: number): ComparedRow[] {
  const row = (group: ComparedRow['group'], name: string, kind: RowKind, value: (trial: Trial) => unknown, mode?: OptimizeMode): ComparedRow => {
    const values = trials.map((trial) => value(trial) ?? undefined);
    return { group, name, kind, values, differs: new Set(values.map((each) => JSON.stringify(each))).size > 1, best: mode === undefined ? [] : bestOf(values, mode) };
  };
  const [first, ...others] = objectives;
  const names = new Set(trials.flatMap((trial) => Object.keys(trial.metrics ?? {})));
  for (const { metric } of objectives) names.delete(metric);
  const rows = [
    row('Result', 'State', 'state', (trial) => trial.state),
    row('Result', first?.metric === undefined || first.metric === 'default' ? 'Value' : first.metric, 'value', (trial) => trial.value, first?.mode),
    ...others.map(({ metric, mode }) => row('Result', metric, 'value', (trial) => trial.objectives?.[metric], mode)),
    row('Result', 'Latest', 'value', (trial) => trial.latest, first?.mode),
    row('Result', 'Duration', 'seconds', (trial) => secondsBetween(trial.startedAt, trial.endedAt, now)),
    row('Result', 'Reports', 'count', (trial) => trial.reportCount),
    row('Result', 'Attempts', 'count', (trial) => trial.attempt),
    row('Result', 'Reason', 'text', (trial) => trial.reason),
    ...parametersOf(trials.map((trial) => trial.configuration)).map(({ name }) =>
      row('Parameters', name, 'parameter', (trial) => flatten(trial.configuration).get(name)),
    ),
    ...[...names].sort().map((name) => row('Metrics', name, 'value', (trial) => trial.metrics?.[name])),
  ];
  return rows.filter(({ values }) => values.some((value) => value !== undefined));
}

function bestOf(values: readonly unknown[], mode: OptimizeMode): number[] {
  const numbers = values.map((value) => toFinite(value as Value | undefined));
  const finite = numbers.filter((number) => number !== undefined);
  // Alone, or all the same: nothing is better.
  if (new Set(finite).size < 2) return [];
  const best = mode === 'maximize' ? Math.max(...finite) : Math.min(...finite);
  return numbers.flatMap((number, index) => (number === best ? [index] : []));
}

/** As a table for other programs: a line for each thing, a column for each trial. */
export function toCsv(trials: readonly Trial[], rows: readonly ComparedRow[]): string {
  const lines = [['', ...trials.map(({ number }) => `trial ${number}`)], ...rows.map(({ name, values }) => [name, ...values.map(text)])];
  return lines.map((cells) => cells.map(quoted).join(',')).join('\n');
}

export function toJson(trials: readonly Trial[], rows: readonly ComparedRow[]): string {
  const all = trials.map(({ number }, index) => {
    const of = (group: ComparedRow['group']) =>
      Object.fromEntries(rows.filter((row) => row.group === group && row.values[index] !== undefined).map((row) => [row.name, row.values[index]]));
    return { trial: number, result: of('Result'), parameters: of('Parameters'), metrics: of('Metrics') };
  });
  return JSON.stringify(all, null, 2);
}

function text(value: unknown): string {
  return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
