import { useCallback, useMemo, useState } from 'react';
import type { OptimizeMode } from '../../api/types';
import { useQueryParameter } from '../../app/router';
import { stateOf } from '../../columns/state-codes';
import { indexOfTrial, valuesOf } from '../../columns/trials-view';
import { formatCount, formatValue } from '../../format/numbers';
import { TRIAL_STATE_ORDER, TRIAL_STATES } from '../../trials/states';
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
import { Choice, Toggle, ZoomButtons } from '../kit/Tools';
import { usePlane } from '../kit/use-plane';
import { valueLimits } from '../kit/value-limits';
import { modeOf, valueName } from '../values/valued-trials';
import { stepOf, valueColors } from '../values/value-colors';
import { ValueLegend } from '../values/ValueLegend';
import { CHOICES, chosenTrials, type Choice as TrialChoice } from './choice';
import { type Line, nearestLine, pointOf } from './nearest-line';
import { type ColorOf, paintCurves, paintNearest } from './paint-curves';
import { StepFilterForm, useStepFilter } from './StepFilterForm';
import { lastValue, passes, positionOf, type TrialCurve } from './trial-curve';
import { useCurves } from './use-curves';
import styles from './CurvesChart.module.css';

const HEIGHT = 400;
const TOP = 10;
const BOTTOM = 42;
const RIGHT = 18;

/** A point of a line, by trial: lines move when trials come. */
interface Pointed {
  readonly trial: number;
  readonly step: number;
}

