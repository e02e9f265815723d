import { useMemo } from 'react';
import { formatCount, formatValue } from '../../format/numbers';
import { Panel } from '../../ui/Panel';
import type { ChartProps } from '../chart';
import { LEAST_TRIALS } from '../plane/model';
import { trialAxes } from '../plane/trial-axes';
import { bestWord, useValuedTrials, valueName } from '../values/valued-trials';
import { AgeLegend, LegendItem } from '../values/ValueLegend';
import styles from './SliceChart.module.css';
import { MOST_POINTS, SlicePanel } from './SlicePanel';

/** The value against each parameter, one beside the other. */
export function SliceChart({ experiment, trials: latest, space, metric, marked, onSelect }: ChartProps) {
  const title = valueName(experiment, metric);
  const { view, trials } = useValuedTrials({ experiment, trials: latest, metric });
  const axes = useMemo(() => trialAxes(view, trials, space, title), [view, trials, space, title]);
  const values = axes.at(-1);
  const total = trials.indexes.length;
  const predicts = total >= LEAST_TRIALS;
  const subject = { experiment: experiment.id, metric, at: latest.at, trials: total };
  return (
    <Panel
      title="Slices"
      note={`${title} against each parameter${view.total > view.size ? `, a sample of ${formatCount(view.size)} trials` : ''}; drag to zoom, double click to see all`}
    >
      {total === 0 || values === undefined ? (
        <p className={styles.empty}>Succeeded trials appear here</p>
      ) : (
        <>
          <div className={styles.grid}>
            {axes.slice(0, -1).map((axis) => (
              <SlicePanel
                key={axis.key}
                subject={subject}
                view={view}
                trials={trials}
                axis={axis}
                values={values}
                marked={marked}
                onSelect={onSelect}
              />
            ))}
          </div>
          <AgeLegend first={view.numbers[trials.indexes[0] as number] as number} last={view.numbers[trials.indexes[total - 1] as number] as number}>
            <LegendItem kind="bestPoint">{bestWord(experiment, metric)}, {formatValue(trials.values[trials.best])}</LegendItem>
            {total > MOST_POINTS && <LegendItem kind="trial">some {formatCount(MOST_POINTS)} trials in each</LegendItem>}
            {marked.size > 0 && <LegendItem kind="ring">Marked</LegendItem>}
            {predicts && <LegendItem kind="prediction">Predicted mean ± deviation over all other parameters</LegendItem>}
            {!predicts && <span>A prediction is shown from {LEAST_TRIALS} trials on</span>}
          </AgeLegend>
        </>
      )}
    </Panel>
  );
}
