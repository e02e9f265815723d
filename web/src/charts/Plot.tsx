import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { useTheme } from '../ui/theme';
import styles from './Plot.module.css';
import { type ChartColors, chartColors } from './colors';

export type PlotOptions = Omit<uPlot.Options, 'width' | 'height'>;

interface Props {
  /** Describes the chart; must be stable, a new function makes a new chart. */
  options: (colors: ChartColors) => PlotOptions;
  data: uPlot.AlignedData;
  height: number;
  /** What the chart shows, for those who do not see it. */
  label: string;
}

/** A uPlot chart that follows its data, its width and the theme. A zoom the reader made stays while data arrive. */
export function Plot({ options, data, height, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const latest = useRef(data);
  /** Dragging selects what to zoom to, a double click shows everything again. */
  const zoomed = useRef(false);
  const theme = useTheme();

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const size = () => ({ width: Math.max(element.clientWidth, 120), height });
    const plot = new uPlot({ ...options(chartColors(element)), ...size() }, latest.current, element);
    plot.hooks.setSelect = [...(plot.hooks.setSelect ?? []), () => (zoomed.current = true)];
    plot.over.addEventListener('dblclick', () => (zoomed.current = false));
    zoomed.current = false;
    chart.current = plot;
    const observer = new ResizeObserver(() => plot.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
      chart.current = null;
    };
    // The theme decides the colours that `options` is given.
  }, [options, height, theme]);

  useEffect(() => {
    latest.current = data;
    const plot = chart.current;
    if (plot === null) return;
    plot.setData(data, !zoomed.current);
    if (zoomed.current) plot.redraw();
  }, [data]);

  return <div ref={host} className={styles.plot} style={{ height }} role="img" aria-label={label} />;
}