/** Intermediate results of many trials, one line each. */
export function CurvesChart({ experiment, trials, metric, marked, onSelect }: ChartProps) {
  const [choiceText, setChoice] = useQueryParameter('curves');
  const [colorText, setColor] = useQueryParameter('colour');
  const [scaleText, setScale] = useQueryParameter('scale');
  const [filter, setFilter] = useStepFilter();
  const choice: TrialChoice = CHOICES.find(([each]) => each === choiceText)?.[0] ?? '20';
  const byValue = colorText === 'value';
  const mode = modeOf(experiment, metric);

  const wanted = useMemo(() => chosenTrials(trials, choice, marked, mode, metric).join(','), [trials, choice, marked, mode, metric]);
  // The same array as long as they are the same trials: nothing is fetched again.
  const chosen = useMemo(() => (wanted === '' ? [] : wanted.split(',').map(Number)), [wanted]);
  const { curves, complete, problem } = useCurves(chosen, metric, trials.at);
  const all = useMemo(() => chosen.flatMap((trial) => curves.get(trial) ?? []), [chosen, curves]);
  const shown = useMemo(() => (filter === undefined ? all : all.filter((curve) => passes(curve, filter))), [all, filter]);

  const limits = useMemo(() => limitsOf(shown, scaleText === 'log'), [shown, scaleText]);
  const { log } = limits;
  const plane = usePlane({ x: limits.steps, y: limits.values }, 1);
  const { x: steps, y: values } = plane;
  const [width, setWidth] = useState(0);
  const place = useMemo(() => {
    const value = new Axis(values.low, values.high, HEIGHT - BOTTOM, TOP, log);
    const left = labelWidth(valueTicks(value, HEIGHT - BOTTOM - TOP));
    const box = { left, top: TOP, right: Math.max(left + 40, width - RIGHT), bottom: HEIGHT - BOTTOM };
    return { box, step: new Axis(steps.low, steps.high, box.left, box.right), value };
  }, [steps.low, steps.high, values.low, values.high, log, width]);

  const shades = useMemo(() => valueColors(Float64Array.from(shown, lastValue).filter((value) => !Number.isNaN(value)), mode), [shown, mode]);
  const colorOf = useCallback<ColorOf>(
    (curve, colors) =>
      byValue
        ? (colors.ramp[stepOf(shades.shade(lastValue(curve)), colors.ramp.length)] ?? colors.point)
        : colors.tones[TRIAL_STATES[stateOf(trials.states[indexOfTrial(trials, curve.trial)])].tone],
    [byValue, shades, trials],
  );
  const lines = useMemo(() => drawingOrder(shown, marked, mode), [shown, marked, mode]);
  const title = metric ?? experiment.objectives[0]?.metric ?? 'default';
  const paint = useCallback((canvas: Canvas) => paintCurves(canvas, place, lines, colorOf, title), [place, lines, colorOf, title]);

  const [pointed, setPointed] = useState<Pointed>();
  const line = pointed === undefined ? undefined : lines.find(({ curve }) => curve.trial === pointed.trial);
  const position = pointed === undefined || line === undefined ? -1 : Math.max(0, positionOf(line.curve.indexes, pointed.step));
  const overlay = useCallback(
    (canvas: Canvas) => {
      if (line !== undefined) paintNearest(canvas, place, line.curve, position);
    },
    [place, line, position],
  );

  const gestures: Gestures = {
    hover: (point) => {
      const near = point === undefined ? undefined : nearestLine(place, lines, point);
      const curve = near === undefined ? undefined : lines[near.line]?.curve;
      setPointed(near === undefined || curve === undefined ? undefined : { trial: curve.trial, step: (curve.indexes[near.position] ?? 0) + 1 });
    },
    click: (point) => {
      const near = nearestLine(place, lines, point);
      const curve = near === undefined ? undefined : lines[near.line]?.curve;
      if (curve !== undefined) onSelect(curve.trial);
    },
    ...plane.gestures(place.step, place.value),
  };
  const go = (by: number) => {
    const order = shown.map(({ trial }) => trial);
    const at = pointed === undefined ? (by > 0 ? -1 : order.length) : order.indexOf(pointed.trial);
    const curve = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (curve !== undefined) setPointed({ trial: curve.trial, step: (curve.indexes.at(-1) ?? 0) + 1 });
  };
  const keys: Record<ChartKey, () => void> = {
    previous: () => go(-1),
    next: () => go(1),
    first: () => go(-Infinity),
    last: () => go(Infinity),
    open: () => pointed !== undefined && onSelect(pointed.trial),
    clear: () => setPointed(undefined),
    ...plane.keys,
  };

  const index = line === undefined ? -1 : indexOfTrial(trials, line.curve.trial);
  const point = line === undefined ? undefined : pointOf(place, line.curve, position);
  const told = line === undefined ? '' : formatValue(finiteOrNull(line.curve.values[position]));
  const step = line === undefined ? 0 : (line.curve.indexes[position] ?? 0) + 1;
  const states = TRIAL_STATE_ORDER.filter((state) => shown.some(({ trial }) => stateOf(trials.states[indexOfTrial(trials, trial)]) === state));
  const isMarked = chosen.length > 0 && chosen.every((trial) => marked.has(trial));
  const count = filter === undefined ? `${formatCount(shown.length)} curves` : `${formatCount(shown.length)} of ${formatCount(all.length)} curves`;
  return (
    <Panel
      title="Intermediate results"
      note={isMarked ? `${count}, of marked trials` : count}
      tools={
        <>
          {!isMarked && (
            <select aria-label="Trials" title="Those that run are shown, too" value={choice} onChange={(event) => setChoice(event.target.value === '20' ? undefined : event.target.value)}>
              {CHOICES.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
          <Choice label="Colour" options={COLORS} value={byValue ? 'value' : 'state'} onChange={(value) => setColor(value === 'value' ? value : undefined)} />
          <Toggle pressed={log} onChange={(pressed) => {
              plane.keys.all();
              setScale(pressed ? 'log' : undefined);
            }} title="Logarithmic axis of values">
            Log
          </Toggle>
          <ZoomButtons onZoom={plane.zoomBy} onMove={plane.moveBy} onAll={plane.all} />
        </>
      }
    >
      <div className={chart.tools}>
        {byValue && shown.length > 0 ? (
          <div className={styles.values}>
            <ValueLegend title={`Last ${valueName(experiment, metric)}`} worst={shades.worst} best={shades.best} open />
          </div>
        ) : (
          <Legend entries={states.map((state) => ({ label: TRIAL_STATES[state].label, tone: TRIAL_STATES[state].tone }))} />
        )}
        <StepFilterForm filter={filter} onChange={setFilter} />
      </div>
      {problem !== undefined && (
        <p className={styles.problem} role="alert">
          Some curves could not be loaded: {problem}
        </p>
      )}
      <div className={chart.chart}>
        <Picture
          height={HEIGHT}
          onWidth={setWidth}
          paint={paint}
          overlay={overlay}
          gestures={gestures}
          onKey={(key) => keys[key]()}
          label={`Intermediate results of ${shown.length} trials over ${limits.last} steps`}
          said={line === undefined ? '' : `Trial ${line.curve.trial}, step ${step}: ${told}`}
          testId="curves"
          data={{ 'data-curves': shown.length, 'data-points': shown.reduce((sum, curve) => sum + curve.size, 0) }}
        >
          {shown.length === 0 && <p className={chart.empty}>{emptyText(complete, all.length, chosen.length)}</p>}
          {line !== undefined && index >= 0 && point !== undefined && !Number.isNaN(point.y) && (
            <TrialTip
              trials={trials}
              index={index}
              left={point.x}
              top={point.y}
              rows={[
                [`step ${formatCount(step)}`, told],
                ['final', formatValue(finiteOrNull(valuesOf(trials, metric)[index]))],
                ...(line.curve.attempt > 1 ? [['attempt', String(line.curve.attempt)] as const] : []),
              ]}
            />
          )}
        </Picture>
      </div>
    </Panel>
  );
}

const COLORS = [
  ['state', 'State'],
  ['value', 'Value'],
] as const;

/** The best ones above the others, marked ones above all. */
function drawingOrder(curves: readonly TrialCurve[], marked: ReadonlySet<number>, mode: OptimizeMode): Line[] {
  const goodness = ({ curve }: Line) => (mode === 'maximize' ? 1 : -1) * lastValue(curve) || 0;
  // When all are marked, none stands out.
  const some = curves.some(({ trial }) => !marked.has(trial));
  return curves
    .map((curve) => ({ curve, marked: some && marked.has(curve.trial) }))
    .sort((a, b) => Number(a.marked) - Number(b.marked) || goodness(a) - goodness(b) || a.curve.trial - b.curve.trial);
}

/** What is said in place of curves. */
function emptyText(complete: boolean, all: number, chosen: number): string {
  if (all > 0) return 'No curve passes the filter';
  if (chosen === 0) return 'Curves of trials appear here as they report';
  return complete ? 'These trials have reported no intermediate results of this number' : '';
}

function finiteOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** What all curves need, with some room. */
function limitsOf(curves: readonly TrialCurve[], wantsLog: boolean) {
  const last = curves.reduce((most, { size }) => Math.max(most, size), 1);
  return { steps: { low: 1, high: Math.max(2, last) }, last, ...valueLimits(curves.flatMap(({ values }) => values), wantsLog) };
}
