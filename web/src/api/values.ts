import type { Value } from './types';

/** The number a value stands for; absent values are `undefined`, NaN and infinities stay what they are. */
export function toNumber(value: Value | null | undefined): number | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'number' ? value : Number(value);
}

/** The number, if it is one that can be drawn and compared. */
export function toFinite(value: Value | null | undefined): number | undefined {
  const number = toNumber(value);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}
