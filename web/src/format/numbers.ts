import type { Value } from '../api/types';
import { toNumber } from '../api/values';

/** Significant digits shown; the full number is in the tooltip. */
const DIGITS = 5;

/** Shown where there is nothing. */
export const NONE = '–';

/**
 * A metric value with five significant digits, trailing zeros kept, so that the values of a column can be compared:
 * `0.97250`, `12.345`, `1.2346e+7`, `NaN`, `∞`.
 */
export function formatValue(value: Value | null | undefined): string {
  const number = toNumber(value);
  if (number === undefined) return NONE;
  if (Number.isNaN(number)) return 'NaN';
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '−∞';
  if (number === 0) return '0';
  const size = Math.abs(number);
  if (size < 1e-4 || size >= 1e7) return minus(number.toExponential(DIGITS - 1));
  if (size >= 1e4) return minus(number.toFixed(Number.isInteger(number) ? 0 : 1));
  return minus(number.toPrecision(DIGITS));
}

/** A parameter value: numbers shortened without trailing zeros, other things as JSON. */
export function formatParameter(value: unknown): string {
  if (value === undefined) return NONE;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return JSON.stringify(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return minus(String(value));
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return minus(trimmed(value.toExponential(DIGITS - 1)));
  return minus(String(Number(value.toPrecision(DIGITS))));
}

/** `1,234` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1.2000e-5` to `1.2e-5` */
function trimmed(exponential: string): string {
  return exponential.replace(/\.?0+e/, 'e');
}

/** The typographic minus has the width of a digit. Not in exponents: they are read, not compared. */
function minus(text: string): string {
  return text.replace(/^-/, '−');
}
