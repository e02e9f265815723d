import { type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { indexOfTrial, type TrialsView } from '../../columns/trials-view';
import { formatCount, formatValue } from '../../format/numbers';
import { clearedContext } from '../kit/canvas-size';
import { useChartColors } from '../kit/use-chart-colors';
import { TrialTip } from '../kit/Tip';
import { useWidth } from '../kit/use-width';
import { stepOf, valueColors } from '../values/value-colors';
import type { ValuedTrials } from '../values/valued-trials';
import { LegendItem, ValueLegend } from '../values/ValueLegend';
import { AxisHeader, type AxisMoves } from './AxisHeader';
import { type TrialAxis, VALUE_KEY } from '../plane/trial-axes';
import { dragged, type Grip, gripAt } from './brush';
import { type AxisFilter, coveredUnits, filterBetween, type Filters, topValues } from './filters';
import { LinePainter } from './line-painter';
import { drawingOrder, nearestLine, parallelLayout, unitAt } from './lines';
import { paintOverlay } from './overlay';
import styles from './ParallelChart.module.css';

const HEIGHT = 360;
/** Pixels from an axis within which the mouse takes the axis rather than a line. */
const AXIS_REACH = 11;
const LINE_REACH = 16;
/** Pixels that a press may move and still be a click. */
const STILL = 3;

interface Props {
  view: TrialsView;
  /** A line each. */
  trials: ValuedTrials;
  /** Those that are shown, from the left. */
  axes: readonly TrialAxis[];
  title: string;
  /** Of the trial at the better end. */
  bestWord: string;
  filters: Filters;
  /** 1 for lines that pass. */
  passes: Uint8Array;
  marked: ReadonlySet<number>;
  /** The best of them have all the colours. */
  topPercent: number;
  /** Changes with what the reader does: then lines are drawn at once, if only some of them. */
  cause: string;
  /** While the mouse draws a filter, and when it is done. */
  onDraft: (key: string, filter: AxisFilter | undefined) => void;
  onFilter: (key: string, filter: AxisFilter | undefined) => void;
  onSelect: (trial: number) => void;
  movesOf: (key: string) => AxisMoves;
}

interface Drag {
  axis: TrialAxis;
  grip: Grip;
  from: number;
  moved: boolean;
  filter: AxisFilter | undefined;
}

/** The lines, the axes over them, and what the mouse does to both. */
export function ParallelPlane({ view, trials, axes, title, bestWord, filters, passes, marked, topPercent, cause, onDraft, onFilter, onSelect, movesOf }: Props) {
  const [host, width] = useWidth<HTMLDivElement>();
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LinePainter>(null);
  const lastCause = useRef<string>(undefined);
  const drag = useRef<Drag>(undefined);
  const [hover, setHover] = useState<{ line: number; left: number; top: number }>();
  const colors = useChartColors();
  const layout = useMemo(() => parallelLayout(width, HEIGHT, axes), [width, axes]);
  const shading = useMemo(() => valueColors(topValues(trials, topPercent), trials.mode), [trials, topPercent]);
  const { order, steps } = useMemo(() => {
    const shades = Float32Array.from(trials.values, shading.shade);
    return { order: drawingOrder(shades), steps: Uint8Array.from(shades, (shade) => stepOf(shade, colors.ramp.length)) };
  }, [trials, shading, colors]);
  const markedLines = useMemo(
    () => [...marked].flatMap((trial) => {
      const line = trials.indexes.indexOf(indexOfTrial(view, trial));
      return line < 0 ? [] : [line];
    }),
    [marked, trials, view],
  );
  const hovered = hover === undefined || hover.line >= passes.length ? -1 : hover.line;

  useEffect(() => {
    if (below.current === null) return;
    const created = new LinePainter(below.current);
    painter.current = created;
    return () => created.close();
  }, []);
  useEffect(() => {
    const byReader = lastCause.current !== cause;
    lastCause.current = cause;
    painter.current?.paint({ layout, axes, order, steps, passes, ramp: colors.ramp, faint: colors.text }, { byReader });
  }, [layout, axes, order, steps, passes, colors, cause]);
  useLayoutEffect(() => {
    const context = clearedContext(above.current, layout.width, layout.height);
    if (context !== null) paintOverlay(context, { layout, axes, filters, best: trials.best, hovered, marked: markedLines, colors });
  }, [layout, axes, filters, trials, hovered, markedLines, colors]);

  const place = (event: PointerEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const near = layout.xs.findIndex((each) => Math.abs(each - x) <= AXIS_REACH);
    const onAxis = y > layout.top - AXIS_REACH && y < layout.bottom + AXIS_REACH;
    return { x, y, unit: unitAt(layout, y), axis: onAxis ? axes[near] : undefined };
  };
  const covered = (axis: TrialAxis) => {
    const filter = filters.get(axis.key);
    return filter === undefined ? [] : coveredUnits(axis, filter);
  };
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    const { unit, axis, y } = place(event);
    // A finger scrolls the page; it filters by the titles.
    if (axis === undefined || event.button !== 0 || event.pointerType === 'touch') return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { axis, grip: gripAt(covered(axis), unit), from: y, moved: false, filter: undefined };
    setHover(undefined);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y, unit, axis } = place(event);
    const dragging = drag.current;
    if (dragging !== undefined) {
      dragging.moved ||= Math.abs(y - dragging.from) > STILL;
      if (!dragging.moved) return;
      dragging.filter = filterBetween(dragging.axis, ...dragged(dragging.grip, unit));
      onDraft(dragging.axis.key, dragging.filter);
      return;
    }
    const grip = axis === undefined ? undefined : gripAt(covered(axis), unit).kind;
    event.currentTarget.dataset.grip = grip ?? 'none';
    const line = axis !== undefined ? -1 : nearestLine(layout, axes, passes, x, y, LINE_REACH);
    setHover(line < 0 ? undefined : { line, left: x, top: y });
  };
  const release = () => {
    const dragging = drag.current;
    drag.current = undefined;
    if (dragging === undefined) return;
    // A click on a filter, or beside it, removes it.
    onFilter(dragging.axis.key, dragging.moved ? dragging.filter : undefined);
  };
  const select = (event: PointerEvent<HTMLCanvasElement>) => {
    const { x, y, axis } = place(event);
    if (axis !== undefined && event.pointerType !== 'touch') return;
    const line = nearestLine(layout, axes, passes, x, y, LINE_REACH);
    if (line < 0) return setHover(undefined);
    // There is no hovering with a finger: the first touch shows the line, the second one opens it.
    if (event.pointerType === 'touch' && line !== hovered) return setHover({ line, left: x, top: y });
    onSelect(view.numbers[trials.indexes[line] as number] as number);
  };

  const gap = axes.length < 2 ? layout.width : (layout.xs[1] as number) - (layout.xs[0] as number);
  const best = trials.best < 0 ? undefined : view.numbers[trials.indexes[trials.best] as number];
  const parameters = axes.length - 1;
  return (
    <>
      <div ref={host} className={styles.scroller} tabIndex={layout.width > width ? 0 : undefined} role="group" aria-label="Axes">
        <div className={styles.plane} style={{ width: layout.width }} onPointerLeave={() => setHover(undefined)}>
          <div className={styles.headers}>
            {axes.map((axis, index) => (
              <AxisHeader
                key={axis.key}
                axis={axis}
                filter={filters.get(axis.key)}
                x={layout.xs[index] as number}
                width={Math.min(gap - 8, 2 * (layout.xs[0] as number) - 8)}
                gap={gap}
                onFilter={(filter) => onFilter(axis.key, filter)}
                moves={axis.key === VALUE_KEY ? undefined : movesOf(axis.key)}
              />
            ))}
          </div>
          <div
            className={styles.canvases}
            style={{ height: HEIGHT }}
            role="img"
            aria-label={`Lines of ${formatCount(passes.length)} trials over ${parameters} ${parameters === 1 ? 'parameter' : 'parameters'}${best === undefined ? '' : `; ${bestWord.toLowerCase()} is trial ${best} with ${formatValue(trials.values[trials.best])}`}`}
          >
            <canvas ref={below} style={{ width: layout.width, height: HEIGHT }} data-testid="parallel-lines" />
            <canvas
              ref={above}
              style={{ width: layout.width, height: HEIGHT }}
              data-testid="parallel-axes"
              onPointerDown={press}
              onPointerMove={move}
              onPointerUp={release}
              onPointerCancel={release}
              onClick={(event) => select(event as unknown as PointerEvent<HTMLCanvasElement>)}
            />
          </div>
          {hover !== undefined && hovered >= 0 && (
            <TrialTip
              trials={view}
              index={trials.indexes[hovered] as number}
              left={hover.left}
              top={hover.top}
              rows={[[title, formatValue(trials.values[hovered])]]}
            />
          )}
        </div>
      </div>
      <ValueLegend title={title} worst={shading.worst} best={shading.best} open>
        <LegendItem kind="best">{bestWord}</LegendItem>
        {markedLines.length > 0 && <LegendItem kind="marked">Marked</LegendItem>}
      </ValueLegend>
    </>
  );
}
