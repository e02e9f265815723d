import { useMemo } from 'react';
import type { Trial } from '../api/types';
import { Sparkline } from '../charts/Sparkline';
import { curves, reportedBy } from '../metrics/metric-series';
import type { MetricStore } from '../metrics/metric-store';
import { useMetrics } from '../metrics/use-metrics';
import styles from './TrialTable.module.css';

/** A row that is scrolled past asks for nothing. */
const DELAY_MILLIS = 150;

interface Props {
  trial: Trial;
  metrics: MetricStore;
  /** A past moment, or now. */
  at: number | undefined;
}

/** Shape of the last attempt's intermediate values. */
export function TrialSparkline({ trial, metrics, at }: Props) {
  if (trial.reportCount === 0) return null;
  return <Curve trial={trial.number} metrics={metrics} at={at} />;
}

function Curve({ trial, metrics: store, at }: { trial: number; metrics: MetricStore; at: number | undefined }) {
  const { metrics } = useMetrics(store, trial, DELAY_MILLIS);
  const values = useMemo(() => curves(reportedBy(metrics, at)).at(-1)?.values ?? [], [metrics, at]);
  return (
    <span className={styles.curve}>
      <Sparkline values={values} />
    </span>
  );
}
