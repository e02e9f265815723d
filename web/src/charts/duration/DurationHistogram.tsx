import { useCallback, useMemo, useState } from 'react';
import { stateOf } from '../../columns/state-codes';
import { formatCount } from '../../format/numbers';
import { formatDuration } from '../../format/time';
import { TRIAL_STATE_ORDER, TRIAL_STATES } from '../../trials/states';
import { attemptColors } from '../attempts/attempt-looks';
import { Axis } from '../kit/axis';
import { type Canvas, paintFrame } from '../kit/frame';
import type { ChartKey } from '../kit/keys';
import { Picture } from '../kit/Picture';
import { durationTicks, numberTicks } from '../kit/ticks';
import { Tip } from '../kit/Tip';
import { type Histogram, total } from './histogram';
import styles from './DurationChart.module.css';

const HEIGHT = 120;
const TOP = 8;
const BOTTOM = 40;
const RIGHT = 20;

/** How many trials ran how long, by state. */
export function DurationHistogram({ histogram, left }: { histogram: Histogram; left: number }) {
  const [width, setWidth] = useState(0);
  const [hovered, setHovered] = useState<number>();
  const { bins, most, width: length, open } = histogram;
  const place = useMemo(() => {
    const box = { left, top: TOP, right: Math.max(left + 40, width - RIGHT), bottom: HEIGHT - BOTTOM };
    return { box, x: new Axis(0, bins.length * length, box.left, box.right), y: new Axis(0, most * 1.05, box.bottom, box.top) };
  }, [left, width, bins.length, length, most]);

  const paint = useCallback(
    (canvas: Canvas) => {
      const { box, x, y } = place;
      paintFrame(
        canvas,
        box,
        { axis: x, ticks: durationTicks(x.low, x.high, (box.right - box.left) / 80), title: 'Running time', bare: true },
        { axis: y, ticks: numberTicks(0, y.high, 3, true), title: 'Trials' },
      );
      const fills = attemptColors(canvas.colors);
      for (const [index, bin] of bins.entries()) {
        let below = 0;
        const from = x.place(index * length) + 0.5;
        const to = x.place((index + 1) * length) - 0.5;
        for (const [state, count] of bin.entries()) {
          if (count === 0) continue;
          canvas.context.fillStyle = fills[state] as string;
          canvas.context.fillRect(from, y.place(below + count), Math.max(1, to - from), y.place(below) - y.place(below + count));
          below += count;
        }
      }
    },
    [place, bins, length],
  );
  const overlay = useCallback(
    ({ context, colors }: Canvas) => {
      if (hovered === undefined) return;
      const { box, x } = place;
      context.strokeStyle = colors.ink;
      context.strokeRect(x.place(hovered * length), box.top, x.place(length) - x.place(0), box.bottom - box.top);
    },
    [place, hovered, length],
  );
  const binAt = (pixel: number) => {
    const bin = Math.floor(place.x.valueAt(pixel) / length);
    return bin >= 0 && bin < bins.length ? bin : undefined;
  };
  const move = (to: number) => setHovered(Math.max(0, Math.min(bins.length - 1, to)));
  const keys: Partial<Record<ChartKey, () => void>> = {
    previous: () => move((hovered ?? bins.length) - 1),
    next: () => move((hovered ?? -1) + 1),
    first: () => move(0),
    last: () => move(bins.length - 1),
    clear: () => setHovered(undefined),
  };
  const bin = hovered === undefined ? undefined : bins[hovered];
  const span = hovered === undefined ? '' : open && hovered === bins.length - 1 ? `${formatDuration((hovered * length) / 1000)} or longer` : `${formatDuration((hovered * length) / 1000)} to ${formatDuration(((hovered + 1) * length) / 1000)}`;
  const states = TRIAL_STATE_ORDER.map((state) => [state, bin?.find((_, code) => stateOf(code) === state) ?? 0] as const).filter(([, count]) => count > 0);
  return (
    <Picture
      height={HEIGHT}
      onWidth={setWidth}
      paint={paint}
      overlay={overlay}
      gestures={{ hover: (point) => setHovered(point === undefined ? undefined : binAt(point.x)), click: () => undefined }}
      onKey={(key) => keys[key]?.()}
      help="Arrow keys go from bar to bar."
      label={`How long ${formatCount(bins.reduce((sum, each) => sum + total(each), 0))} trials ran, in bars of ${formatDuration(length / 1000)}`}
      said={bin === undefined ? '' : `${span}: ${trialCount(bin)}`}
      testId="duration-histogram"
    >
      {bin !== undefined && hovered !== undefined && (
        <Tip left={place.x.place((hovered + 0.5) * length)} top={TOP}>
          <p className={styles.tip}>
            <strong>{trialCount(bin)}</strong> <span>{span}</span>
          </p>
          <dl>
            {states.map(([state, count]) => (
              <div key={state} className={styles.row}>
                <dt>{TRIAL_STATES[state].label}</dt>
                <dd>{formatCount(count)}</dd>
              </div>
            ))}
          </dl>
        </Tip>
      )}
    </Picture>
  );
}

function trialCount(bin: readonly number[]): string {
  const count = total(bin);
  return `${formatCount(count)} ${count === 1 ? 'trial' : 'trials'}`;
}
