import { useMemo } from 'react';
import { useQueryParameter } from '../../app/router';
import { Panel } from '../../ui/Panel';
import type { ChartProps } from '../chart';
import { LEAST_TRIALS, useImportance, useMarginals } from '../plane/model';
import { trialAxes } from '../plane/trial-axes';
import { bestWord, useValuedTrials, valueName } from '../values/valued-trials';
import styles from './ContourChart.module.css';
import { ContourPlane } from './ContourPlane';

/** What a model predicts over two parameters, with the trials it was made of. Which two is in the address as `x` and `y`. */
export function ContourChart({ experiment, trials: latest, space, metric, marked, onSelect }: ChartProps) {
  const title = valueName(experiment, metric);
  const { view, trials } = useValuedTrials({ experiment, trials: latest, metric });
  const axes = useMemo(() => trialAxes(view, trials, space, title), [view, trials, space, title]);
  const names = axes.slice(0, -1).map(({ key }) => key);
  const total = trials.indexes.length;

  const [wantedX, setX] = useQueryParameter('x');
  const [wantedY, setY] = useQueryParameter('y');
  const chosen = names.includes(wantedX ?? '') && names.includes(wantedY ?? '') && wantedX !== wantedY;
  const subject = { experiment: experiment.id, metric, at: latest.at, trials: total };
  const importance = useImportance(subject, !chosen);
  const known = chosen || importance.value !== undefined || importance.problem !== undefined || total < LEAST_TRIALS;
  const [x, y] = chosen ? [wantedX, wantedY] : firstTwo(wantedX, wantedY, [...(importance.value?.parameters.map(({ name }) => name) ?? []), ...names], names);
  const choose = (nextX: string | undefined, nextY: string | undefined) => {
    setX(nextX);
    setY(nextY);
  };

  const xAxis = axes.find(({ key }) => key === x);
  const yAxis = axes.find(({ key }) => key === y);
  // Parameters of different options of a nested choice never meet.
  const meet = useMemo(() => xAxis?.units.some((unit, line) => !Number.isNaN(unit) && !Number.isNaN(yAxis?.units[line])) ?? false, [xAxis, yAxis]);
  const marginals = useMarginals(subject, known && meet ? x : undefined, y);
  return (
    <Panel
      title="Contour"
      note={`predicted ${title} over two parameters, the mean over all others`}
      tools={
        names.length < 2 ? undefined : (
          <>
            <Parameter label="Across" names={names} value={x} onChange={(next) => choose(next, next === y ? x : y)} />
            <Parameter label="Up" names={names} value={y} onChange={(next) => choose(next === x ? y : x, next)} />
          </>
        )
      }
    >
      {total === 0 || xAxis === undefined || yAxis === undefined ? (
        <p className={styles.empty}>{total === 0 ? 'Succeeded trials appear here' : 'Two parameters are needed; there is one'}</p>
      ) : (
        <>
          <Note text={meet ? (total < LEAST_TRIALS ? `A prediction is shown from ${LEAST_TRIALS} trials on` : marginals.problem) : 'No trial has both parameters'} />
          <ContourPlane
            key={`${x} ${y}`}
            view={view}
            trials={trials}
            x={xAxis}
            y={yAxis}
            title={title}
            bestWord={bestWord(experiment, metric)}
            marginals={marginals.value}
            marked={marked}
            onSelect={onSelect}
          />
        </>
      )}
    </Panel>
  );
}

/** The wanted ones as far as there are such, then the first others. */
function firstTwo(x: string | undefined, y: string | undefined, ranked: readonly string[], names: readonly string[]): (string | undefined)[] {
  const free = [...new Set(ranked)].filter((name) => names.includes(name) && name !== x && name !== y);
  const first = x !== undefined && names.includes(x) ? x : free.shift();
  return [first, y !== undefined && names.includes(y) && y !== first ? y : free.shift()];
}

function Note({ text }: { text: string | undefined }) {
  return text === undefined ? null : <p className={styles.note}>{text}</p>;
}

interface ParameterProps {
  label: string;
  names: readonly string[];
  value: string | undefined;
  onChange: (name: string) => void;
}

function Parameter({ label, names, value, onChange }: ParameterProps) {
  return (
    <label className={styles.parameter}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
