import { type ChartColors, translucent } from '../colors';
import { type Canvas, clipped, paintFrame } from '../kit/frame';
import { numberTicks, valueTicks } from '../kit/ticks';
import type { OptimizationHistory } from './optimization-history';
import { Cover, type HistoryPlace, pointAt } from './points';

/** From this many trials on points are small, or they would hide each other. */
const DENSE = 1500;

export function paintHistory(canvas: Canvas, place: HistoryPlace, history: OptimizationHistory, marked: ReadonlySet<number>, title: string): void {
  const { context, colors } = canvas;
  const { box, number, value } = place;
  paintFrame(
    canvas,
    box,
    { axis: number, ticks: numberTicks(Math.max(0, number.low), number.high, (box.right - box.left) / 70, true), title: 'Trial', bare: true },
    { axis: value, ticks: valueTicks(value, box.bottom - box.top), title },
  );
  clipped(context, { ...box, bottom: box.bottom + 1 }, () => {
    paintValueless(canvas, place, history);
    const dense = history.numbers.length >= DENSE;
    const paintPoint = dense ? paintDot : paintDisc;
    const cover = new Cover(box, dense ? 2 : 0.5);
    // The newest first: where points lie over each other, it is what can be pointed at.
    for (let index = history.numbers.length - 1; index >= 0; index--) {
      if (history.valueless[index] !== null) continue;
      const at = pointAt(place, history, index);
      if (cover.take(at)) paintPoint(context, colors, at.x, at.y, history.succeeded[index] === null);
    }
    paintBest(canvas, place, history);
    if (marked.size > 0) paintMarked(canvas, place, history, marked);
  });
}

/** The trial the reader points at. */
export function paintPointed({ context, colors }: Canvas, place: HistoryPlace, history: OptimizationHistory, index: number): void {
  const { x, y } = pointAt(place, history, index);
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = colors.surface;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colors.ink;
  context.stroke();
}

function paintDisc(context: CanvasRenderingContext2D, colors: ChartColors, x: number, y: number, early: boolean): void {
  context.beginPath();
  context.arc(x, y, early ? 2.9 : 3, 0, 2 * Math.PI);
  context.fillStyle = early ? colors.surface : translucent(colors.point, 0.75);
  context.fill();
  if (!early) return;
  context.strokeStyle = colors.early;
  context.lineWidth = 1.25;
  context.stroke();
}

function paintDot(context: CanvasRenderingContext2D, colors: ChartColors, x: number, y: number, early: boolean): void {
  context.fillStyle = translucent(early ? colors.early : colors.point, 0.55);
  context.fillRect(x - 1.5, y - 1.5, 3, 3);
}

/** A tick each at the lower edge, where they cannot be taken for a value. */
function paintValueless({ context, colors }: Canvas, { box, number }: HistoryPlace, { numbers, valueless }: OptimizationHistory): void {
  context.strokeStyle = colors.failed;
  context.lineWidth = 1.5;
  context.beginPath();
  let last = -Infinity;
  for (let index = 0; index < numbers.length; index++) {
    if (valueless[index] === null) continue;
    const x = number.place(numbers[index] as number);
    if (x - last < 0.75 || x < box.left || x > box.right) continue;
    context.moveTo(x, box.bottom);
    context.lineTo(x, box.bottom - 7);
    last = x;
  }
  context.stroke();
}

/** A step wherever the best so far improves. */
function paintBest({ context, colors }: Canvas, { box, number, value }: HistoryPlace, { numbers, best }: OptimizationHistory): void {
  context.strokeStyle = colors.best;
  context.lineWidth = 1.75;
  context.beginPath();
  let known: number | null = null;
  let y = NaN;
  for (let index = 0; index < numbers.length; index++) {
    const now = best[index] ?? null;
    if (now === null || now === known) continue;
    const x = number.place(numbers[index] as number);
    const next = value.place(now);
    known = now;
    if (Number.isNaN(next)) continue;
    if (Number.isNaN(y)) context.moveTo(x, next);
    else {
      context.lineTo(x, y);
      context.lineTo(x, next);
    }
    y = next;
  }
  if (!Number.isNaN(y)) context.lineTo(Math.min(box.right, number.place(numbers.at(-1) ?? 0)), y);
  context.stroke();
}

function paintMarked({ context, colors }: Canvas, place: HistoryPlace, history: OptimizationHistory, marked: ReadonlySet<number>): void {
  context.strokeStyle = colors.ink;
  context.lineWidth = 1.75;
  for (let index = 0; index < history.numbers.length; index++) {
    if (!marked.has(history.numbers[index] as number)) continue;
    const { x, y } = pointAt(place, history, index);
    if (Number.isNaN(y)) continue;
    context.beginPath();
    context.arc(x, y, 5.5, 0, 2 * Math.PI);
    context.stroke();
  }
}
