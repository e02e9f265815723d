import type { Axis } from '../kit/axis';
import type { Box } from '../kit/frame';
import type { Point } from '../kit/gestures';
import type { OptimizationHistory } from './optimization-history';

/** Pixels from the pointer to a point that is still meant. */
const REACH = 28;

/** Where everything of the chart is. */
export interface HistoryPlace {
  readonly box: Box;
  readonly number: Axis;
  readonly value: Axis;
}

/** The value of a trial, whatever became of it; NaN if there is none. */
export function valueAt({ succeeded, earlyStopped }: OptimizationHistory, index: number): number {
  return succeeded[index] ?? earlyStopped[index] ?? NaN;
}

/** Where a trial is: those without a value lie on the lower edge; NaN for what is not drawn. */
export function pointAt({ box, number, value }: HistoryPlace, history: OptimizationHistory, index: number): Point {
  const valueless = history.valueless[index] !== null;
  return { x: number.place(history.numbers[index] as number), y: valueless ? box.bottom : value.place(valueAt(history, index)) };
}

/** The trial nearest to a place, as an index in the history; -1 if none is near. */
export function nearestPoint(place: HistoryPlace, history: OptimizationHistory, at: Point): number {
  const { box } = place;
  let nearest = -1;
  let least = REACH;
  for (let index = 0; index < history.numbers.length; index++) {
    const x = place.number.place(history.numbers[index] as number);
    if (Math.abs(x - at.x) > least || x < box.left || x > box.right) continue;
    const { y } = pointAt(place, history, index);
    if (y < box.top || y > box.bottom) continue;
    const distance = Math.hypot(x - at.x, y - at.y);
    // Of points in one place the newest: it lies above.
    if (!(distance <= least)) continue;
    least = distance;
    nearest = index;
  }
  return nearest;
}

/** Remembers which pixels are covered: of points that lie over each other, one is painted. */
export class Cover {
  readonly #box: Box;
  readonly #cell: number;
  readonly #columns: number;
  readonly #covered: Uint8Array;

  /** `cell` is how many pixels wide and high a place is that takes one point. */
  constructor(box: Box, cell: number) {
    this.#box = box;
    this.#cell = cell;
    this.#columns = Math.ceil((box.right - box.left) / cell) + 1;
    this.#covered = new Uint8Array(this.#columns * (Math.ceil((box.bottom - box.top) / cell) + 1));
  }

  /** Is a place inside and still free? It is not any more. */
  take({ x, y }: Point): boolean {
    const { left, top, right, bottom } = this.#box;
    if (!(x >= left && x <= right && y >= top && y <= bottom)) return false;
    const cell = Math.floor((y - top) / this.#cell) * this.#columns + Math.floor((x - left) / this.#cell);
    if (this.#covered[cell] === 1) return false;
    this.#covered[cell] = 1;
    return true;
  }
}
