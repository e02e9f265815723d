import type { ReactNode } from 'react';
import type { OptimizeMode, Trial, Value } from '../api/types';
import { formatCount, formatParameter, formatValue, NONE } from '../format/numbers';
import { formatDuration, formatTime, formatWholeDuration, secondsBetween } from '../format/time';
import type { MetricStore } from '../metrics/metric-store';
import { useNow } from '../ui/now';
import { Star } from '../ui/Icon';
import { StatePill } from '../ui/StatePill';
import { flatten } from './parameters';
import styles from './TrialTable.module.css';
import { trialLook } from './states';
import { TrialSparkline } from './TrialSparkline';

export interface Column {
  /** Name in addresses and in `data-column`. */
  key: string;
  label: string;
  group: 'Trial' | 'Metrics' | 'Parameters';
  /** Pixels; the table shares out what is left over. */
  width: number;
  /** The server can order by it, and calls it as `key` does. */
  sortable: boolean;
  /** What the first click on its head does. */
  descendingFirst?: boolean;
  numeric: boolean;
  cell: (trial: Trial, context: CellContext) => ReactNode;
  /** In full, for the tooltip. */
  title?: (trial: Trial) => string | undefined;
}

export interface CellContext {
  metrics: MetricStore;
  /** Number of the best trial. */
  best: number | undefined;
  /** The experiment goes on, and so does the time of its running trials. */
  active: boolean;
  /** The past moment that is shown, in milliseconds since 1970. */
  at: number | undefined;
}

/** What there are columns for, besides what every trial has. */
export interface ColumnNeeds {
  parameters: readonly { name: string; numeric: boolean; longest: number }[];
  /** Names of the other numbers that trials reported. */
  metrics: readonly string[];
  /** The objectives after the first. */
  objectives: readonly string[];
  optimizeMode: OptimizeMode;
  /** Something was run again, something has a reason: these columns are shown unless the reader chose others. */
  attempts: boolean;
  reasons: boolean;
}

const METRIC = 'metric:';
const PARAMETER = 'parameter:';

/** Every column there can be, in the order in which they are offered. */
export function allColumns({ parameters, metrics, objectives, optimizeMode }: ColumnNeeds): Column[] {
  const named = [...new Set([...objectives, ...metrics])];
  return [...factColumns(optimizeMode), ...named.map(metricColumn), ...parameters.map(parameterColumn)];
}

/** The columns that are shown unless the reader chooses: those every trial fills, those some do, then every parameter. */
export function defaultColumns({ parameters, objectives, attempts, reasons }: ColumnNeeds): string[] {
  return [
    ...['number', 'state', 'value', 'latest', 'curve', 'duration'],
    ...objectives.map((name) => METRIC + name),
    ...(attempts ? ['attempt'] : []),
    ...(reasons ? ['reason'] : []),
    ...parameters.map(({ name }) => PARAMETER + name),
  ];
}

/** The numbers that must be asked for to fill these columns. */
export function metricsOf(columns: readonly Column[]): string[] {
  return columns.filter(({ key }) => key.startsWith(METRIC)).map(({ key }) => key.slice(METRIC.length));
}

const faint = <span className={styles.faint}>{NONE}</span>;

