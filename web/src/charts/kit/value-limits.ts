import type { Range } from './range';

/** The ends of an axis of values. */
export interface ValueLimits {
  readonly values: Range;
  /** Is it a logarithmic one? Not where no value is positive. */
  readonly log: boolean;
  /** How many values have no place on it. */
  readonly hidden: number;
}

/** An axis for these values with some room around them; NaN is no value. */
export function valueLimits(all: Iterable<number>, wantsLog: boolean): ValueLimits {
  let [low, high, positive] = [Infinity, -Infinity, Infinity];
  let hidden = 0;
  for (const value of all) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (value > 0) positive = Math.min(positive, value);
    else if (value <= 0) hidden++;
  }
  if (low > high) return { values: { low: 0, high: 1 }, log: false, hidden: 0 };
  if (wantsLog && positive < Infinity) {
    const room = (high / positive) ** 0.05 * 1.03;
    return { values: { low: positive / room, high: high * room }, log: true, hidden };
  }
  const room = high > low ? (high - low) * 0.07 : Math.abs(high) * 0.1 || 0.5;
  return { values: { low: low - room, high: high + room }, log: false, hidden: 0 };
}
