import { NONE } from './numbers';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds for people, two units at most: `0.4 s`, `48 s`, `3 m 07 s`, `2 h 05 m`, `4 d 03 h`. */
export function formatDuration(seconds: number | undefined): string {
  if (seconds === undefined || !Number.isFinite(seconds)) return NONE;
  if (seconds < 10) return `${(Math.floor(Math.max(0, seconds) * 10) / 10).toFixed(1)} s`;
  const whole = Math.floor(seconds);
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} m ${two(whole % MINUTE)} s`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h ${two(Math.floor((whole % HOUR) / MINUTE))} m`;
  return `${Math.floor(whole / DAY)} d ${two(Math.floor((whole % DAY) / HOUR))} h`;
}

/** Like a duration, without the tenths: for what is ticking or estimated. */
export function formatWholeDuration(seconds: number | undefined): string {
  return seconds !== undefined && seconds < MINUTE ? `${Math.max(0, Math.floor(seconds))} s` : formatDuration(seconds);
}

/** How long ago: `now`, `12 s ago`, `5 m ago`, `3 h ago`, `2 d ago`. */
export function formatAge(at: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(at)) / 1000);
  if (Number.isNaN(seconds)) return NONE;
  if (seconds < 5) return 'now';
  if (seconds < MINUTE) return `${seconds} s ago`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m ago`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  return `${Math.floor(seconds / DAY)} d ago`;
}

/** Date and time where the reader is, to the second. */
export function formatTime(at: string | null): string {
  if (at === null) return NONE;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return NONE;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** Seconds between two times of the server, until `now` while there is no end. */
export function secondsBetween(start: string | null, end: string | null, now: number): number | undefined {
  if (start === null) return undefined;
  return Math.max(0, (end === null ? now : Date.parse(end)) - Date.parse(start)) / 1000;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
