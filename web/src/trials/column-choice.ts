/** The column that is always there, and first. */
const FIRST = 'number';

/** Separated by commas; those in names are escaped. */
export function formatColumns(keys: readonly string[]): string {
  return keys.map((key) => key.replace(/[%,]/g, (sign) => (sign === ',' ? '%c' : '%p'))).join(',');
}

export function parseColumns(text: string): string[] {
  const given = text.split(',').map((key) => key.replace(/%c/g, ',').replace(/%p/g, '%'));
  return [...new Set([FIRST, ...given.filter((key) => key !== '')])];
}

/** The same columns with one at another place, which is counted without it; the first stays where it is. */
export function moved(keys: readonly string[], key: string, to: number): string[] {
  const others = keys.filter((each) => each !== key);
  return others.toSpliced(Math.max(1, Math.min(to, others.length)), 0, key);
}
