import { useCallback, useMemo, useState } from 'react';
import uPlot from 'uplot';
import type { Experiment } from '../api/types';
import { stateOf } from '../columns/state-codes';
import { indexOfTrial, parametersOfTrial, type TrialsView, valuesOf } from '../columns/trials-view';
import { formatCount, formatParameter, formatValue } from '../format/numbers';
import { TRIAL_STATES } from '../trials/states';
import { Panel } from '../ui/Panel';
import { countAxis, padded, valueAxis } from './axes';
import { type ChartColors, translucent } from './colors';
import styles from './OptimizationChart.module.css';
import { type OptimizationHistory, optimizationHistory } from './optimization-history';
import { Plot, type PlotOptions } from './Plot';

const HEIGHT = 284;
/** From this many trials on points are small, or they would hide each other. */
const DENSE = 1500;
/** Parameters shown in the tooltip. */
const TIP_PARAMETERS = 7;

interface Hover {
  index: number;
  left: number;
  top: number;
}

interface Props {
  experiment: Experiment;
  /** Absent until they have come. */
  trials: TrialsView | undefined;
  /** Absent: the number that is optimized. */
  metric: string | undefined;
  /** A point was clicked. */
  onSelect: (trial: number) => void;
}

/** Value of every finished trial by number, and the best so far. */
export function OptimizationChart({ experiment, trials, metric, onSelect }: Props) {
  const mode = experiment.objectives.find((objective) => objective.metric === metric)?.mode ?? experiment.optimizeMode;
  const history = useMemo(
    () => (trials === undefined ? NOTHING : optimizationHistory(trials, mode, metric)),
    [trials, mode, metric],
  );
  const [hover, setHover] = useState<Hover>();
  const data = useMemo<uPlot.AlignedData>(
    () => [history.numbers, history.best, history.succeeded, history.earlyStopped, history.valueless],
    [history],
  );
  const ended = history.numbers.length;
  const dense = ended >= DENSE;
  const options = useCallback(
    (colors: ChartColors) => chartOptions(colors, dense, { hover: setHover, select: onSelect }),
    [dense, onSelect],
  );
  const best = history.best.at(-1) ?? null;
  const drawn = history.valueless.filter((mark) => mark === null).length;
  const number = hover === undefined ? undefined : history.numbers[hover.index];
  return (
    <Panel title="Search" note={`value by trial, ${mode === 'maximize' ? 'higher' : 'lower'} is better`} tools={<Legend history={history} />}>
      <div className={styles.chart} data-testid="optimization-chart" data-points={drawn} onMouseLeave={() => setHover(undefined)}>
        <Plot
          options={options}
          data={data}
          height={HEIGHT}
          label={ended === 0 ? 'No finished trials yet' : `Values of ${drawn} trials; best so far ${formatValue(best)}`}
        />
        {ended === 0 && <p className={styles.empty}>{trials === undefined ? '' : 'Finished trials appear here'}</p>}
        {hover !== undefined && trials !== undefined && number !== undefined && (
          <Tip trials={trials} number={number} metric={metric} best={history.best[hover.index] ?? null} hover={hover} />
        )}
      </div>
    </Panel>
  );
}

const NOTHING: OptimizationHistory = { numbers: [], succeeded: [], earlyStopped: [], valueless: [], best: [] };

function Legend({ history }: { history: ReturnType<typeof optimizationHistory> }) {
  return (
    <ul className={styles.legend}>
      <li className={styles.bestLine}>Best so far</li>
      <li className={styles.succeeded}>Succeeded</li>
      {history.earlyStopped.some((value) => value !== null) && <li className={styles.early}>Stopped early</li>}
      {history.valueless.some((mark) => mark !== null) && <li className={styles.failed}>Without value</li>}
    </ul>
  );
}

interface TipProps {
  trials: TrialsView;
  number: number;
  metric: string | undefined;
  best: number | null;
  hover: Hover;
}

