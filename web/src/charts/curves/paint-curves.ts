import { type ChartColors, translucent } from '../colors';
import { type Canvas, clipped, paintFrame } from '../kit/frame';
import { numberTicks, valueTicks } from '../kit/ticks';
import { type CurvesPlace, type Line, pointOf } from './nearest-line';
import type { TrialCurve } from './trial-curve';

export type ColorOf = (curve: TrialCurve, colors: ChartColors) => string;

/** From this many lines on they are paler, or they would hide each other. */
const MANY = 30;
/** Below this many points in sight, each is a dot. */
const DOTS = 600;

export function paintCurves(canvas: Canvas, place: CurvesPlace, lines: readonly Line[], colorOf: ColorOf, title: string): void {
  const { context, colors } = canvas;
  const { box, step, value } = place;
  paintFrame(
    canvas,
    box,
    { axis: step, ticks: numberTicks(step.low, step.high, (box.right - box.left) / 80, true), title: 'Step', bare: true },
    { axis: value, ticks: valueTicks(value, box.bottom - box.top), title },
  );
  const points = lines.reduce((sum, { curve }) => sum + curve.indexes.length, 0);
  clipped(context, box, () => {
    context.lineJoin = 'round';
    const opacity = lines.length > MANY ? 0.6 : 0.85;
    for (const { curve, marked } of lines) {
      const color = translucent(colorOf(curve, colors), marked ? 1 : opacity);
      context.strokeStyle = color;
      context.fillStyle = color;
      context.lineWidth = marked ? 2 : 1.25;
      paintLine(context, place, curve, points < DOTS ? 2 : 0);
    }
  });
}

/** The line the reader points at, and the point on it that is told. */
export function paintNearest({ context, colors }: Canvas, place: CurvesPlace, curve: TrialCurve, position: number): void {
  const color = colors.ink;
  clipped(context, place.box, () => {
    context.lineJoin = 'round';
    context.strokeStyle = translucent(colors.surface, 0.8);
    context.lineWidth = 6;
    paintLine(context, place, curve, 0);
    context.strokeStyle = color;
    context.fillStyle = color;
    context.lineWidth = 2.5;
    paintLine(context, place, curve, 0);
  });
  const { x, y } = pointOf(place, curve, position);
  if (Number.isNaN(y)) return;
  context.beginPath();
  context.arc(x, y, 4.5, 0, 2 * Math.PI);
  context.fillStyle = colors.surface;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = color;
  context.stroke();
}

function paintLine(context: CanvasRenderingContext2D, place: CurvesPlace, curve: TrialCurve, dots: number): void {
  context.beginPath();
  let pen = false;
  for (let position = 0; position < curve.indexes.length; position++) {
    const { x, y } = pointOf(place, curve, position);
    if (Number.isNaN(y)) {
      pen = false;
      continue;
    }
    if (pen) context.lineTo(x, y);
    else context.moveTo(x, y);
    pen = true;
  }
  context.stroke();
  // A lone value has no line.
  const radius = curve.indexes.length === 1 ? 2.5 : dots;
  if (radius === 0) return;
  for (let position = 0; position < curve.indexes.length; position++) {
    const { x, y } = pointOf(place, curve, position);
    if (Number.isNaN(y)) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}