function factColumns(optimizeMode: OptimizeMode): Column[] {
  return [
    {
      ...fact('number', 'Trial', 122),
      descendingFirst: true,
      cell: (trial, { best }) => (
        <>
          {trial.number} {trial.number === best && <Star />}
        </>
      ),
    },
    {
      ...fact('state', 'State', 124),
      cell: (trial, { active }) => <StatePill plain look={trialLook(trial, active)} />,
      title: (trial) => trial.reason ?? undefined,
    },
    {
      ...fact('value', 'Value', 88),
      numeric: true,
      descendingFirst: optimizeMode === 'maximize',
      cell: (trial, { best }) =>
        trial.value === null ? faint : trial.number === best ? <span className={styles.best}>{formatValue(trial.value)}</span> : formatValue(trial.value),
      title: (trial) => (trial.value === null ? undefined : String(trial.value)),
    },
    {
      ...fact('latest', 'Latest', 88),
      numeric: true,
      descendingFirst: optimizeMode === 'maximize',
      cell: (trial) => (trial.latest === null ? faint : <span className={styles.soft}>{formatValue(trial.latest)}</span>),
      title: (trial) => (trial.latest === null ? undefined : `${trial.latest}, ${trial.reportCount} reports`),
    },
    {
      ...fact('curve', 'Curve', 108),
      sortable: false,
      cell: (trial, { metrics, at }) => <TrialSparkline trial={trial} metrics={metrics} at={at} />,
    },
    {
      ...fact('reports', 'Reports', 78),
      numeric: true,
      cell: (trial) => <span className={styles.soft}>{formatCount(trial.reportCount)}</span>,
    },
    {
      ...fact('duration', 'Duration', 84),
      numeric: true,
      cell: (trial, context) => (trial.startedAt === null ? faint : <TrialDuration trial={trial} context={context} />),
    },
    time('created', 'Proposed', (trial) => trial.createdAt),
    time('started', 'Started', (trial) => trial.startedAt),
    time('ended', 'Ended', (trial) => trial.endedAt),
    {
      ...fact('attempt', 'Attempts', 92),
      numeric: true,
      cell: (trial) => (trial.attempt > 1 ? <span className={styles.retried}>{trial.attempt}</span> : <span className={styles.soft}>{trial.attempt}</span>),
    },
    text('reason', 'Reason', 260, (trial) => trial.reason, true),
    text('worker', 'Worker', 140, (trial) => trial.worker),
    text('note', 'Note', 220, (trial) => trial.note),
    text('tag', 'Tag', 110, (trial) => trial.tag, true),
    {
      ...fact('budget', 'Budget', 78),
      numeric: true,
      cell: (trial) => (trial.budget === null ? faint : formatParameter(trial.budget)),
    },
    {
      ...fact('exit', 'Exit code', 84),
      numeric: true,
      cell: (trial) => trial.exitCode ?? faint,
    },
    text('id', 'Id', 130, (trial) => trial.id),
  ];
}

type Fact = Omit<Column, 'cell'>;

function fact(key: string, label: string, width: number): Fact {
  return { key, label, group: 'Trial', width, sortable: true, numeric: false };
}

function text(key: string, label: string, width: number, value: (trial: Trial) => string | null, sortable = false): Column {
  return {
    ...fact(key, label, width),
    sortable,
    cell: (trial) => value(trial) !== null && <span className={styles.soft}>{value(trial)}</span>,
    title: (trial) => value(trial) ?? undefined,
  };
}

function time(key: string, label: string, value: (trial: Trial) => string | null): Column {
  return {
    ...fact(key, label, 158),
    cell: (trial) => (value(trial) === null ? faint : <span className={styles.soft}>{formatTime(value(trial))}</span>),
  };
}

function metricColumn(name: string): Column {
  const value = (trial: Trial): Value | undefined => trial.metrics?.[name] ?? trial.objectives?.[name];
  return {
    key: METRIC + name,
    label: name,
    group: 'Metrics',
    width: Math.min(180, Math.max(92, 40 + 6.5 * name.length)),
    sortable: true,
    numeric: true,
    cell: (trial) => {
      const given = value(trial);
      return given === undefined ? faint : formatValue(given);
    },
    title: (trial) => value(trial)?.toString(),
  };
}

function parameterColumn({ name, numeric, longest }: ColumnNeeds['parameters'][number]): Column {
  const value = (trial: Trial) => flatten(trial.configuration).get(name);
  return {
    key: PARAMETER + name,
    label: name,
    group: 'Parameters',
    width: Math.min(200, Math.max(96, 36 + 6.5 * name.length, 28 + 7 * longest)),
    sortable: true,
    numeric,
    cell: (trial) => {
      const given = value(trial);
      return given === undefined ? faint : formatParameter(given);
    },
    title: (trial) => {
      const given = value(trial);
      return given === undefined ? undefined : typeof given === 'string' ? given : JSON.stringify(given);
    },
  };
}

function TrialDuration({ trial, context: { active, at } }: { trial: Trial; context: CellContext }) {
  const running = trial.state === 'RUNNING' && active;
  const now = useNow(running && at === undefined);
  const seconds = secondsBetween(trial.startedAt, trial.endedAt, at ?? now);
  return <span className={styles.soft}>{running ? formatWholeDuration(seconds) : trial.endedAt === null ? NONE : formatDuration(seconds)}</span>;
}
