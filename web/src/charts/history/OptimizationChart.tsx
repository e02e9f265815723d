import { useCallback, useMemo, useState } from 'react';
import type { Experiment } from '../../api/types';
import { useQueryParameter } from '../../app/router';
import { indexOfTrial, type TrialsView } from '../../columns/trials-view';
import { formatCount, formatValue } from '../../format/numbers';
import { Panel } from '../../ui/Panel';
import { Axis } from '../kit/axis';
import chart from '../kit/Chart.module.css';
import { type Canvas, labelWidth } from '../kit/frame';
import type { Gestures } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { Picture } from '../kit/Picture';
import { valueTicks } from '../kit/ticks';
import { TrialTip } from '../kit/Tip';
import { Toggle, ZoomButtons } from '../kit/Tools';
import { usePlane } from '../kit/use-plane';
import { valueLimits } from '../kit/value-limits';
import { modeOf } from '../values/valued-trials';
import styles from './OptimizationChart.module.css';
import { type OptimizationHistory, optimizationHistory } from './optimization-history';
import { paintHistory, paintPointed } from './paint-history';
import { type HistoryPlace, nearestPoint, pointAt, valueAt } from './points';

const HEIGHT = 300;
const TOP = 10;
const BOTTOM = 40;
const RIGHT = 18;
/** Trials in sight, at least. */
const LEAST = 3;

interface Props {
  experiment: Experiment;
  /** Absent until they have come. */
  trials: TrialsView | undefined;
  /** Absent: the number that is optimized. */
  metric: string | undefined;
  marked?: ReadonlySet<number>;
  /** A point was clicked. */
  onSelect: (trial: number) => void;
}

