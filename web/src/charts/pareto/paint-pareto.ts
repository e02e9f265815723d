import { translucent } from '../colors';
import type { Axis } from '../kit/axis';
import { type Box, type Canvas, clipped, paintFrame } from '../kit/frame';
import type { Point } from '../kit/gestures';
import { valueTicks } from '../kit/ticks';
import type { TwoObjectives } from './front';

/** Where everything of the chart is. */
export interface ParetoPlace {
  readonly box: Box;
  readonly first: Axis;
  readonly second: Axis;
}

/** Pixels from the pointer to a point that is still meant. */
const REACH = 28;
/** From this many trials on points are small. */
const DENSE = 1500;

export function placeOf({ first, second }: ParetoPlace, trials: TwoObjectives, each: number): Point {
  return { x: first.place(trials.first[each] as number), y: second.place(trials.second[each] as number) };
}

/** The trial nearest to a place, those of the front before others; -1 if none is near. */
export function nearestTrial(place: ParetoPlace, trials: TwoObjectives, at: Point): number {
  let nearest = -1;
  let least = REACH;
  const consider = (each: number) => {
    const { x, y } = placeOf(place, trials, each);
    const distance = Math.hypot(x - at.x, y - at.y);
    if (!(distance < least)) return;
    least = distance;
    nearest = each;
  };
  for (const each of trials.front) consider(each);
  for (const each of trials.first.keys()) consider(each);
  return nearest;
}

export function paintPareto(canvas: Canvas, place: ParetoPlace, trials: TwoObjectives, marked: (each: number) => boolean, titles: readonly [string, string]): void {
  const { context, colors } = canvas;
  const { box, first, second } = place;
  paintFrame(
    canvas,
    box,
    { axis: first, ticks: valueTicks(first, (box.right - box.left) / 2), title: titles[0] },
    { axis: second, ticks: valueTicks(second, box.bottom - box.top), title: titles[1] },
  );
  clipped(context, box, () => {
    const radius = trials.first.length >= DENSE ? 1.75 : 3;
    context.fillStyle = translucent(colors.point, 0.5);
    for (const each of trials.first.keys()) disc(context, placeOf(place, trials, each), radius);
    paintFront(canvas, place, trials);
    context.strokeStyle = colors.ink;
    context.lineWidth = 1.75;
    for (const each of trials.first.keys()) {
      if (!marked(each)) continue;
      const { x, y } = placeOf(place, trials, each);
      context.beginPath();
      context.arc(x, y, 6.5, 0, 2 * Math.PI);
      context.stroke();
    }
  });
}

/** The trial the reader points at. */
export function paintPointed({ context, colors }: Canvas, place: ParetoPlace, trials: TwoObjectives, each: number): void {
  const { x, y } = placeOf(place, trials, each);
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fillStyle = colors.surface;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colors.ink;
  context.stroke();
}

/** A stair: what is on its other side is not reached yet. */
function paintFront({ context, colors }: Canvas, place: ParetoPlace, trials: TwoObjectives): void {
  context.strokeStyle = colors.best;
  context.fillStyle = colors.best;
  context.lineWidth = 1.75;
  context.beginPath();
  for (const [order, each] of trials.front.entries()) {
    const { x, y } = placeOf(place, trials, each);
    const before = trials.front[order - 1];
    if (before === undefined) context.moveTo(x, y);
    else {
      context.lineTo(x, placeOf(place, trials, before).y);
      context.lineTo(x, y);
    }
  }
  context.stroke();
  for (const each of trials.front) disc(context, placeOf(place, trials, each), 4);
}

function disc(context: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
