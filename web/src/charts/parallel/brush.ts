/** What pressing the mouse on an axis begins. Units go from 0, the low end of the axis, to 1. */
export type Grip =
  | { kind: 'new'; start: number }
  | { kind: 'move'; start: number; low: number; high: number }
  | { kind: 'end'; fixed: number };

/** How near to an end of a brush it is taken by the end. */
const END = 0.02;

/** What is taken when an axis is pressed at a unit, with these parts of it covered already. */
export function gripAt(covered: readonly (readonly [number, number])[], unit: number): Grip {
  for (const [low, high] of covered) {
    // In the middle of a small brush there has to be something to move it by.
    const end = Math.min(END, (high - low) / 4);
    if (Math.abs(unit - high) <= end) return { kind: 'end', fixed: low };
    if (Math.abs(unit - low) <= end) return { kind: 'end', fixed: high };
    if (unit > low && unit < high) return { kind: 'move', start: unit, low, high };
  }
  return { kind: 'new', start: unit };
}

/** The part of the axis that is covered when a grip has been dragged to a unit. */
export function dragged(grip: Grip, unit: number): [number, number] {
  if (grip.kind === 'move') {
    const shift = Math.min(1 - grip.high, Math.max(-grip.low, unit - grip.start));
    return [grip.low + shift, grip.high + shift];
  }
  const start = grip.kind === 'new' ? grip.start : grip.fixed;
  return [Math.max(0, Math.min(start, unit)), Math.min(1, Math.max(start, unit))];
}
