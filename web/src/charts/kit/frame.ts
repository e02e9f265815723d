import type { ChartColors } from '../colors';
import type { Axis } from './axis';
import type { Tick } from './ticks';

/** A rectangle in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a picture is painted on. Sizes are CSS pixels. */
export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly colors: ChartColors;
}

interface AxisLook {
  axis: Axis;
  ticks: readonly Tick[];
  title: string;
  /** Without lines across the picture. */
  bare?: boolean;
}

/** Grid, labels and titles around `box`: the vertical axis at its left, the horizontal one below it. */
export function paintFrame({ context, colors }: Canvas, box: Box, x: AxisLook | undefined, y: AxisLook | undefined): void {
  context.save();
  context.font = colors.font;
  context.fillStyle = colors.text;
  context.strokeStyle = colors.line;
  context.lineWidth = 1;
  if (y !== undefined) paintRows(context, box, y);
  if (x !== undefined) paintColumns(context, box, x);
  context.restore();
}

/** How wide the labels of a vertical axis with a title are. */
export function labelWidth(ticks: readonly Tick[]): number {
  return 28 + 6.2 * Math.max(2, ...ticks.map(({ label }) => label.length));
}

function paintRows(context: CanvasRenderingContext2D, { left, top, right, bottom }: Box, { axis, ticks, title, bare = false }: AxisLook): void {
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.beginPath();
  for (const { value, label } of ticks) {
    const y = crisp(axis.place(value));
    if (y < top - 1 || y > bottom + 1) continue;
    if (!bare) {
      context.moveTo(left, y);
      context.lineTo(right, y);
    }
    context.fillText(label, left - 8, y);
  }
  context.stroke();
  context.save();
  context.translate(9, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  context.fillText(title, 0, 0, bottom - top);
  context.restore();
}

function paintColumns(context: CanvasRenderingContext2D, { left, top, right, bottom }: Box, { axis, ticks, title, bare = false }: AxisLook): void {
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.beginPath();
  let free = -Infinity;
  for (const { value, label } of ticks) {
    const x = crisp(axis.place(value));
    if (x < left - 1 || x > right + 1) continue;
    if (!bare) {
      context.moveTo(x, top);
      context.lineTo(x, bottom);
    }
    const half = 3.2 * label.length;
    if (x - half < free) continue;
    context.fillText(label, Math.min(x, right + 10 - half), bottom + 6);
    free = x + half + 8;
  }
  context.stroke();
  context.fillText(title, (left + right) / 2, bottom + 22, right - left);
}

/** In the middle of a pixel: a line one pixel wide covers one pixel. */
export function crisp(pixel: number): number {
  return Math.round(pixel) + 0.5;
}

/** Limits what is painted to a box, and paints it. */
export function clipped(context: CanvasRenderingContext2D, { left, top, right, bottom }: Box, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  paint();
  context.restore();
}
