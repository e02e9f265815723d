import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQueryParameter } from '../../app/router';
import { isActive } from '../../experiments/experiment-view';
import { formatCount } from '../../format/numbers';
import { formatDuration } from '../../format/time';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/Panel';
import { attemptLooks } from '../attempts/attempt-looks';
import { attemptsOf, lastKnownTime } from '../attempts/attempts';
import type { ChartProps } from '../chart';
import { Axis } from '../kit/axis';
import chart from '../kit/Chart.module.css';
import type { Canvas } from '../kit/frame';
import type { Gestures } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { Legend } from '../kit/Legend';
import { Picture } from '../kit/Picture';
import { between, moved, partOf, type Range, zoomed } from '../kit/range';
import { TrialTip } from '../kit/Tip';
import { Toggle, ZoomButtons } from '../kit/Tools';
import { DurationHistogram } from './DurationHistogram';
import styles from './DurationChart.module.css';
import { durationsOf, type Order, ordered, ORDERS } from './durations';
import { histogramOf } from './histogram';
import { type BarsPlace, paintBars, paintRowHighlight } from './paint-durations';

const TOP = 4;
const BOTTOM = 42;
const RIGHT = 20;
/** Pixels of rows in sight at most. */
const ROWS_PIXELS = 380;
const ROW_HEIGHTS = [1, 2, 4, 8, 13, 18, 26];
const USUAL_ROW_HEIGHT = 18;
const BINS = 40;

