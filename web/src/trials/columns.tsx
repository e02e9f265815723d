import type { ReactNode } from 'react';
import type { Trial } from '../api/types';
import { formatParameter, formatValue, NONE } from '../format/numbers';
import { formatDuration, formatWholeDuration, secondsBetween } from '../format/time';
import type { MetricStore } from '../metrics/metric-store';
import { useNow } from '../ui/now';
import { Star } from '../ui/Icon';
import { StatePill } from '../ui/StatePill';
import { flatten, type Parameter, parametersOf } from './parameters';
import styles from './TrialTable.module.css';
import { trialLook } from './states';
import { TrialSparkline } from './TrialSparkline';

export interface Column {
  /** Name in addresses and in `data-column`. */
  key: string;
  label: string;
  /** Pixels; the table shares out what is left over. */
  width: number;
  sortable: boolean;
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
}

const FIXED: readonly Column[] = [
  {
    key: 'number',
    label: 'Trial',
    width: 94,
    sortable: true,
    numeric: false,
    cell: (trial, { best }) => (
      <>
        {trial.number} {trial.number === best && <Star />}
      </>
    ),
  },
  {
    key: 'state',
    label: 'State',
    width: 124,
    sortable: true,
    numeric: false,
    cell: (trial, { active }) => <StatePill plain look={trialLook(trial, active)} />,
    title: (trial) => trial.reason ?? undefined,
  },
  {
    key: 'value',
    label: 'Value',
    width: 88,
    sortable: true,
    numeric: true,
    cell: (trial, { best }) =>
      trial.value === null ? faint : trial.number === best ? <span className={styles.best}>{formatValue(trial.value)}</span> : formatValue(trial.value),
    title: (trial) => (trial.value === null ? undefined : String(trial.value)),
  },
  {
    key: 'latest',
    label: 'Latest',
    width: 88,
    sortable: true,
    numeric: true,
    cell: (trial) => (trial.latest === null ? faint : <span className={styles.soft}>{formatValue(trial.latest)}</span>),
    title: (trial) => (trial.latest === null ? undefined : `${trial.latest}, ${trial.reportCount} reports`),
  },
  {
    key: 'curve',
    label: 'Curve',
    width: 108,
    sortable: false,
    numeric: false,
    cell: (trial, { metrics }) => <TrialSparkline trial={trial} metrics={metrics} />,
  },
  {
    key: 'duration',
    label: 'Duration',
    width: 84,
    sortable: true,
    numeric: true,
    cell: (trial, { active }) => (trial.startedAt === null ? faint : <TrialDuration trial={trial} active={active} />),
  },
];

/** Only where something was run again. */
const ATTEMPTS: Column = {
  key: 'attempt',
  label: 'Attempts',
  width: 78,
  sortable: true,
  numeric: true,
  cell: (trial) => (trial.attempt > 1 ? <span className={styles.retried}>{trial.attempt}</span> : <span className={styles.soft}>{trial.attempt}</span>),
};

/** Only where something has one: why a trial failed, was stopped, waits again. */
const REASON: Column = {
  key: 'reason',
  label: 'Reason',
  width: 260,
  sortable: true,
  numeric: false,
  cell: (trial) => trial.reason !== null && <span className={styles.soft}>{trial.reason}</span>,
  title: (trial) => trial.reason ?? undefined,
};

const faint = <span className={styles.faint}>{NONE}</span>;

/** What the trials of an experiment need columns for. */
export interface ColumnNeeds {
  parameters: readonly Parameter[];
  attempts: boolean;
  reasons: boolean;
}

export function columnNeeds(trials: readonly Trial[]): ColumnNeeds {
  return {
    parameters: parametersOf(trials.map((trial) => trial.configuration)),
    attempts: trials.some((trial) => trial.attempt > 1),
    reasons: trials.some((trial) => trial.reason !== null),
  };
}

/** The table's columns: those every trial fills, those some do, then a column for every parameter. */
export function trialColumns({ parameters, attempts, reasons }: ColumnNeeds): Column[] {
  return [...FIXED, ...(attempts ? [ATTEMPTS] : []), ...(reasons ? [REASON] : []), ...parameters.map(parameterColumn)];
}

function parameterColumn({ name, numeric, longest }: Parameter): Column {
  const value = (trial: Trial) => flatten(trial.configuration).get(name);
  return {
    key: `parameter:${name}`,
    label: name,
    width: Math.min(200, Math.max(84, 36 + 6.5 * name.length, 28 + 7 * longest)),
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

function TrialDuration({ trial, active }: { trial: Trial; active: boolean }) {
  const running = trial.state === 'RUNNING' && active;
  const now = useNow(running);
  const seconds = secondsBetween(trial.startedAt, trial.endedAt, now);
  return <span className={styles.soft}>{running ? formatWholeDuration(seconds) : trial.endedAt === null ? NONE : formatDuration(seconds)}</span>;
}
