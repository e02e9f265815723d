import { useCallback, useMemo, useState } from 'react';
import { indexOfTrial, type TrialsView } from '../../columns/trials-view';
import { formatCount, formatValue } from '../../format/numbers';
import { type Canvas, labelWidth, paintFrame } from '../kit/frame';
import type { Gestures } from '../kit/gestures';
import type { ChartKey } from '../kit/keys';
import { Picture } from '../kit/Picture';
import { TrialTip } from '../kit/Tip';
import { type ModelSubject, useMarginals } from '../plane/model';
import { nearestPoint, nextPoint, paintMark, paintPoints, picked, type PointPlace, pointSize, sampled } from '../plane/points';
import { predicted } from '../plane/prediction';
import type { TrialAxis } from '../plane/trial-axes';
import { unitAxis, unitTicks } from '../plane/unit-axis';
import { useSeen } from '../plane/use-seen';
import { useZoom } from '../plane/use-zoom';
import { stepOf } from '../values/value-colors';
import type { ValuedTrials } from '../values/valued-trials';
import { paintPrediction } from './paint-slice';
import styles from './SliceChart.module.css';

const HEIGHT = 218;
const TOP = 8;
const BOTTOM = 42;
const RIGHT = 12;
const REACH = 14;
/** More trials cannot be told apart in so little room. */
export const MOST_POINTS = 4000;

interface Props {
  /** Of the model that says what the value is along the axis. */
  subject: ModelSubject;
  view: TrialsView;
  trials: ValuedTrials;
  axis: TrialAxis;
  values: TrialAxis;
  marked: ReadonlySet<number>;
  onSelect: (trial: number) => void;
}

/** The values of all trials that have a parameter, against it. */
export function SlicePanel({ subject, view, trials, axis, values, marked, onSelect }: Props) {
  const [host, seen] = useSeen<HTMLDivElement>();
  const [width, setWidth] = useState(0);
  const [chosen, setChosen] = useState(-1);
  const zoom = useZoom(axis.scale, values.scale);
  const size = trials.indexes.length;
  const { value: marginals } = useMarginals(subject, seen ? axis.key : undefined);
  const along = useMemo(
    () => (marginals === undefined ? [] : predicted(marginals, axis.scale, values.scale)),
    [marginals, axis.scale, values.scale],
  );

  /** Lines of trials that are points, in their order. */
  const lines = useMemo(() => sampled(axis.units, values.units, MOST_POINTS), [axis, values]);
  const { low: left, high: right } = zoom.x;
  const { low: bottom, high: top } = zoom.y;
  const frame = useMemo(() => {
    const yTicks = unitTicks(values.scale, { low: bottom, high: top }, 5);
    const box = { left: labelWidth(yTicks), top: TOP, right: Math.max(width - RIGHT, 80), bottom: HEIGHT - BOTTOM };
    const xTicks = unitTicks(axis.scale, { low: left, high: right }, Math.floor((box.right - box.left) / 48));
    const place = {
      box,
      x: unitAxis({ low: left, high: right }, box.left, box.right),
      y: unitAxis({ low: bottom, high: top }, box.bottom, box.top),
      xs: picked(axis.units, lines.shown),
      ys: picked(values.units, lines.shown),
    } satisfies PointPlace;
    /** Of all trials, for those that stand out. */
    const everyone: PointPlace = { ...place, xs: axis.units, ys: values.units };
    return { place, everyone, xTicks, yTicks };
  }, [axis, values, lines, left, right, bottom, top, width]);
  const { place } = frame;
  const point = chosen < lines.shown.length ? chosen : -1;
  const line = point < 0 ? -1 : (lines.shown[point] as number);

  const paint = useCallback(
    (canvas: Canvas) => {
      if (!seen || width === 0) return;
      const { context, colors } = canvas;
      const { place, everyone, xTicks, yTicks } = frame;
      paintFrame(canvas, place.box, { axis: place.x, ticks: xTicks, title: axis.title, bare: true }, { axis: place.y, ticks: yTicks, title: values.title });
      const newest = Math.max(1, size - 1);
      paintPoints(context, place, colors.ages, (each) => stepOf((lines.shown[each] as number) / newest, colors.ages.length), pointSize(lines.shown.length));
      if (along.length > 0) paintPrediction(context, place, colors, along, axis.scale.kind === 'bands');
      const seam = colors.surface;
      for (const trial of marked) {
        const each = trials.indexes.indexOf(indexOfTrial(view, trial));
        if (each >= 0) paintMark(context, everyone, each, { color: colors.ink, seam, radius: 4.5, filled: false });
      }
      if (trials.best >= 0) paintMark(context, everyone, trials.best, { color: colors.best, seam, radius: 4.5, filled: true });
    },
    [seen, width, frame, lines, axis, values.title, along, trials, marked, view, size],
  );
  const overlay = useCallback(
    ({ context, colors }: Canvas) => {
      if (point >= 0) paintMark(context, frame.place, point, { color: colors.ink, seam: colors.surface, radius: 5.5, filled: false });
    },
    [frame, point],
  );

  const numberOf = (each: number) => view.numbers[trials.indexes[lines.shown[each] as number] as number] as number;
  const gestures: Gestures = {
    hover: (at) => setChosen(at === undefined ? -1 : nearestPoint(place, at, REACH)),
    click: (at) => {
      const each = nearestPoint(place, at, REACH);
      if (each >= 0) onSelect(numberOf(each));
    },
    ...zoom.gestures(place),
  };
  const onKey = (key: ChartKey) => {
    if (key === 'next') setChosen(nextPoint(place, point, 1));
    else if (key === 'previous') setChosen(nextPoint(place, point < 0 ? lines.shown.length : point, -1));
    else if (key === 'first') setChosen(nextPoint(place, -1, 1));
    else if (key === 'last') setChosen(nextPoint(place, lines.shown.length, -1));
    else if (key === 'clear') setChosen(-1);
    else if (key === 'open' && point >= 0) onSelect(numberOf(point));
    else zoom.onKey(key);
  };

  return (
    <div ref={host} className={styles.slice}>
      <Picture
        height={HEIGHT}
        onWidth={setWidth}
        paint={paint}
        overlay={overlay}
        gestures={gestures}
        onKey={onKey}
        label={`${values.title} of ${formatCount(lines.total)} trials against ${axis.title}`}
        said={line < 0 ? '' : `Trial ${numberOf(point)}: ${axis.title} ${axis.scale.label(axis.values[line] as number)}, ${formatValue(trials.values[line])}`}
        testId="slice"
        data={{ 'data-parameter': axis.key, 'data-predicted': along.length }}
      >
        {line >= 0 && (
          <TrialTip
            trials={view}
            index={trials.indexes[line] as number}
            left={place.x.place(axis.units[line] as number)}
            top={place.y.place(values.units[line] as number)}
            rows={[[values.title, formatValue(trials.values[line])]]}
          />
        )}
      </Picture>
    </div>
  );
}
