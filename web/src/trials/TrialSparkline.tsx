import { useMemo } from 'react';
import type { Trial } from '../api/types';
import { Sparkline } from '../charts/Sparkline';
import { curves } from '../metrics/metric-series';
import type { MetricStore } from '../metrics/metric-store';
import { useMetrics } from '../metrics/use-metrics';
import styles from './TrialTable.module.css';

/** A row that is scrolled past asks for nothing. */
const DELAY_MILLIS = 150;

/** Shape of the last attempt's intermediate values. */
export function TrialSparkline({ trial, metrics }: { trial: Trial; metrics: MetricStore }) {
  if (trial.reportCount === 0) return null;
  return <Curve trial={trial.number} metrics={metrics} />;
}

function Curve({ trial, metrics: store }: { trial: number; metrics: MetricStore }) {
  const { metrics } = useMetrics(store, trial, DELAY_MILLIS);
  const values = useMemo(() => curves(metrics).at(-1)?.values ?? [], [metrics]);
  return (
    <span className={styles.curve}>
      <Sparkline values={values} />
    </span>
  );
}
