import { useCallback, useMemo, useState } from 'react';
import type { Marginals } from '../../api/types';
import { indexOfTrial, type TrialsView } from '../../columns/trials-view';
import { formatCount, formatParameter, formatValue } from '../../format/numbers';
import chart from '../kit/Chart.module.css';
import { type Canvas, labelWidth, paintFrame } from '../kit/frame';
import type { Gestures, Point } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { Picture } from '../kit/Picture';
import { Tip, TrialTip } from '../kit/Tip';
import { ZoomButtons } from '../kit/Tools';
import { nearestPoint, nextPoint, paintMark, paintPoints, picked, type PointPlace, sampled } from '../plane/points';
import type { TrialAxis } from '../plane/trial-axes';
import { unitAxis, unitTicks } from '../plane/unit-axis';
import { useZoom } from '../plane/use-zoom';
import { valueColors } from '../values/value-colors';
import type { ValuedTrials } from '../values/valued-trials';
import { LegendItem, ValueLegend } from '../values/ValueLegend';
import styles from './ContourChart.module.css';
import { paintCells, paintLevels } from './paint-surface';
import { cellAt, levels, type Surface, surfaceOf, valuesOn } from './surface';

const HEIGHT = 400;
const TOP = 10;
const BOTTOM = 42;
const RIGHT = 16;
const REACH = 12;
/** More trials would hide what is below them. */
const MOST_POINTS = 2000;

interface Props {
  view: TrialsView;
  trials: ValuedTrials;
  x: TrialAxis;
  y: TrialAxis;
  title: string;
  /** Of the trial at the better end. */
  bestWord: string;
  /** Absent as long as there is no model. */
  marginals: Marginals | undefined;
  marked: ReadonlySet<number>;
  onSelect: (trial: number) => void;
}

