import { useCallback, useMemo, useState } from 'react';
import type { TrialsView } from '../../columns/trials-view';
import { isActive } from '../../experiments/experiment-view';
import { formatCount } from '../../format/numbers';
import { formatDuration, formatTime } from '../../format/time';
import { useNow } from '../../ui/now';
import { Panel } from '../../ui/Panel';
import { attemptLook, attemptLooks } from '../attempts/attempt-looks';
import { type Attempts, attemptsOf, lastKnownTime } from '../attempts/attempts';
import type { ChartProps } from '../chart';
import { Axis } from '../kit/axis';
import chart from '../kit/Chart.module.css';
import type { Canvas } from '../kit/frame';
import type { Gestures, Point } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { Legend } from '../kit/Legend';
import { Picture } from '../kit/Picture';
import { between, moved, partOf, type Range, zoomed } from '../kit/range';
import { TrialTip } from '../kit/Tip';
import { ZoomButtons } from '../kit/Tools';
import { attemptAt, packed } from './lanes';
import { attemptSpan, laneSpan, paintHighlight, paintTimeline, type TimelinePlace } from './paint-timeline';

const TOP = 8;
const BOTTOM = 42;
const LEFT = 44;
const RIGHT = 16;
const HEIGHT = 360;
/** No lane is higher. */
const LANE_HEIGHT = 26;
/** Milliseconds in sight, at least. */
const LEAST = 20;
/** A drawn rectangle lower than this means all lanes. */
const LANES_DRAWN = 24;

interface Zoom {
  time: Range;
  /** Absent: all. */
  lanes: Range | undefined;
  /** Its end was the newest moment, and stays it. */
  follows: boolean;
}

/** An attempt by its trial's number: indexes move when attempts come. */
interface Chosen {
  trial: number;
  attempt: number;
  /** Where the pointer is; absent when it was chosen by key. */
  x: number | undefined;
}

