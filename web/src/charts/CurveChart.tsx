import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { AttemptCurve } from '../metrics/metric-series';
import { countAxis, padded, valueAxis } from './axes';
import type { ChartColors } from './colors';
import { Plot, type PlotOptions } from './Plot';

/** Intermediate values step by step; the last attempt stands out from those before. */
export function CurveChart({ curves, height = 190 }: { curves: readonly AttemptCurve[]; height?: number }) {
  const count = curves.length;
  const data = useMemo<uPlot.AlignedData>(() => {
    const steps = Math.max(0, ...curves.map((curve) => curve.values.length));
    const numbers = Array.from({ length: steps }, (_, step) => step + 1);
    return [numbers, ...curves.map((curve) => numbers.map((_, step) => curve.values[step] ?? null))];
  }, [curves]);
  const options = useCallback((colors: ChartColors) => curveOptions(colors, count), [count]);
  const steps = data[0].length;
  return <Plot options={options} data={data} height={height} label={`Intermediate values, ${steps} steps`} />;
}

function curveOptions(colors: ChartColors, count: number): PlotOptions {
  const series = Array.from({ length: count }, (_, index): uPlot.Series => {
    const last = index === count - 1;
    return {
      stroke: last ? colors.point : colors.faint,
      width: last ? 1.75 : 1.25,
      spanGaps: false,
      points: { show: (plot) => plot.data[0].length <= 40, size: 5, fill: last ? colors.point : colors.faint, width: 0 },
    };
  });
  return {
    legend: { show: false },
    padding: [10, 14, 0, 0],
    scales: {
      x: { time: false, range: (_plot, min, max) => (Number.isFinite(min) ? [min, Math.max(max, min + 1)] : [1, 2]) },
      y: { range: padded },
    },
    axes: [countAxis(colors), valueAxis(colors)],
    series: [{}, ...series],
    cursor: { y: false, drag: { x: true, y: false }, points: { size: 8, width: 2, fill: colors.surface } },
  };
}
