import { contours } from 'd3-contour';
import type { Marginals } from '../../api/types';
import type { AxisScale } from '../plane/axis-scale';
import { type Cell, cellsOf } from '../plane/prediction';
import type { ValueColors } from '../values/value-colors';

/** Areas of one colour each. */
const LEVELS = 14;
/** Room beside an axis that is painted, too; in units. */
const BESIDE = 0.2;

/** An area where the value is at least so much, as rings of points in units of both axes. */
export interface Level {
  /** 0 to 1 from the worst to the best, in the middle of the level. */
  readonly shade: number;
  readonly rings: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** Predicted values over two axes. */
export interface Surface {
  readonly columns: readonly Cell[];
  readonly rows: readonly Cell[];
  readonly mean: (column: Cell, row: Cell) => number;
  readonly deviation: (column: Cell, row: Cell) => number;
  /** Both axes are numbers: values change smoothly from cell to cell. */
  readonly smooth: boolean;
}

export function surfaceOf({ x, y, mean, deviation }: Marginals, xScale: AxisScale, yScale: AxisScale): Surface | undefined {
  if (y === null) return undefined;
  const width = (x.positions ?? x.words ?? []).length;
  return {
    columns: widened(cellsOf(x, xScale), xScale),
    rows: widened(cellsOf(y, yScale), yScale),
    mean: (column, row) => Number(mean[row.index * width + column.index]),
    deviation: (column, row) => Number(deviation[row.index * width + column.index]),
    smooth: xScale.kind !== 'bands' && yScale.kind !== 'bands',
  };
}

/** Outside of the space a forest predicts what it does at the border. */
function widened(cells: Cell[], { kind }: AxisScale): Cell[] {
  if (kind === 'bands') return cells;
  return cells.map((cell, index) => ({ ...cell, from: index === 0 ? cell.from - BESIDE : cell.from, to: index === cells.length - 1 ? cell.to + BESIDE : cell.to }));
}

/** All predicted values. */
export function valuesOn({ columns, rows, mean }: Surface): Float64Array {
  return Float64Array.from(
    rows.flatMap((row) => columns.map((column) => mean(column, row))).filter((value) => !Number.isNaN(value)),
  );
}

/** The cell at a unit, absent beside all of them. */
export function cellAt(cells: readonly Cell[], unit: number): Cell | undefined {
  return cells.find(({ from, to }) => unit >= from && unit <= to);
}

/**
 * The areas of a smooth surface, from the lowest value up: each lies on those before. The first one is everything, and has no
 * rings. Marching squares of d3-contour, which has the value of cell i at i + 0.5.
 */
export function levels(surface: Surface, { worst, best, shade }: ValueColors): Level[] {
  const { mean } = surface;
  // Contours close around the outermost cells: these are beyond what is seen.
  const columns = framed(surface.columns);
  const rows = framed(surface.rows);
  const low = Math.min(worst, best);
  const step = (Math.max(worst, best) - low) / LEVELS;
  const thresholds = Array.from({ length: step > 0 ? LEVELS - 1 : 0 }, (_, index) => low + (index + 1) * step);
  const grid = rows.flatMap((row) => columns.map((column) => mean(column, row)));
  const areas = contours().size([columns.length, rows.length]).thresholds(thresholds)(grid);
  const ground: Level = { shade: shade(low + step / 2), rings: [] };
  return [
    ground,
    ...areas.map(({ value, coordinates }): Level => ({
      shade: shade(value + step / 2),
      rings: coordinates.flat().map((ring) => ring.map(([x = 0, y = 0]) => [unitOf(columns, x - 0.5), unitOf(rows, y - 0.5)] as const)),
    })),
  ];
}

/** The cells with the outer ones once more beside them. */
function framed(cells: readonly Cell[]): Cell[] {
  const [first, last] = [cells[0], cells.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ ...first, middle: first.middle - BESIDE }, ...cells, { ...last, middle: last.middle + BESIDE }];
}

/** Between the middles of cells; beyond the outer ones on as before. */
function unitOf(cells: readonly Cell[], index: number): number {
  const before = Math.min(Math.max(0, Math.floor(index)), Math.max(0, cells.length - 2));
  const from = cells[before]?.middle ?? 0;
  const to = cells[before + 1]?.middle ?? from;
  return from + (index - before) * (to - from);
}