/** How long every trial waited and ran, attempt by attempt, below how many ran how long. */
export function DurationChart({ experiment, trials, marked, onSelect }: ChartProps) {
  const [orderText, setOrder] = useQueryParameter('order');
  const [waitingText, setWaiting] = useQueryParameter('waiting');
  const order: Order = ORDERS.find(([each]) => each === orderText)?.[0] ?? 'newest';
  const waiting = waitingText !== 'no';

  const attempts = useMemo(() => attemptsOf(trials), [trials]);
  const known = useMemo(() => lastKnownTime(trials), [trials]);
  const live = trials.at === undefined && isActive(experiment);
  const now = useNow(live);
  const until = trials.at ?? (live ? Math.max(now, known) : known);
  const durations = useMemo(() => durationsOf(trials, attempts, until), [trials, attempts, until]);
  const rows = useMemo(() => ordered(durations, order), [durations, order]);
  const histogram = useMemo(() => histogramOf(durations.ran, trials.states, BINS), [durations, trials.states]);
  const longest = useMemo(
    () => rows.reduce((most, trial) => Math.max(most, (durations.ran[trial] as number) + (waiting ? (durations.waited[trial] as number) : 0)), 0),
    [rows, durations, waiting],
  );

  const scroller = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [scrolled, setScrolled] = useState(0);
  const [rowHeight, setRowHeight] = useState(USUAL_ROW_HEIGHT);
  const [zoom, setZoom] = useState<Range>();
  /** By number: rows move. */
  const [chosen, setChosen] = useState<{ trial: number; x: number | undefined }>();

  const whole = useMemo(() => ({ low: 0, high: Math.max(1, longest * 1.04) }), [longest]);
  const inSight = partOf(zoom, whole) ?? whole;
  const left = 22 + 7 * Math.max(2, (trials.numbers.at(-1) ?? 0).toLocaleString('en-US').length);
  const rowsPixels = Math.max(60, Math.min(ROWS_PIXELS, rows.length * rowHeight));
  const height = TOP + rowsPixels + BOTTOM;
  const top = Math.max(0, Math.min(scrolled, rows.length * rowHeight - rowsPixels));
  const place = useMemo((): BarsPlace => {
    const box = { left, top: TOP, right: Math.max(left + 40, width - RIGHT), bottom: height - BOTTOM };
    return { box, length: new Axis(inSight.low, inSight.high, box.left, box.right), rowHeight, scrolled: top, rows, attempts, durations, until, waiting };
  }, [left, width, height, inSight.low, inSight.high, rowHeight, top, rows, attempts, durations, until, waiting]);
  const row = useMemo(() => (chosen === undefined ? -1 : rows.findIndex((trial) => trials.numbers[trial] === chosen.trial)), [rows, trials, chosen]);

  const paint = useCallback((canvas: Canvas) => paintBars(canvas, place, trials, marked), [place, trials, marked]);
  const overlay = useCallback(
    (canvas: Canvas) => {
      if (row >= 0) paintRowHighlight(canvas, place, row);
    },
    [place, row],
  );
  // Another row height: what is chosen, or what was at the top, stays in sight.
  useEffect(() => {
    if (scroller.current !== null && Math.abs(scroller.current.scrollTop - top) > 1) scroller.current.scrollTop = top;
  }, [top]);

  const numberAt = (at: number) => trials.numbers[rows[at] as number] as number;
  const rowAt = (y: number) => {
    const at = Math.floor((y - place.box.top + top) / rowHeight);
    return y >= place.box.top && y <= place.box.bottom && at >= 0 && at < rows.length ? at : -1;
  };
  const zoomBy = (factor: number, around = inSight.low) => setZoom(partOf(zoomed(inSight, factor, around, whole, 10), whole));
  const gestures: Gestures = {
    hover: (point) => {
      const at = point === undefined ? -1 : rowAt(point.y);
      setChosen(at < 0 ? undefined : { trial: numberAt(at), x: point?.x });
    },
    click: ({ y }) => {
      const at = rowAt(y);
      if (at >= 0) onSelect(numberAt(at));
    },
    select: (from, to) => setZoom(partOf(between(place.length.valueAt(from.x), place.length.valueAt(to.x), whole, 10), whole)),
    zoom: (factor, { x }) => zoomBy(factor, place.length.valueAt(x)),
    push: ({ x }) => setZoom(partOf(moved(inSight, place.length.valueAt(0) - place.length.valueAt(x), whole), whole)),
    reset: () => setZoom(undefined),
    scrolls: true,
  };
  const go = (to: number) => {
    if (rows.length === 0) return;
    const at = Math.max(0, Math.min(rows.length - 1, to));
    setChosen({ trial: numberAt(at), x: undefined });
    const above = at * rowHeight;
    if (above < top) setScrolled(above);
    else if (above + rowHeight > top + rowsPixels) setScrolled(above + rowHeight - rowsPixels);
  };
  const keys: Record<ChartKey, () => void> = {
    previous: () => go(row < 0 ? 0 : row - 1),
    next: () => go(row + 1),
    first: () => go(0),
    last: () => go(rows.length - 1),
    open: () => row >= 0 && onSelect(numberAt(row)),
    clear: () => setChosen(undefined),
    zoomIn: () => zoomBy(0.5),
    zoomOut: () => zoomBy(2),
    back: () => setZoom(partOf(moved(inSight, -0.25 * (inSight.high - inSight.low), whole), whole)),
    forth: () => setZoom(partOf(moved(inSight, 0.25 * (inSight.high - inSight.low), whole), whole)),
    all: () => setZoom(undefined),
  };
  const size = (by: number) => {
    const index = ROW_HEIGHTS.indexOf(rowHeight) + by;
    const next = ROW_HEIGHTS[Math.max(0, Math.min(ROW_HEIGHTS.length - 1, index))] as number;
    setRowHeight(next);
    setScrolled((top / rowHeight) * next);
  };

  const looks = useMemo(() => attemptLooks(attempts), [attempts]);
  const trial = row < 0 ? undefined : (rows[row] as number);
  const told = trial === undefined ? undefined : { ran: formatDuration((durations.ran[trial] as number) / 1000), waited: formatDuration((durations.waited[trial] as number) / 1000) };
  const tries = trial === undefined ? 0 : (durations.first[trial + 1] as number) - (durations.first[trial] as number);
  return (
    <Panel
      title="Duration"
      note={`${formatCount(rows.length)} trials`}
      tools={
        <>
          <label className={styles.order}>
            Order
            <select value={order} onChange={(event) => setOrder(event.target.value === 'newest' ? undefined : event.target.value)}>
              {ORDERS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <Toggle pressed={waiting} onChange={(pressed) => setWaiting(pressed ? undefined : 'no')} title="Show how long trials waited for a slot">
            Waiting time
          </Toggle>
          <div role="group" aria-label="Height of rows" className={styles.heights}>
            <Button kind="quiet" aria-label="Lower rows" title="Lower rows: more of them in sight" disabled={rowHeight === ROW_HEIGHTS[0]} onClick={() => size(-1)}>
              <Icon name="rowsLow" />
            </Button>
            <Button kind="quiet" aria-label="Higher rows" title="Higher rows" disabled={rowHeight === ROW_HEIGHTS.at(-1)} onClick={() => size(1)}>
              <Icon name="rowsHigh" />
            </Button>
          </div>
          <ZoomButtons onZoom={zoomBy} onAll={inSight === whole ? undefined : () => setZoom(undefined)} />
        </>
      }
    >
      <div className={chart.tools}>
        <Legend entries={waiting && looks.length > 0 ? [...looks, { label: 'Waited', tone: 'grey', pale: true }] : looks} />
      </div>
      <div className={chart.chart}>
        {histogram !== undefined && <DurationHistogram histogram={histogram} left={left} />}
        <div ref={scroller} className={styles.scroller} style={{ height }} onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}>
          <div style={{ height: TOP + rows.length * rowHeight + BOTTOM, minHeight: height }}>
            <div className={styles.sticky}>
              <Picture
                height={height}
                onWidth={setWidth}
                paint={paint}
                overlay={overlay}
                gestures={gestures}
                onKey={(key) => keys[key]()}
                label={rows.length === 0 ? 'Durations: no trial has begun' : `Durations of ${rows.length} trials; the longest took ${formatDuration(longest / 1000)}`}
                said={trial === undefined || told === undefined ? '' : `Trial ${trials.numbers[trial]}, ran ${told.ran}, waited ${told.waited}`}
                testId="durations"
                data={{ 'data-rows': rows.length }}
              >
                {rows.length === 0 && <p className={chart.empty}>Trials that have begun appear here</p>}
                {trial !== undefined && told !== undefined && (
                  <TrialTip
                    trials={trials}
                    index={trial}
                    left={chosen?.x ?? place.box.left + 40}
                    top={place.box.top + row * rowHeight - top + rowHeight / 2}
                    rows={[['ran', told.ran], ['waited', told.waited], ...(tries > 1 ? [['attempts', String(tries)] as const] : [])]}
                  />
                )}
              </Picture>
            </div>
          </div>
        </div>
      </div>
    </Panel>
  );
}
