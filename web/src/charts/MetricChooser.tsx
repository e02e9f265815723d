import type { Experiment, OptimizeMode } from '../api/types';
import { useQueryParameter } from '../app/router';
import styles from './ChartsPanel.module.css';
import { directed, isObjective } from './direction';
import { Choice } from './kit/Tools';
import { modeOf } from './values/valued-trials';

interface Props {
  experiment: Experiment;
  /** What can be chosen besides the number that is optimized first. */
  names: readonly string[];
  metric: string | undefined;
  onChange: (metric: string | undefined) => void;
}

/** Which of the numbers that trials report the charts are about, and which values of it are better where nothing says so. */
export function MetricChooser({ experiment, names, metric, onChange }: Props) {
  const [direction, setDirection] = useQueryParameter('direction');
  return (
    <div className={styles.metric}>
      {!isObjective(experiment, metric) && (
        <Choice
          label="Better values"
          options={DIRECTIONS}
          value={modeOf(directed(experiment, metric, direction), metric)}
          onChange={(mode) => setDirection(mode === experiment.optimizeMode ? undefined : mode)}
        />
      )}
      <label className={styles.metric}>
        Metric
        <select value={metric ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}>
          <option value="">{experiment.objectives[0]?.metric ?? 'default'}</option>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    </div>
  );
}

const DIRECTIONS: readonly (readonly [OptimizeMode, string])[] = [
  ['minimize', 'Lower is better'],
  ['maximize', 'Higher is better'],
];
