import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { stateOf } from '../../columns/state-codes';
import { parametersOfTrial, type TrialsView } from '../../columns/trials-view';
import { formatCount, formatParameter } from '../../format/numbers';
import { TRIAL_STATES } from '../../trials/states';
import styles from './Tip.module.css';

/** Distance from what it belongs to. */
const GAP = 14;
/** Parameters shown. */
const PARAMETERS = 7;

/** What is told of the thing under the pointer, next to it and inside the chart's width. The element around it is positioned. */
export function Tip({ left, top, children }: { left: number; top: number; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const tip = element.current;
    const around = tip?.offsetParent;
    if (tip === null || around === null || around === undefined) return;
    const { x, y } = tipPlace({ left, top }, { width: tip.offsetWidth, height: tip.offsetHeight }, { width: around.clientWidth, height: around.clientHeight });
    tip.style.transform = `translate(${x}px, ${y}px)`;
  });
  return (
    <div ref={element} className={styles.tip} role="presentation">
      {children}
    </div>
  );
}

interface Size {
  width: number;
  height: number;
}

/** Where a tip lies: right of the point, or left of it, or, where there is no room at either side, below or above. */
export function tipPlace(point: { left: number; top: number }, tip: Size, room: Size): { x: number; y: number } {
  const y = Math.max(0, Math.min(point.top - tip.height * 0.4, room.height - tip.height));
  if (point.left + GAP + tip.width <= room.width) return { x: point.left + GAP, y };
  if (point.left - GAP - tip.width >= 0) return { x: point.left - GAP - tip.width, y };
  const x = Math.max(0, Math.min(point.left - tip.width / 2, room.width - tip.width));
  const below = point.top + GAP;
  return { x, y: below + tip.height <= room.height ? below : Math.max(0, point.top - GAP - tip.height) };
}

interface TrialTipProps {
  trials: TrialsView;
  index: number;
  left: number;
  top: number;
  /** The first one is what the chart is about. */
  rows: readonly (readonly [name: string, value: string])[];
}

/** What is told of a trial. */
export function TrialTip({ trials, index, left, top, rows }: TrialTipProps) {
  const state = stateOf(trials.states[index]);
  const parameters = parametersOfTrial(trials, index);
  return (
    <Tip left={left} top={top}>
      <p className={styles.title}>
        <strong>Trial {formatCount(trials.numbers[index] ?? 0)}</strong>
        {state !== 'SUCCEEDED' && <span>{TRIAL_STATES[state].label}</span>}
      </p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name} className={styles.row}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {parameters.slice(0, PARAMETERS).map(([name, value]) => (
          <div key={`parameter ${name}`} className={styles.parameter}>
            <dt>{name}</dt>
            <dd>{formatParameter(value)}</dd>
          </div>
        ))}
      </dl>
      {parameters.length > PARAMETERS && <small>and {parameters.length - PARAMETERS} more</small>}
    </Tip>
  );
}