/** What ran when, side by side: every attempt is a bar, those that ran at the same time lie above each other. */
export function TimelineChart({ experiment, trials, marked, onSelect }: ChartProps) {
  const attempts = useMemo(() => attemptsOf(trials), [trials]);
  const packing = useMemo(() => packed(attempts), [attempts]);
  const known = useMemo(() => lastKnownTime(trials), [trials]);
  const live = trials.at === undefined && isActive(experiment);
  const now = useNow(live);
  const until = trials.at ?? (live ? Math.max(now, known) : known);
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState<Zoom>();
  const [chosen, setChosen] = useState<Chosen>();

  const begin = attempts.size === 0 ? until - 1000 : (attempts.startedAt[0] as number);
  const count = packing.lanes.length;
  const whole = useMemo(() => ({ low: begin, high: until + Math.max(1, (until - begin) * 0.015) }), [begin, until]);
  const allLanes = useMemo(() => ({ low: 0, high: Math.max(1, count) }), [count]);
  const inSight = partOf(zoom === undefined ? undefined : zoom.follows ? latest(zoom.time, whole) : zoom.time, whole) ?? whole;
  const lanesInSight = partOf(zoom?.lanes, allLanes) ?? allLanes;
  const height = TOP + BOTTOM + Math.min(HEIGHT - TOP - BOTTOM, Math.max(2, count) * LANE_HEIGHT);
  const place = useMemo((): TimelinePlace => {
    const box = { left: LEFT, top: TOP, right: Math.max(LEFT + 40, width - RIGHT), bottom: height - BOTTOM };
    return {
      attempts,
      packing,
      box,
      time: new Axis(inSight.low, inSight.high, box.left, box.right),
      lane: new Axis(lanesInSight.low, lanesInSight.high, box.top, box.bottom),
      until,
    };
    // Ranges by their ends: they are made anew with every render.
  }, [attempts, packing, inSight.low, inSight.high, lanesInSight.low, lanesInSight.high, width, height, until]);
  const hovered = useMemo(() => (chosen === undefined ? -1 : indexOfAttempt(trials, attempts, chosen)), [trials, attempts, chosen]);

  const paint = useCallback((canvas: Canvas) => paintTimeline(canvas, place, trials.numbers, marked), [place, trials.numbers, marked]);
  const overlay = useCallback(
    (canvas: Canvas) => {
      if (hovered >= 0) paintHighlight(canvas, place, attempts.trials[hovered] as number, hovered);
    },
    [place, attempts, hovered],
  );

  const show = (time: Range, lanes = zoom?.lanes) => {
    const part = partOf(time, whole);
    setZoom(part === undefined && lanes === undefined ? undefined : { time: part ?? whole, lanes, follows: live && time.high >= until });
  };
  const zoomBy = (factor: number, around = (inSight.low + inSight.high) / 2) => show(zoomed(inSight, factor, around, whole, LEAST));
  const moveBy = (share: number) => show(moved(inSight, share * (inSight.high - inSight.low), whole));
  const at = (point: Point): number => {
    const { box } = place;
    if (point.x < box.left - 4 || point.x > box.right + 4 || point.y < box.top || point.y > box.bottom) return -1;
    const lane = packing.lanes[Math.floor(place.lane.valueAt(point.y))];
    const reach = place.time.valueAt(4) - place.time.valueAt(0);
    return lane === undefined ? -1 : attemptAt(lane, attempts, place.time.valueAt(point.x), reach);
  };
  const numberOf = (index: number) => trials.numbers[attempts.trials[index] as number] as number;
  const choose = (index: number, x?: number) =>
    setChosen(index < 0 ? undefined : { trial: numberOf(index), attempt: attempts.attempts[index] as number, x });
  const gestures: Gestures = {
    hover: (point) => choose(point === undefined ? -1 : at(point), point?.x),
    click: (point) => {
      const index = at(point);
      if (index >= 0) onSelect(numberOf(index));
    },
    select: (from, to) => {
      const lanes = between(place.lane.valueAt(from.y), place.lane.valueAt(to.y), allLanes, 1);
      const low = Math.abs(from.y - to.y) < LANES_DRAWN;
      const drawn = { low: Math.floor(lanes.low), high: Math.ceil(lanes.high) };
      show(between(place.time.valueAt(from.x), place.time.valueAt(to.x), whole, LEAST), low ? zoom?.lanes : partOf(drawn, allLanes));
    },
    zoom: (factor, { x }) => zoomBy(factor, place.time.valueAt(x)),
    push: ({ x }) => show(moved(inSight, place.time.valueAt(0) - place.time.valueAt(x), whole)),
    reset: () => setZoom(undefined),
  };
  const go = (index: number) => {
    const next = Math.max(0, Math.min(attempts.size - 1, index));
    if (attempts.size === 0) return;
    choose(next);
    const start = attempts.startedAt[next] as number;
    if (start < inSight.low || start > inSight.high) show(moved(inSight, start - (inSight.low + inSight.high) / 2, whole));
  };
  const keys: Record<ChartKey, () => void> = {
    previous: () => go(hovered < 0 ? attempts.size - 1 : hovered - 1),
    next: () => go(hovered + 1),
    first: () => go(0),
    last: () => go(attempts.size - 1),
    open: () => hovered >= 0 && onSelect(numberOf(hovered)),
    clear: () => setChosen(undefined),
    zoomIn: () => zoomBy(0.5),
    zoomOut: () => zoomBy(2),
    back: () => moveBy(-0.25),
    forth: () => moveBy(0.25),
    all: () => setZoom(undefined),
  };

  const looks = useMemo(() => attemptLooks(attempts), [attempts]);
  const zoomedIn = zoom !== undefined && (inSight !== whole || lanesInSight !== allLanes);
  const told = hovered < 0 ? undefined : tellAttempt(trials, attempts, hovered, until);
  return (
    <Panel
      title="Timeline"
      note={`${formatCount(attempts.size)} attempts${trials.size < trials.total ? ` of ${formatCount(trials.size)} of ${formatCount(trials.total)} trials` : ''}`}
      tools={<ZoomButtons onZoom={zoomBy} onMove={moveBy} onAll={zoomedIn ? () => setZoom(undefined) : undefined} />}
    >
      <div className={chart.tools}>
        <Legend entries={looks} />
      </div>
      <div className={chart.chart}>
        <Picture
          height={height}
          onWidth={setWidth}
          paint={paint}
          overlay={overlay}
          gestures={gestures}
          onKey={(key) => keys[key]()}
          label={
            attempts.size === 0
              ? 'Timeline: nothing has run yet'
              : `Timeline: ${attempts.size} attempts in ${count} lanes, from ${formatTime(new Date(begin).toISOString())} to ${formatTime(new Date(until).toISOString())}`
          }
          said={told === undefined ? '' : told.said}
          testId="timeline"
          data={{ 'data-attempts': attempts.size, 'data-lanes': count }}
        >
          {attempts.size === 0 && <p className={chart.empty}>What runs appears here</p>}
          {told !== undefined && (
            <TrialTip
              trials={trials}
              index={attempts.trials[hovered] as number}
              left={chosen?.x ?? Math.max(place.box.left, attemptSpan(place, hovered).left)}
              top={laneSpan(place, packing.laneOf[hovered] as number).top}
              rows={told.rows}
            />
          )}
        </Picture>
      </div>
    </Panel>
  );
}

/** As long as `time`, up to the end of all. */
function latest(time: Range, whole: Range): Range {
  return { low: whole.high - (time.high - time.low), high: whole.high };
}

function indexOfAttempt(trials: TrialsView, attempts: Attempts, { trial, attempt }: Chosen): number {
  for (let index = 0; index < attempts.size; index++) {
    if (attempts.attempts[index] === attempt && trials.numbers[attempts.trials[index] as number] === trial) return index;
  }
  return -1;
}

function tellAttempt(trials: TrialsView, attempts: Attempts, index: number, until: number) {
  const start = attempts.startedAt[index] as number;
  const end = attempts.endedAt[index] as number;
  const look = attemptLook(attempts.states[index] as number);
  const trial = trials.numbers[attempts.trials[index] as number] as number;
  const attempt = attempts.attempts[index] as number;
  const running = Number.isNaN(end);
  const ran = formatDuration(((running ? Math.max(start, until) : end) - start) / 1000);
  const rows: [string, string][] = [
    ['ran', ran],
    ['attempt', `${attempt}, ${look.label.toLowerCase()}`],
    ['from', formatTime(new Date(start).toISOString()).slice(11)],
  ];
  return { rows, said: `Trial ${trial}, attempt ${attempt}, ${look.label}${running ? '' : `, ran ${ran}`}` };
}
