import { formatDuration } from '../../format/time';
import type { TrialsView } from '../../columns/trials-view';
import { attemptColors } from '../attempts/attempt-looks';
import type { Attempts } from '../attempts/attempts';
import { translucent } from '../colors';
import type { Axis } from '../kit/axis';
import { type Box, type Canvas, clipped, paintFrame } from '../kit/frame';
import { durationTicks } from '../kit/ticks';
import { type Durations, endOf } from './durations';

/** Where everything of the bars is. */
export interface BarsPlace {
  readonly box: Box;
  /** Milliseconds since a trial was proposed, or of its running time. */
  readonly length: Axis;
  readonly rowHeight: number;
  /** Pixels of rows above what is in sight. */
  readonly scrolled: number;
  /** Indexes of trials by row. */
  readonly rows: Int32Array;
  readonly attempts: Attempts;
  readonly durations: Durations;
  readonly until: number;
  /** Are waiting times shown? */
  readonly waiting: boolean;
}

/** From this height on a row has room for a number. */
const TEXT_HEIGHT = 11;

export function paintBars(canvas: Canvas, place: BarsPlace, trials: TrialsView, marked: ReadonlySet<number>): void {
  const { context, colors } = canvas;
  const { box, length, rowHeight, scrolled, rows } = place;
  paintFrame(
    canvas,
    box,
    { axis: length, ticks: durationTicks(length.low, length.high, (box.right - box.left) / 80), title: place.waiting ? 'Time since it was proposed' : 'Running time' },
    undefined,
  );
  const first = Math.max(0, Math.floor(scrolled / rowHeight));
  const last = Math.min(rows.length, Math.ceil((scrolled + box.bottom - box.top) / rowHeight));
  const texts = rowHeight >= TEXT_HEIGHT;
  const fills = attemptColors(colors);
  context.font = colors.font;
  context.textBaseline = 'middle';
  for (let row = first; row < last; row++) {
    const trial = rows[row] as number;
    const { top, height } = rowSpan(place, row);
    const number = trials.numbers[trial] as number;
    const isMarked = marked.has(number);
    clipped(context, { ...box, left: 0, right: canvas.width }, () => {
      if (texts) {
        context.textAlign = 'right';
        context.fillStyle = isMarked ? colors.ink : colors.text;
        context.fillText(number.toLocaleString('en-US'), box.left - 8, top + height / 2 + 0.5);
      }
    });
    clipped(context, box, () => {
      const right = paintBar(canvas, place, trial, trials.createdAt[trial] as number, top, height, fills);
      if (isMarked) {
        context.strokeStyle = colors.ink;
        context.lineWidth = 1.5;
        context.strokeRect(length.place(0) + 0.75, top, right - length.place(0), height);
      }
      if (!texts || right + 60 > box.right) return;
      context.textAlign = 'left';
      context.fillStyle = colors.text;
      context.fillText(formatDuration((place.durations.ran[trial] as number) / 1000), right + 6, top + height / 2 + 0.5);
    });
  }
}

/** A frame around the row that is highlighted. */
export function paintRowHighlight({ context, colors }: Canvas, place: BarsPlace, row: number): void {
  const { top, height } = rowSpan(place, row);
  const { box } = place;
  clipped(context, { ...box, left: 0 }, () => {
    context.fillStyle = translucent(colors.ink, 0.07);
    context.fillRect(0, top - 1, box.right, height + 2);
  });
}

/** Pixels from top to bottom that a row takes. */
function rowSpan({ box, rowHeight, scrolled }: BarsPlace, row: number): { top: number; height: number } {
  const room = rowHeight > 4 ? Math.max(1, rowHeight * 0.22) : rowHeight > 2 ? 0.5 : 0;
  return { top: box.top + row * rowHeight - scrolled + room / 2, height: rowHeight - room };
}

/** Paints waiting times and attempts one after the other; returns where the bar ends. */
function paintBar({ context, colors }: Canvas, place: BarsPlace, trial: number, created: number, top: number, height: number, fills: readonly string[]): number {
  const { attempts, durations, length, until, waiting } = place;
  let at = 0;
  let free = created;
  const from = durations.first[trial] as number;
  const to = durations.first[trial + 1] as number;
  for (let position = from; position < to; position++) {
    const index = durations.order[position] as number;
    const start = attempts.startedAt[index] as number;
    const end = endOf(attempts, index, until);
    if (waiting && start > free) {
      context.fillStyle = translucent(colors.tones.grey, 0.35);
      context.fillRect(length.place(at), top + height * 0.3, length.place(at + start - free) - length.place(at), height * 0.4);
      at += start - free;
    }
    const left = length.place(at);
    at += end - start;
    context.fillStyle = fills[attempts.states[index] as number] as string;
    context.fillRect(left, top, Math.max(1, length.place(at) - left - (position + 1 < to ? 1 : 0)), height);
    free = end;
  }
  return length.place(at);
}