/** Value of every finished trial by number, and the best so far. */
export function OptimizationChart({ experiment, trials, metric, marked = NONE_MARKED, onSelect }: Props) {
  const [scaleText, setScale] = useQueryParameter('scale');
  const mode = modeOf(experiment, metric);
  const history = useMemo(() => (trials === undefined ? NOTHING : optimizationHistory(trials, mode, metric)), [trials, mode, metric]);
  const drawn = useMemo(() => history.valueless.filter((mark) => mark === null).length, [history]);
  const limits = useMemo(() => limitsOf(history, scaleText === 'log'), [history, scaleText]);

  const [width, setWidth] = useState(0);
  const plane = usePlane({ x: limits.numbers, y: limits.values }, LEAST);
  const { x: numbers, y: values } = plane;
  const place = useMemo((): HistoryPlace => {
    const value = new Axis(values.low, values.high, HEIGHT - BOTTOM, TOP, limits.log);
    const left = labelWidth(valueTicks(value, HEIGHT - BOTTOM - TOP));
    const box = { left, top: TOP, right: Math.max(left + 40, width - RIGHT), bottom: HEIGHT - BOTTOM };
    return { box, number: new Axis(numbers.low, numbers.high, box.left, box.right), value };
  }, [numbers.low, numbers.high, values.low, values.high, limits.log, width]);

  const title = metric ?? experiment.objectives[0]?.metric ?? 'default';
  const paint = useCallback((canvas: Canvas) => paintHistory(canvas, place, history, marked, title), [place, history, marked, title]);
  /** By number: indexes move when trials end. */
  const [pointed, setPointed] = useState<number>();
  const at = useMemo(() => (pointed === undefined ? -1 : history.numbers.indexOf(pointed)), [history, pointed]);
  const point = at < 0 ? undefined : pointAt(place, history, at);
  const visible = point !== undefined && point.x >= place.box.left && point.x <= place.box.right && point.y >= place.box.top && point.y <= place.box.bottom;
  const overlay = useCallback(
    (canvas: Canvas) => {
      if (at >= 0 && visible) paintPointed(canvas, place, history, at);
    },
    [place, history, at, visible],
  );

  const gestures: Gestures = {
    hover: (pixel) => setPointed(pixel === undefined ? undefined : history.numbers[nearestPoint(place, history, pixel)]),
    click: (pixel) => {
      const number = history.numbers[nearestPoint(place, history, pixel)];
      if (number !== undefined) onSelect(number);
    },
    ...plane.gestures(place.number, place.value),
  };
  const go = (to: number) => {
    const index = Math.max(0, Math.min(history.numbers.length - 1, to));
    const number = history.numbers[index];
    if (number === undefined) return;
    setPointed(number);
    plane.reveal(number);
  };
  const keys: Record<ChartKey, () => void> = {
    previous: () => go(at < 0 ? history.numbers.length - 1 : at - 1),
    next: () => go(at + 1),
    first: () => go(0),
    last: () => go(history.numbers.length - 1),
    open: () => pointed !== undefined && onSelect(pointed),
    clear: () => setPointed(undefined),
    ...plane.keys,
  };

  const ended = history.numbers.length;
  const best = history.best.at(-1) ?? null;
  const value = at < 0 ? NaN : valueAt(history, at);
  const told = Number.isNaN(value) ? formatValue(null) : formatValue(value);
  const index = pointed === undefined || trials === undefined ? -1 : indexOfTrial(trials, pointed);
  return (
    <Panel
      title="Search"
      note={`${metric ?? 'value'} by trial, ${mode === 'maximize' ? 'higher' : 'lower'} is better`}
      tools={
        <>
          <Legend history={history} />
          <Toggle
            pressed={limits.log}
            onChange={(pressed) => {
              plane.keys.all();
              setScale(pressed ? 'log' : undefined);
            }}
            title="Logarithmic axis of values"
          >
            Log
          </Toggle>
          <ZoomButtons onZoom={plane.zoomBy} onAll={plane.all} />
        </>
      }
    >
      <div className={chart.chart} data-testid="optimization-chart" data-points={drawn}>
        <Picture
          height={HEIGHT}
          onWidth={setWidth}
          paint={paint}
          overlay={overlay}
          gestures={gestures}
          onKey={(key) => keys[key]()}
          label={ended === 0 ? 'No finished trials yet' : `Values of ${drawn} trials; best so far ${formatValue(best)}`}
          said={at < 0 ? '' : `Trial ${pointed}: ${told}`}
        >
          {ended === 0 && <p className={chart.empty}>{trials === undefined ? '' : 'Finished trials appear here'}</p>}
          {ended > 0 && limits.hidden > 0 && (
            <p className={styles.hidden}>
              {formatCount(limits.hidden)} {limits.hidden === 1 ? 'value that is' : 'values that are'} not above 0 {limits.hidden === 1 ? 'has' : 'have'} no place on this axis
            </p>
          )}
          {trials !== undefined && index >= 0 && visible && (
            <TrialTip
              trials={trials}
              index={index}
              left={point.x}
              top={point.y}
              rows={[
                [metric ?? 'value', told],
                ['best so far', formatValue(history.best[at])],
              ]}
            />
          )}
        </Picture>
      </div>
    </Panel>
  );
}

const NONE_MARKED: ReadonlySet<number> = new Set();
const NOTHING: OptimizationHistory = { numbers: [], succeeded: [], earlyStopped: [], valueless: [], best: [] };

function Legend({ history }: { history: OptimizationHistory }) {
  return (
    <ul className={styles.legend}>
      <li className={styles.bestLine}>Best so far</li>
      <li className={styles.succeeded}>Succeeded</li>
      {history.earlyStopped.some((value) => value !== null) && <li className={styles.early}>Stopped early</li>}
      {history.valueless.some((mark) => mark !== null) && <li className={styles.failed}>Without value</li>}
    </ul>
  );
}

/** What all points need, with some room. */
function limitsOf(history: OptimizationHistory, wantsLog: boolean) {
  const first = history.numbers[0] ?? 0;
  const last = Math.max(first + 1, history.numbers.at(-1) ?? 10);
  const room = Math.max(0.4, (last - first) * 0.012);
  const values = Float64Array.from(history.numbers, (_, index) => valueAt(history, index));
  return { numbers: { low: first - room, high: last + room }, ...valueLimits(values, wantsLog) };
}
