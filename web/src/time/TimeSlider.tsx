import { type ChangeEvent, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { isActive } from '../experiments/experiment-view';
import { useScope } from '../experiments/scope';
import { formatCount } from '../format/numbers';
import { formatTime, formatWholeDuration } from '../format/time';
import { useObservable } from '../state/observable';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { useNow } from '../ui/now';
import { bestPath, improvements } from './best-line';
import { LogAxis } from './log-axis';
import { useMoment } from './moment';
import { Playback } from './playback';
import styles from './TimeSlider.module.css';

const SPEEDS = [0.25, 0.5, 1, 2, 4];

/** Goes back to any moment of the experiment, and plays it from there. */
export function TimeSlider() {
  const { view, columns, trials: shown } = useScope();
  const { experiment } = view;
  const live = useObservable(columns.view);
  const moment = useMoment();
  const at = useObservable(moment.at);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);

  const begin = Date.parse(experiment.createdAt);
  const active = isActive(experiment);
  const now = useNow(active);
  const end = active ? now : lastMoment(live?.endedAt, experiment.endedAt, begin);
  const axis = useMemo(() => (live === undefined ? undefined : LogAxis.of(live, begin, end)), [live, begin, end]);
  const path = useMemo(
    () => (live === undefined || axis === undefined ? '' : bestPath(improvements(live, axis, experiment.optimizeMode), axis.last)),
    [live, axis, experiment.optimizeMode],
  );

  const playback = useMemo(
    () =>
      new Playback(
        (time) => moment.set(time),
        () => {
          setPlaying(false);
          moment.set(undefined);
        },
      ),
    [moment],
  );
  useEffect(() => playback.follow(axis), [playback, axis]);
  useEffect(() => () => playback.stop(), [playback]);

  if (axis === undefined || live === undefined || live.size === 0) return null;
  const { last } = axis;
  const place = at === undefined ? last : axis.placeOf(at);

  const go = (time: number | undefined) => moment.set(time === undefined || time >= end ? undefined : time);
  const pause = () => {
    playback.stop();
    setPlaying(false);
  };
  const play = (rate = speed) => {
    playback.start(place >= last ? 0 : place, rate);
    setPlaying(true);
  };
  const slid = (event: ChangeEvent<HTMLInputElement>) => {
    pause();
    const wanted = Number(event.target.value);
    go(wanted >= last ? undefined : axis.timeAt(wanted));
  };
  const pressed = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    pause();
    if (Math.abs(by) === 1) go(axis.step(at ?? end, by > 0 ? 1 : -1));
    else go(axis.timeAt(place + (by / 100) * last));
  };
  const text = at === undefined ? 'Now' : `${formatTime(new Date(at).toISOString())}, ${formatWholeDuration((at - begin) / 1000)} after the start`;

  return (
    <section className={styles.bar} data-past={at !== undefined} data-testid="time-slider" aria-label="Time">
      <Button kind="quiet" className={styles.play ?? ''} onClick={() => (playing ? pause() : play())} aria-label={playing ? 'Pause' : 'Play the experiment'} title={playing ? 'Pause' : 'Play the experiment'}>
        <Icon name={playing ? 'pause' : 'resume'} size={15} />
      </Button>
      <select
        aria-label="Speed"
        title="Speed: 1× plays everything in 20 seconds"
        className={styles.speed}
        value={speed}
        onChange={(event) => {
          const rate = Number(event.target.value);
          setSpeed(rate);
          if (playing) play(rate);
        }}
      >
        {SPEEDS.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
      <div className={styles.track}>
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
          <path d={path} className={styles.best} />
        </svg>
        <input
          type="range"
          min={0}
          max={last}
          step="any"
          value={place}
          onChange={slid}
          onKeyDown={pressed}
          aria-label="Moment"
          aria-valuetext={text}
          title="Every chart and table as of a past moment. Arrow keys go from event to event."
        />
      </div>
      <p className={styles.text} aria-live={playing ? 'off' : 'polite'}>
        {at === undefined ? (
          <span className={styles.now}>{active ? 'Live' : 'At the end'}</span>
        ) : (
          <>
            <strong>{formatTime(new Date(at).toISOString())}</strong>
            <span>
              {formatWholeDuration((at - begin) / 1000)} in, {formatCount(shown?.total ?? 0)} trials
            </span>
          </>
        )}
      </p>
      {at !== undefined && (
        <Button
          onClick={() => {
            pause();
            go(undefined);
          }}
        >
          {active ? 'Back to live' : 'Back to the end'}
        </Button>
      )}
    </section>
  );
}

/** By key: 1 is one event, more are percent of all. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5, Home: -100, End: 100 };

/** When the last trial ended, if the experiment does not run. */
function lastMoment(endedAt: Float64Array | undefined, experimentEnd: string | null, begin: number): number {
  let last = experimentEnd === null ? begin : Date.parse(experimentEnd);
  for (const time of endedAt ?? []) if (time > last) last = time;
  return last + 1;
}