/** The surface of a model as areas of one colour, with trials as points over it. */
export function ContourPlane({ view, trials, x, y, title, bestWord, marginals, marked, onSelect }: Props) {
  const [width, setWidth] = useState(0);
  const [point, setPoint] = useState(-1);
  const [at, setAt] = useState<Point>();
  const zoom = useZoom(x.scale, y.scale);
  const surface = useMemo(() => (marginals === undefined ? undefined : surfaceOf(marginals, x.scale, y.scale)), [marginals, x.scale, y.scale]);
  const shades = useMemo(() => (surface === undefined ? undefined : valueColors(valuesOn(surface), trials.mode)), [surface, trials.mode]);
  const areas = useMemo(() => (surface?.smooth === true && shades !== undefined ? levels(surface, shades) : undefined), [surface, shades]);

  /** Lines of trials that are points, in their order. */
  const lines = useMemo(() => sampled(x.units, y.units, MOST_POINTS), [x, y]);

  const { low: left, high: right } = zoom.x;
  const { low: bottom, high: top } = zoom.y;
  const frame = useMemo(() => {
    const yTicks = unitTicks(y.scale, { low: bottom, high: top }, 7);
    const box = { left: labelWidth(yTicks), top: TOP, right: Math.max(width - RIGHT, 120), bottom: HEIGHT - BOTTOM };
    const xTicks = unitTicks(x.scale, { low: left, high: right }, Math.floor((box.right - box.left) / 56));
    const place = {
      box,
      x: unitAxis({ low: left, high: right }, box.left, box.right),
      y: unitAxis({ low: bottom, high: top }, box.bottom, box.top),
      xs: picked(x.units, lines.shown),
      ys: picked(y.units, lines.shown),
    } satisfies PointPlace;
    /** Of all trials, for those that stand out. */
    const everyone: PointPlace = { ...place, xs: x.units, ys: y.units };
    return { place, everyone, xTicks, yTicks };
  }, [x, y, lines, left, right, bottom, top, width]);
  const { place } = frame;
  const chosen = point < lines.shown.length ? point : -1;

  const paint = useCallback(
    (canvas: Canvas) => {
      if (width === 0) return;
      const { context, colors } = canvas;
      const { place, everyone, xTicks, yTicks } = frame;
      if (surface !== undefined && shades !== undefined) {
        const bands = { x: x.scale.kind === 'bands', y: y.scale.kind === 'bands' };
        if (areas === undefined) paintCells(context, place, surface, bands, shades, colors.ramp);
        else paintLevels(context, place, areas, colors.ramp);
      }
      const bare = surface !== undefined;
      paintFrame(canvas, place.box, { axis: place.x, ticks: xTicks, title: x.title, bare }, { axis: place.y, ticks: yTicks, title: y.title, bare });
      const size = lines.shown.length > 500 ? 2 : lines.shown.length > 100 ? 4 : 6;
      paintPoints(context, place, [colors.surface], () => 0, size + 2);
      paintPoints(context, place, [colors.ink], () => 0, size);
      const seam = colors.surface;
      for (const trial of marked) {
        const line = trials.indexes.indexOf(indexOfTrial(view, trial));
        if (line >= 0) paintMark(context, everyone, line, { color: colors.early, seam, radius: 5, filled: true });
      }
      if (trials.best >= 0) paintMark(context, everyone, trials.best, { color: colors.best, seam, radius: 5.5, filled: true });
    },
    [width, frame, surface, shades, areas, x, y, lines, marked, trials, view],
  );
  const overlay = useCallback(
    ({ context, colors }: Canvas) => {
      if (chosen >= 0) paintMark(context, frame.place, chosen, { color: colors.ink, seam: colors.surface, radius: 6, filled: false });
    },
    [frame, chosen],
  );

  const numberOf = (each: number) => view.numbers[trials.indexes[lines.shown[each] as number] as number] as number;
  const gestures: Gestures = {
    hover: (pointer) => {
      setAt(pointer);
      setPoint(pointer === undefined ? -1 : nearestPoint(place, pointer, REACH));
    },
    click: (pointer) => {
      const each = nearestPoint(place, pointer, REACH);
      if (each >= 0) onSelect(numberOf(each));
    },
    ...zoom.gestures(place),
  };
  const onKey = (key: ChartKey) => {
    if (key === 'next') setPoint(nextPoint(place, chosen, 1));
    else if (key === 'previous') setPoint(nextPoint(place, chosen < 0 ? lines.shown.length : chosen, -1));
    else if (key === 'first') setPoint(nextPoint(place, -1, 1));
    else if (key === 'last') setPoint(nextPoint(place, lines.shown.length, -1));
    else if (key === 'clear') setPoint(-1);
    else if (key === 'open' && chosen >= 0) onSelect(numberOf(chosen));
    else zoom.onKey(key);
  };

  const line = chosen < 0 ? -1 : (lines.shown[chosen] as number);
  return (
    <>
      <div className={chart.chart}>
        <Picture
          height={HEIGHT}
          onWidth={setWidth}
          paint={paint}
          overlay={overlay}
          gestures={gestures}
          onKey={onKey}
          label={`Predicted ${title} over ${x.title} and ${y.title}, with ${formatCount(lines.total)} trials`}
          said={line < 0 ? '' : `Trial ${numberOf(chosen)}: ${x.scale.label(x.values[line] as number)}, ${y.scale.label(y.values[line] as number)}: ${formatValue(trials.values[line])}`}
          testId="contour"
          data={{ 'data-x': x.key, 'data-y': y.key, 'data-model': marginals?.trials ?? 0 }}
        >
          {line >= 0 ? (
            <TrialTip
              trials={view}
              index={trials.indexes[line] as number}
              left={place.x.place(x.units[line] as number)}
              top={place.y.place(y.units[line] as number)}
              rows={[[title, formatValue(trials.values[line])]]}
            />
          ) : (
            at !== undefined && surface !== undefined && <PredictionTip place={place} at={at} surface={surface} x={x} y={y} title={title} />
          )}
        </Picture>
      </div>
      <div className={styles.below}>
        {shades === undefined ? <span /> : (
          <ValueLegend title={`predicted ${title}`} worst={shades.worst} best={shades.best} open>
            <LegendItem kind="bestPoint">{bestWord}</LegendItem>
            <LegendItem kind="trial">{lines.shown.length === lines.total ? 'Trials' : `${formatCount(lines.shown.length)} of ${formatCount(lines.total)} trials`}</LegendItem>
            {marginals !== undefined && <span>Model of {formatCount(marginals.trials)} trials</span>}
          </ValueLegend>
        )}
        <ZoomButtons onZoom={zoom.by} onAll={zoom.all} />
      </div>
    </>
  );
}

interface PredictionTipProps {
  place: PointPlace;
  at: Point;
  surface: Surface;
  x: TrialAxis;
  y: TrialAxis;
  title: string;
}

/** What the model says at the mouse. */
function PredictionTip({ place, at, surface, x, y, title }: PredictionTipProps) {
  const { box } = place;
  if (at.x < box.left || at.x > box.right || at.y < box.top || at.y > box.bottom) return null;
  const [across, up] = [place.x.valueAt(at.x), place.y.valueAt(at.y)];
  const column = cellAt(surface.columns, across);
  const row = cellAt(surface.rows, up);
  if (column === undefined || row === undefined) return null;
  return (
    <Tip left={at.x} top={at.y}>
      <p className={styles.predicted}>
        <span>Predicted</span>
      </p>
      <p className={styles.predicted}>
        <span>{title}</span>
        <strong>
          {formatValue(surface.mean(column, row))} ± {formatParameter(Number(surface.deviation(column, row).toPrecision(2)))}
        </strong>
      </p>
      {[x, y].map(({ key, title: name, scale }, index) => (
        <p key={key} className={styles.predicted}>
          <span>{name}</span>
          <span>{scale.label(scale.value(index === 0 ? across : up))}</span>
        </p>
      ))}
    </Tip>
  );
}
