import { useCallback, useMemo } from 'react';
import type uPlot from 'uplot';
import type { Curve } from '../../api/types';
import { toFinite } from '../../api/values';
import { countAxis, padded, valueAxis } from '../../charts/axes';
import type { ChartColors } from '../../charts/colors';
import { Plot, type PlotOptions } from '../../charts/Plot';
import { lineLook } from './line-looks';

interface Props {
  curves: readonly Curve[];
  /** The compared trials; each keeps its look, whether it has a curve or not. */
  trials: readonly number[];
  metric: string;
  height: number;
}

/** The intermediate values of several trials over each other. */
export function ComparedCurves({ curves, trials, metric, height }: Props) {
  const data = useMemo(() => aligned(curves, trials), [curves, trials]);
  const count = trials.length;
  const options = useCallback((colors: ChartColors) => curveOptions(colors, count), [count]);
  return <Plot options={options} data={data} height={height} label={`${metric} of ${curves.length} trials, step by step`} />;
}

/** Over all steps that any of them has; between the points that came of a long curve, its line goes on. */
function aligned(curves: readonly Curve[], trials: readonly number[]): uPlot.AlignedData {
  const steps = [...new Set(curves.flatMap((curve) => curve.indexes))].sort((a, b) => a - b);
  const places = new Map(steps.map((step, place) => [step, place]));
  const lines = trials.map((trial) => {
    const line = new Array<number | null>(steps.length).fill(null);
    const curve = curves.find((each) => each.trial === trial);
    curve?.indexes.forEach((step, index) => (line[places.get(step) ?? 0] = toFinite(curve.values[index]) ?? null));
    return line;
  });
  return [steps.map((step) => step + 1), ...lines];
}

function curveOptions(colors: ChartColors, count: number): PlotOptions {
  const series = Array.from({ length: count }, (_, index): uPlot.Series => {
    const { tone, dash } = lineLook(index);
    return { stroke: colors.tones[tone], width: 1.75, dash: [...dash], spanGaps: true, points: { show: (plot) => plot.data[0].length <= 30, size: 5, fill: colors.tones[tone], width: 0 } };
  });
  return {
    legend: { show: false },
    padding: [10, 14, 0, 0],
    scales: { x: { time: false, range: (_plot, min, max) => (Number.isFinite(min) ? [min, Math.max(max, min + 1)] : [1, 2]) }, y: { range: padded } },
    axes: [countAxis(colors), valueAxis(colors)],
    series: [{}, ...series],
    cursor: { y: false, drag: { x: true, y: false }, points: { size: 8, width: 2, fill: colors.surface }, focus: { prox: 24 } },
    focus: { alpha: 0.25 },
  };
}
