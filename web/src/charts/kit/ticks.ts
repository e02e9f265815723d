import { tick } from '../axes';
import type { Axis } from './axis';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TIME_STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((each) => each * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((each) => each * MINUTE),
  ...[1, 2, 3, 6, 12].map((each) => each * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((each) => each * DAY),
];

/** About `count` round values of an axis of numbers; whole ones only where others mean nothing. */
export function numberTicks(low: number, high: number, count: number, whole = false): Tick[] {
  const step = Math.max(roundStep((high - low) / Math.max(1, count)), whole ? 1 : 0);
  return multiples(low, high, step).map((value) => ({ value, label: whole ? value.toLocaleString('en-US') : tick(value, step) }));
}

/** Powers of ten, and 2 and 5 times them where there is room. */
export function logTicks(low: number, high: number, count: number): Tick[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const decades = Math.log10(high / low);
  // Less than a factor of about three: round steps tell more.
  if (decades < 0.5) return numberTicks(low, high, count);
  const factors = decades * 3 <= count ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / Math.max(1, count)));
  const ticks: Tick[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % every !== 0) continue;
    for (const factor of factors) {
      const value = factor * 10 ** exponent;
      if (value >= low && value <= high) ticks.push({ value, label: tick(value, 10 ** Math.min(exponent, 0)) });
    }
  }
  return ticks;
}

/** Of an axis of values that many pixels long. */
export function valueTicks({ low, high, log }: Axis, pixels: number): Tick[] {
  return log ? logTicks(low, high, pixels / 30) : numberTicks(low, high, pixels / 45);
}

/** Durations in milliseconds from 0 on: `0 s`, `30 s`, `5 m`, `1.5 h`, all in one unit. */
export function durationTicks(low: number, high: number, count: number): Tick[] {
  const step = timeStep((high - low) / Math.max(1, count));
  const [unit, word] = step < SECOND ? [1, 'ms'] : step < MINUTE ? [SECOND, 's'] : step < HOUR ? [MINUTE, 'm'] : step < DAY ? [HOUR, 'h'] : [DAY, 'd'];
  return multiples(low, high, step).map((value) => ({ value, label: `${(value / unit).toLocaleString('en-US')} ${word}` }));
}

/** Times where the reader is: `10:30`, `10:30:15`, days as `03-01`. */
export function timeTicks(low: number, high: number, count: number): Tick[] {
  const step = timeStep((high - low) / Math.max(1, count));
  // Round in local time: an offset of a day's start from midnight UTC moves the ticks.
  const offset = new Date(low).getTimezoneOffset() * MINUTE;
  return multiples(low - offset, high - offset, step).map((local) => {
    const value = local + offset;
    return { value, label: timeLabel(new Date(value), step) };
  });
}

function timeLabel(date: Date, step: number): string {
  const midnight = date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0 && date.getMilliseconds() === 0;
  if (step >= DAY || (step >= HOUR && midnight)) return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (step >= MINUTE) return minutes;
  const seconds = `${minutes}:${two(date.getSeconds())}`;
  return step >= SECOND ? seconds : `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** The shortest round duration that is not less, in milliseconds. */
export function timeStep(least: number): number {
  return TIME_STEPS.find((step) => step >= least) ?? roundStep(least / DAY) * DAY;
}

/** 1, 2 or 5 times a power of ten, not less. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function multiples(low: number, high: number, step: number): number[] {
  const values: number[] = [];
  if (!(step > 0) || !Number.isFinite(low) || !Number.isFinite(high)) return values;
  // Plus 0: there is a -0, and it would be written so.
  const first = Math.ceil(low / step - 1e-9) + 0;
  for (let index = first; index * step <= high + step * 1e-9; index++) values.push(index * step);
  return values;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
