import { Tabs } from '@base-ui/react/tabs';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { Experiment } from '../api/types';
import { useQueryParameter } from '../app/router';
import { useScope } from '../experiments/scope';
import { useShowTrial } from '../trials/show-trial';
import { useMarked } from '../trials/marked';
import styles from './ChartsPanel.module.css';
import type { ChartProps } from './chart';
import { OptimizationChart } from './history/OptimizationChart';
import { directed } from './direction';
import { MetricChooser } from './MetricChooser';

interface Chart {
  key: string;
  label: string;
  component: React.ComponentType<ChartProps>;
  /** Where it says nothing, it is not there. Absent: everywhere. */
  when?: (experiment: Experiment) => boolean;
}

/** The first one is there at once, the others are fetched when they are first looked at. */
const CHARTS: readonly Chart[] = [
  { key: 'history', label: 'Metric', component: OptimizationChart },
  { key: 'pareto', label: 'Pareto front', when: ({ objectives }) => objectives.length > 1, component: lazy(() => import('./pareto/ParetoChart').then((module) => ({ default: module.ParetoChart }))) },
  { key: 'curves', label: 'Intermediate results', component: lazy(() => import('./curves/CurvesChart').then((module) => ({ default: module.CurvesChart }))) },
  { key: 'parallel', label: 'Parallel coordinates', component: lazy(() => import('./parallel/ParallelChart').then((module) => ({ default: module.ParallelChart }))) },
  { key: 'slice', label: 'Slices', component: lazy(() => import('./slice/SliceChart').then((module) => ({ default: module.SliceChart }))) },
  { key: 'contour', label: 'Contour', component: lazy(() => import('./contour/ContourChart').then((module) => ({ default: module.ContourChart }))) },
  { key: 'importance', label: 'Importance', component: lazy(() => import('./importance/ImportanceChart').then((module) => ({ default: module.ImportanceChart }))) },
  { key: 'duration', label: 'Duration', component: lazy(() => import('./duration/DurationChart').then((module) => ({ default: module.DurationChart }))) },
  { key: 'timeline', label: 'Timeline', component: lazy(() => import('./timeline/TimelineChart').then((module) => ({ default: module.TimelineChart }))) },
];

/** The charts of all trials; which one, and of which number, is in the address. */
export function ChartsPanel() {
  const { view, trials, columns, space } = useScope();
  const [wanted, setWanted] = useQueryParameter('chart');
  const [metric, setMetric] = useQueryParameter('metric');
  const [direction] = useQueryParameter('direction');
  const experiment = useMemo(() => directed(view.experiment, metric, direction), [view.experiment, metric, direction]);
  const charts = CHARTS.filter(({ when }) => when?.(view.experiment) ?? true);
  const chosen = charts.some(({ key }) => key === wanted) ? wanted : 'history';
  const { marked } = useMarked();
  const select = useShowTrial();
  useEffect(() => {
    if (metric !== undefined) columns.want(metric);
  }, [columns, metric]);
  const optimized = view.experiment.objectives[0]?.metric ?? 'default';
  const names = useMemo(() => (trials?.metricNames ?? []).filter((name) => name !== optimized), [trials?.metricNames, optimized]);
  return (
    <Tabs.Root value={chosen} onValueChange={(value) => setWanted(value === 'history' ? undefined : String(value))} className={styles.charts}>
      <div className={styles.bar}>
        <Tabs.List className={styles.tabs} aria-label="Charts" activateOnFocus>
          {charts.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key} className={styles.tab}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {names.length > 0 && <MetricChooser experiment={view.experiment} names={names} metric={metric} onChange={setMetric} />}
      </div>
      {charts.map(({ key, component: Shown }) => (
        <Tabs.Panel key={key} value={key} className={styles.panel} data-chart={key}>
          {key === chosen && trials !== undefined && (
            <Suspense fallback={<div className={styles.loading} />}>
              <Shown experiment={experiment} trials={trials} space={space} metric={metric} marked={marked} onSelect={select} />
            </Suspense>
          )}
          {key === chosen && trials === undefined && <div className={styles.loading} />}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
