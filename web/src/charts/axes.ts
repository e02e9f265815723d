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
    // uPlot gives null where a logarithmic axis has no room for a label.
    values: (_plot, splits) => (splits as (number | null)[]).map((split) => (split === null ? '' : formatParameter(split))),
  };
}

/** Some room around the values, so that no point lies on the border. */
export function padded(_plot: uPlot, min: number | null, max: number | null): [number, number] {
  if (min === null || max === null) return [0, 1];
  const room = max > min ? 0.07 * (max - min) : Math.abs(max) * 0.1 || 0.5;
  return [min - room, max + room];
}
