import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { AttemptCurve } from '../metrics/metric-series';
import { countAxis, padded, valueAxis } from './axes';
import type { ChartColors } from './colors';
import { Plot, type PlotOptions } from './Plot';

/** Intermediate values step by step; the last attempt stands out from those before. */
export function CurveChart({ curves, height = 190 }: { curves: readonly AttemptCurve[]; height?: number }) {
  const count = curves.length;
  const data = useMemo(() => aligned(curves), [curves]);
  const options = useCallback((colors: ChartColors) => curveOptions(colors, count), [count]);
  const steps = data[0].at(-1) ?? 0;
  return <Plot options={options} data={data} height={height} label={`Intermediate values, ${steps} steps`} />;
}

/** All curves over all steps: where a curve has nothing, its line goes on; where it has no finite number, there is a gap. */
function aligned(curves: readonly AttemptCurve[]): uPlot.AlignedData {
  const steps = [...new Set(curves.flatMap((curve) => curve.steps))].sort((a, b) => a - b);
  const lines = curves.map((curve) => {
    const values = new Map(curve.steps.map((step, index) => [step, curve.values[index]]));
    return steps.map((step) => values.get(step));
  });
  return [steps, ...lines];
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
