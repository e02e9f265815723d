import { translucent } from '../colors';
import { type Attempts } from '../attempts/attempts';
import { attemptColors } from '../attempts/attempt-looks';
import type { Axis } from '../kit/axis';
import { type Box, type Canvas, clipped, crisp, paintFrame } from '../kit/frame';
import { numberTicks, timeTicks } from '../kit/ticks';
import { firstInSight, type Lanes } from './lanes';

/** Where everything of a timeline is. */
export interface TimelinePlace {
  readonly attempts: Attempts;
  readonly packing: Lanes;
  readonly box: Box;
  /** Milliseconds since 1970. */
  readonly time: Axis;
  /** Lane i lies between i and i + 1. */
  readonly lane: Axis;
  /** Until when attempts that run are drawn. */
  readonly until: number;
}

/** From this height on a lane has room for a number. */
const TEXT_HEIGHT = 13;

export function paintTimeline(canvas: Canvas, place: TimelinePlace, numbers: Int32Array, marked: ReadonlySet<number>): void {
  const { context, colors } = canvas;
  const { box, time, lane, packing } = place;
  const room = box.right - box.left;
  const slots = numberTicks(Math.max(1, Math.ceil(lane.low + 0.5)), Math.floor(lane.high + 0.5), Math.max(1, (box.bottom - box.top) / 34), true);
  paintFrame(
    canvas,
    box,
    { axis: time, ticks: timeTicks(time.low, time.high, room / 90), title: 'Time' },
    { axis: lane, ticks: slots.map(({ value, label }) => ({ value: value - 0.5, label })), title: 'Slots', bare: true },
  );
  clipped(context, box, () => {
    const first = Math.max(0, Math.floor(lane.low));
    const last = Math.min(packing.lanes.length, Math.ceil(lane.high));
    for (let each = first; each < last; each++) paintLane(canvas, place, each, numbers, marked);
    const x = crisp(time.place(place.until));
    context.strokeStyle = translucent(colors.ink, 0.55);
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(x, box.top);
    context.lineTo(x, box.bottom);
    context.stroke();
    context.setLineDash([]);
  });
}

/** Attempts that would cover the same pixel are painted once, so a lane costs no more than the picture is wide. */
function paintLane({ context, colors }: Canvas, place: TimelinePlace, number: number, numbers: Int32Array, marked: ReadonlySet<number>): void {
  const { attempts, packing, box, time } = place;
  const lane = packing.lanes[number] as Int32Array;
  const fills = attemptColors(colors);
  const { top, height } = laneSpan(place, number);
  const texts = height >= TEXT_HEIGHT;
  context.font = colors.font;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  // A slot that waits shows its ground.
  context.fillStyle = translucent(colors.ink, 0.045);
  context.fillRect(box.left, top, box.right - box.left, height);
  let covered = -Infinity;
  for (let position = firstInSight(lane, attempts, time.low); position < lane.length; position++) {
    const index = lane[position] as number;
    const start = attempts.startedAt[index] as number;
    if (start > time.high) break;
    const { left, right } = attemptSpan(place, index);
    const trial = numbers[attempts.trials[index] as number] as number;
    if (right <= covered && !marked.has(trial)) continue;
    context.fillStyle = fills[attempts.states[index] as number] as string;
    context.fillRect(left, top, right - left, height);
    covered = Math.floor(right);
    if (marked.has(trial)) {
      context.strokeStyle = colors.ink;
      context.lineWidth = 1.5;
      context.strokeRect(left + 0.75, top + 0.75, Math.max(0, right - left - 1.5), Math.max(0, height - 1.5));
    }
    if (!texts || right - left < 22) continue;
    const text = String(trial);
    const from = Math.max(left, box.left) + 5;
    if (from + 6.4 * text.length + 3 > right) continue;
    context.fillStyle = colors.onTone;
    context.fillText(text, from, top + height / 2 + 0.5);
  }
}

/** The highlighted attempt, and how its trial went on from one attempt to the next. */
export function paintHighlight({ context, colors }: Canvas, place: TimelinePlace, trial: number, hovered: number): void {
  const { attempts, box } = place;
  const mine: number[] = [];
  for (let index = 0; index < attempts.size; index++) if (attempts.trials[index] === trial) mine.push(index);
  clipped(context, box, () => {
    context.strokeStyle = colors.ink;
    context.lineWidth = 1.5;
    for (const [order, index] of mine.entries()) {
      const { left, right } = attemptSpan(place, index);
      const { top, height } = laneSpan(place, place.packing.laneOf[index] as number);
      if (index === hovered || mine.length > 1) context.strokeRect(left - 0.5, top - 0.5, Math.max(1, right - left) + 1, height + 1);
      const next = mine[order + 1];
      if (next === undefined) continue;
      const after = laneSpan(place, place.packing.laneOf[next] as number);
      context.beginPath();
      context.moveTo(right, top + height / 2);
      context.lineTo(attemptSpan(place, next).left, after.top + after.height / 2);
      context.stroke();
    }
  });
}

/** Pixels from left to right that an attempt takes, one at least. */
export function attemptSpan({ attempts, time, until }: TimelinePlace, index: number): { left: number; right: number } {
  const start = attempts.startedAt[index] as number;
  const end = attempts.endedAt[index] as number;
  const left = time.place(start);
  const right = time.place(Number.isNaN(end) ? Math.max(start, until) : end);
  // Half a pixel stays free, so that those that follow each other can be told apart.
  return { left, right: Math.max(left + 1, right - left > 3 ? right - 0.5 : right) };
}

/** Pixels from top to bottom that a lane takes. */
export function laneSpan({ lane }: TimelinePlace, number: number): { top: number; height: number } {
  const top = lane.place(number);
  const height = lane.place(number + 1) - top;
  const room = height > 4 ? Math.min(3, height * 0.16) : 0;
  return { top: top + room / 2, height: Math.max(0.5, height - room) };
}
