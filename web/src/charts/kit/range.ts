/** A part of an axis, `low < high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** `inner` made larger or smaller (`factor` below 1) around a value, inside `outer` and no smaller than `least`. */
export function zoomed(inner: Range, factor: number, around: number, outer: Range, least: number): Range {
  const whole = outer.high - outer.low;
  const span = Math.min(whole, Math.max(Math.min(least, whole), (inner.high - inner.low) * factor));
  const share = (around - inner.low) / (inner.high - inner.low);
  return inside(around - share * span, span, outer);
}

/** `inner` moved by an amount, as far as `outer` goes. */
export function moved(inner: Range, by: number, outer: Range): Range {
  return inside(inner.low + by, inner.high - inner.low, outer);
}

/** The part between two values in any order, inside `outer` and no smaller than `least`. */
export function between(a: number, b: number, outer: Range, least: number): Range {
  const span = Math.min(outer.high - outer.low, Math.max(least, Math.abs(b - a)));
  return inside((a + b - span) / 2, span, outer);
}

/** `inner` as far as `outer` has it; absent when that is all of it. */
export function partOf(inner: Range | undefined, outer: Range): Range | undefined {
  if (inner === undefined) return undefined;
  const span = Math.min(inner.high - inner.low, outer.high - outer.low);
  const part = inside(inner.low, span, outer);
  return part.low <= outer.low && part.high >= outer.high ? undefined : part;
}

function inside(low: number, span: number, outer: Range): Range {
  const from = Math.max(outer.low, Math.min(low, outer.high - span));
  return { low: from, high: from + span };
}
