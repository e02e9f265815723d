import type { ChartColors } from '../colors';
import { translucent } from '../colors';
import type { TrialAxis } from '../plane/trial-axes';
import { shortened } from '../plane/unit-axis';
import { coveredUnits, type Filters } from './filters';
import { type ParallelLayout, trace, yOf } from './lines';

/** What lies over the lines: axes with their ticks and brushes, lines that stand out. */
export interface Overlay {
  readonly layout: ParallelLayout;
  readonly axes: readonly TrialAxis[];
  readonly filters: Filters;
  /** Lines; -1 for none. */
  readonly best: number;
  readonly hovered: number;
  readonly marked: readonly number[];
  readonly colors: ChartColors;
}

/** Half the width of a brush. */
const BRUSH = 7;
/** Pixels of an axis for each tick. */
const TICK_SPACE = 44;
const BAND_SPACE = 15;

export function paintOverlay(context: CanvasRenderingContext2D, overlay: Overlay): void {
  const { layout, colors, best, hovered, marked } = overlay;
  context.clearRect(0, 0, layout.width, layout.height);
  for (const line of marked) strong(context, overlay, line, colors.early, 1.75);
  if (best >= 0) strong(context, overlay, best, colors.best, 2.25);
  if (hovered >= 0) strong(context, overlay, hovered, colors.ink, 2);
  overlay.axes.forEach((axis, index) => paintAxis(context, overlay, axis, layout.xs[index] as number));
}

function strong(context: CanvasRenderingContext2D, { layout, axes, colors }: Overlay, line: number, color: string, width: number): void {
  context.beginPath();
  trace(context, layout, axes, line);
  context.lineJoin = 'round';
  // A seam in the colour of the surface lifts the line off the others.
  context.lineWidth = width + 2.5;
  context.strokeStyle = translucent(colors.surface, 0.8);
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

function paintAxis(context: CanvasRenderingContext2D, { layout, filters, colors }: Overlay, axis: TrialAxis, x: number): void {
  const { top, bottom } = layout;
  context.lineWidth = 1;
  context.strokeStyle = colors.text;
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
  const filter = filters.get(axis.key);
  if (filter !== undefined) {
    for (const [low, high] of coveredUnits(axis, filter)) {
      const from = yOf(layout, high);
      const height = Math.max(2, yOf(layout, low) - from);
      context.fillStyle = translucent(colors.point, 0.28);
      context.fillRect(x - BRUSH, from, 2 * BRUSH, height);
      context.strokeStyle = colors.point;
      context.strokeRect(x - BRUSH, from, 2 * BRUSH, height);
    }
  }
  context.font = colors.font;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const count = Math.floor((bottom - top) / (axis.scale.kind === 'bands' ? BAND_SPACE : TICK_SPACE));
  for (const { unit, label } of axis.scale.ticks(count)) write(context, colors, label, x, yOf(layout, unit));
  if (axis.gaps) write(context, colors, 'none', x, layout.absent);
}

function write(context: CanvasRenderingContext2D, colors: ChartColors, label: string, x: number, y: number): void {
  context.strokeStyle = colors.text;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x - 4, y);
  context.lineTo(x + 4, y);
  context.stroke();
  const text = shortened(label);
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = translucent(colors.surface, 0.85);
  context.strokeText(text, x - BRUSH - 3, y);
  context.fillStyle = colors.soft;
  context.fillText(text, x - BRUSH - 3, y);
}