function Tip({ trials, number, metric, best, hover }: TipProps) {
  const index = indexOfTrial(trials, number);
  if (index < 0) return null;
  const state = stateOf(trials.states[index]);
  const parameters = parametersOfTrial(trials, index);
  return (
    <div className={styles.tip} data-side={hover.left > 260 ? 'left' : 'right'} style={{ left: hover.left, top: hover.top }}>
      <p>
        <strong>Trial {formatCount(number)}</strong>
        {state !== 'SUCCEEDED' && <span>{TRIAL_STATES[state].label}</span>}
      </p>
      <dl>
        <dt>{metric ?? 'value'}</dt>
        <dd className={styles.tipValue}>{formatValue(finiteOrNull(valuesOf(trials, metric)[index]))}</dd>
        <dt>best so far</dt>
        <dd>{formatValue(best)}</dd>
        {parameters.slice(0, TIP_PARAMETERS).map(([name, value]) => (
          <div key={name} className={styles.parameter}>
            <dt>{name}</dt>
            <dd>{formatParameter(value)}</dd>
          </div>
        ))}
      </dl>
      {parameters.length > TIP_PARAMETERS && <small>and {parameters.length - TIP_PARAMETERS} more</small>}
    </div>
  );
}

function finiteOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

interface Callbacks {
  hover: (hover: Hover | undefined) => void;
  select: (trial: number) => void;
}

function chartOptions(colors: ChartColors, dense: boolean, { hover, select }: Callbacks): PlotOptions {
  const points = (color: string, ring: boolean): uPlot.Series => ({
    stroke: color,
    paths: () => null,
    points: {
      show: true,
      size: dense ? 3.5 : ring ? 6.5 : 6,
      width: ring && !dense ? 1.25 : 0,
      stroke: color,
      fill: ring && !dense ? colors.surface : translucent(color, dense ? 0.5 : 0.75),
    },
  });
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  return {
    legend: { show: false },
    padding: [10, 18, 0, 0],
    scales: {
      x: {
        time: false,
        range: (_plot, min, max) => {
          const first = Number.isFinite(min) ? min : 0;
          const last = Number.isFinite(max) ? Math.max(max, first + 1) : 10;
          const room = Math.max(0.4, (last - first) * 0.012);
          return [first - room, last + room];
        },
      },
      y: { range: padded },
    },
    axes: [countAxis(colors), valueAxis(colors)],
    series: [
      {},
      { stroke: colors.best, width: 1.75, points: { show: false }, ...(stepped !== undefined && { paths: stepped }) },
      points(colors.point, false),
      points(colors.early, true),
      // Drawn by drawFailures; a scale of its own keeps the zeros out of the vertical axis.
      { scale: 'valueless', paths: () => null, points: { show: false } },
    ],
    cursor: {
      x: false,
      y: false,
      drag: { x: true, y: true, uni: 24 },
      points: { size: 9, width: 2, fill: colors.surface },
    },
    hooks: {
      drawAxes: [(plot) => drawFailures(plot, colors.failed)],
      setCursor: [
        (plot) => {
          const index = plot.cursor.idx;
          if (typeof index !== 'number' || (plot.cursor.left ?? -1) < 0) return hover(undefined);
          const number = plot.data[0][index];
          const value = plot.data[2]?.[index] ?? plot.data[3]?.[index];
          if (number === undefined) return hover(undefined);
          const { offsetLeft, offsetTop, clientHeight } = plot.over;
          const top = typeof value === 'number' ? plot.valToPos(value, 'y') : clientHeight;
          hover({ index, left: offsetLeft + plot.valToPos(number, 'x'), top: offsetTop + top });
        },
      ],
      ready: [
        (plot) => {
          // uPlot takes the mouse-down for a zoom; a click is what did not move.
          let pressed = { x: 0, y: 0 };
          plot.over.addEventListener('mousedown', (event) => (pressed = { x: event.clientX, y: event.clientY }));
          plot.over.addEventListener('click', (event) => {
            const number = typeof plot.cursor.idx === 'number' ? plot.data[0][plot.cursor.idx] : undefined;
            const moved = Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y);
            if (number !== undefined && moved < 4) select(number);
          });
        },
      ],
    },
  };
}

/** Trials without a value: a tick each at the bottom, where they cannot be taken for one. */
function drawFailures(plot: uPlot, color: string): void {
  const { ctx, bbox, data } = plot;
  const scale = uPlot.pxRatio;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5 * scale;
  ctx.beginPath();
  for (const [index, number] of data[0].entries()) {
    if (typeof data[4]?.[index] !== 'number') continue;
    const x = plot.valToPos(number, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x, bbox.top + bbox.height - 7 * scale);
  }
  ctx.stroke();
  ctx.restore();
}
