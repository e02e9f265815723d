import type uPlot from 'uplot';
import { formatParameter } from '../format/numbers';
import type { ChartColors } from './colors';

const WHOLE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];

/** Horizontal axis of whole numbers: trials, steps. */
export function countAxis(colors: ChartColors): uPlot.Axis {
  return {
    stroke: colors.text,
    font: colors.font,
    size: 30,
    gap: 6,
    space: 48,
    incrs: WHOLE_STEPS,
    grid: { show: false },
    ticks: { show: false },
    values: (_plot, splits) => splits.map((split) => split.toLocaleString('en-US')),
  };
}

/** Vertical axis of metric values; as wide as its labels. */
export function valueAxis(colors: ChartColors): uPlot.Axis {
  return {
    stroke: colors.text,
    font: colors.font,
    gap: 8,
    space: 34,
    size: (_plot, values) => 18 + 6.2 * Math.max(3, ...(values ?? []).map((value) => value.length)),
    grid: { stroke: colors.line, width: 1 },
    ticks: { show: false },
    values: (_plot, splits, _axis, _space, step) => splits.map((split) => tick(split, step)),
  };
}

/** All ticks of an axis with the decimals its step needs: 0.90, 0.95, 1.00. */
export function tick(value: number, step: number): string {
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  // Steps such as 0.25 need one more than their size says.
  const exact = decimals + (Number.isInteger(Math.round(step * 10 ** decimals * 1e6) / 1e6) ? 0 : 1);
  return exact > 6 || Math.abs(value) >= 1e6 ? formatParameter(value) : value.toFixed(exact).replace('-', '−');
}

/** Some room around the values, so that no point lies on the border. */
export function padded(_plot: uPlot, min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  const room = max > min ? 0.07 * (max - min) : Math.abs(max) * 0.1 || 0.5;
  return [min - room, max + room];
}
