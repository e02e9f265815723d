import { useMemo, useState } from 'react';
import type { Trial } from '../api/types';
import { CurveChart } from '../charts/CurveChart';
import { curves, metricKeys, reportedBy } from '../metrics/metric-series';
import type { MetricStore } from '../metrics/metric-store';
import { useMetrics } from '../metrics/use-metrics';
import { useAt } from '../time/moment';
import styles from './TrialDetails.module.css';

const EMPTY = {
  loading: '',
  loaded: 'No intermediate values were reported',
  failed: 'The reports could not be loaded',
};

/** The intermediate values of a trial, of each attempt a line. */
export function TrialCurve({ trial, metrics: store }: { trial: Trial; metrics: MetricStore }) {
  const { status, metrics: all } = useMetrics(store, trial.number);
  const at = useAt();
  const metrics = useMemo(() => reportedBy(all, at), [all, at]);
  const keys = useMemo(() => metricKeys(metrics), [metrics]);
  const [chosen, setChosen] = useState('default');
  const key = keys.includes(chosen) ? chosen : (keys[0] ?? chosen);
  const lines = useMemo(() => curves(metrics, key), [metrics, key]);
  const steps = lines.at(-1)?.values.length ?? 0;
  return (
    <section>
      <header>
        <h3>Intermediate values</h3>
        {lines.length > 1 && <span className={styles.note}>grey: earlier attempts</span>}
        {keys.length > 1 && (
          <select aria-label="Metric" value={key} onChange={(event) => setChosen(event.target.value)}>
            {keys.map((key) => (
              <option key={key}>{key}</option>
            ))}
          </select>
        )}
      </header>
      <div data-testid="trial-curve" data-points={steps}>
        {steps > 0 && <CurveChart curves={lines} />}
        {steps === 0 && <p className={styles.empty}>{EMPTY[status]}</p>}
      </div>
    </section>
  );
}
