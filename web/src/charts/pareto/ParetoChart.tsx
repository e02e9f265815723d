import { useCallback, useEffect, useMemo, useState } from 'react';
import type { OptimizeMode } from '../../api/types';
import { useQueryParameter } from '../../app/router';
import { useScope } from '../../experiments/scope';
import { formatCount, formatValue } from '../../format/numbers';
import { Panel } from '../../ui/Panel';
import type { ChartProps } from '../chart';
import { Axis } from '../kit/axis';
import chart from '../kit/Chart.module.css';
import { type Canvas, labelWidth } from '../kit/frame';
import type { Gestures } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { Legend } from '../kit/Legend';
import { Picture } from '../kit/Picture';
import { valueTicks } from '../kit/ticks';
import { TrialTip } from '../kit/Tip';
import { ZoomButtons } from '../kit/Tools';
import { usePlane } from '../kit/use-plane';
import { valueLimits } from '../kit/value-limits';
import { type Objective, pairOf, twoObjectives } from './front';
import { nearestTrial, paintPareto, paintPointed, type ParetoPlace, placeOf } from './paint-pareto';
import styles from './ParetoChart.module.css';

const HEIGHT = 400;
const TOP = 10;
const BOTTOM = 42;
const RIGHT = 18;

/** Two objectives against each other, and the trials that no other one beats in both. */
export function ParetoChart({ trials, marked, onSelect }: ChartProps) {
  const { columns, view } = useScope();
  // Not those that a reader wants to see in some order: what the experiment optimizes.
  const { objectives } = view.experiment;
  const [firstText, setFirst] = useQueryParameter('first');
  const [secondText, setSecond] = useQueryParameter('second');
  const [first, second] = useMemo(() => pairOf(objectives, firstText, secondText), [objectives, firstText, secondText]);
  const main = objectives[0]?.metric ?? 'default';
  useEffect(() => {
    for (const { metric } of [first, second]) if (metric !== main) columns.want(metric);
  }, [columns, first, second, main]);
  const all = useMemo(() => twoObjectives(trials, main, first, second), [trials, main, first, second]);

  const limits = useMemo(() => ({ x: valueLimits(all.first, false).values, y: valueLimits(all.second, false).values }), [all]);
  const plane = usePlane(limits, (limits.x.high - limits.x.low) * 1e-6);
  const { x, y } = plane;
  const [width, setWidth] = useState(0);
  const place = useMemo((): ParetoPlace => {
    const value = new Axis(y.low, y.high, HEIGHT - BOTTOM, TOP);
    const left = labelWidth(valueTicks(value, HEIGHT - BOTTOM - TOP));
    const box = { left, top: TOP, right: Math.max(left + 40, width - RIGHT), bottom: HEIGHT - BOTTOM };
    return { box, first: new Axis(x.low, x.high, box.left, box.right), second: value };
  }, [x.low, x.high, y.low, y.high, width]);

  const numberOf = (each: number) => trials.numbers[all.indexes[each] as number] as number;
  const paint = useCallback(
    (canvas: Canvas) => {
      const isMarked = (each: number) => marked.has(trials.numbers[all.indexes[each] as number] as number);
      paintPareto(canvas, place, all, isMarked, [titleOf(first), titleOf(second)]);
    },
    [place, all, trials, marked, first, second],
  );
  /** By number: places move when trials end. */
  const [pointed, setPointed] = useState<number>();
  const at = useMemo(() => (pointed === undefined ? -1 : all.indexes.findIndex((index) => trials.numbers[index] === pointed)), [all, trials, pointed]);
  const overlay = useCallback(
    (canvas: Canvas) => {
      if (at >= 0) paintPointed(canvas, place, all, at);
    },
    [place, all, at],
  );
  const gestures: Gestures = {
    hover: (point) => {
      const near = point === undefined ? -1 : nearestTrial(place, all, point);
      setPointed(near < 0 ? undefined : numberOf(near));
    },
    click: (point) => {
      const near = nearestTrial(place, all, point);
      if (near >= 0) onSelect(numberOf(near));
    },
    ...plane.gestures(place.first, place.second),
  };
  const go = (to: number) => {
    const each = all.front[Math.max(0, Math.min(all.front.length - 1, to))];
    if (each === undefined) return;
    setPointed(numberOf(each));
    plane.reveal(all.first[each] as number);
  };
  const onFront = all.front.indexOf(at);
  const keys: Record<ChartKey, () => void> = {
    previous: () => go(onFront - 1),
    next: () => go(onFront + 1),
    first: () => go(0),
    last: () => go(Infinity),
    open: () => pointed !== undefined && onSelect(pointed),
    clear: () => setPointed(undefined),
    ...plane.keys,
  };

  const count = all.indexes.length;
  const rows = at < 0 ? [] : ([[first.metric, formatValue(all.first[at])], [second.metric, formatValue(all.second[at])]] as const);
  const point = at < 0 ? undefined : placeOf(place, all, at);
  return (
    <Panel
      title="Pareto front"
      note={`${formatCount(all.front.length)} of ${formatCount(count)} trials are not beaten in both`}
      tools={
        <>
          {objectives.length > 2 && (
            <>
              <ObjectiveChoice label="Across" objectives={objectives} value={first} onChange={setFirst} />
              <ObjectiveChoice label="Up" objectives={objectives.filter((each) => each !== first)} value={second} onChange={setSecond} />
            </>
          )}
          <ZoomButtons onZoom={plane.zoomBy} onMove={plane.moveBy} onAll={plane.all} />
        </>
      }
    >
      <div className={chart.tools}>
        <Legend
          entries={[
            { label: 'Not beaten', tone: 'best' },
            { label: 'Beaten', tone: 'blue', pale: true },
          ]}
        />
      </div>
      <div className={chart.chart}>
        <Picture
          height={HEIGHT}
          onWidth={setWidth}
          paint={paint}
          overlay={overlay}
          gestures={gestures}
          onKey={(key) => keys[key]()}
          help="Arrow keys go along the front, Enter opens a trial, plus and minus zoom, shift with arrow keys moves, 0 shows everything."
          label={count === 0 ? 'No finished trials yet' : `${first.metric} against ${second.metric} of ${count} trials, ${all.front.length} of them on the front`}
          said={at < 0 ? '' : `Trial ${pointed}: ${rows.map(([name, value]) => `${name} ${value}`).join(', ')}`}
          testId="pareto"
          data={{ 'data-points': count, 'data-front': all.front.length }}
        >
          {count === 0 && <p className={chart.empty}>Trials that have succeeded appear here</p>}
          {at >= 0 && point !== undefined && <TrialTip trials={trials} index={all.indexes[at] as number} left={point.x} top={point.y} rows={rows} />}
        </Picture>
      </div>
    </Panel>
  );
}

function titleOf({ metric, mode }: Objective): string {
  return `${metric} (${DIRECTIONS[mode]})`;
}

const DIRECTIONS: Record<OptimizeMode, string> = { minimize: 'lower is better', maximize: 'higher is better' };

interface ChoiceProps {
  label: string;
  objectives: readonly Objective[];
  value: Objective;
  onChange: (metric: string) => void;
}

function ObjectiveChoice({ label, objectives, value, onChange }: ChoiceProps) {
  return (
    <label className={styles.objective}>
      {label}
      <select value={value.metric} onChange={(event) => onChange(event.target.value)}>
        {objectives.map(({ metric }) => (
          <option key={metric}>{metric}</option>
        ))}
      </select>
    </label>
  );
}
