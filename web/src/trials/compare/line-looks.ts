import type { Tone } from '../../ui/StatePill';

/** How one of several lines is drawn, so that it can be told from the others. */
export interface LineLook {
  tone: Tone;
  /** Lengths of strokes and gaps in pixels; empty: solid. */
  dash: readonly number[];
}

const TONES: readonly Tone[] = ['blue', 'amber', 'green', 'violet', 'red', 'grey'];
const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [1, 5]];

/** Lines that can be told from each other. */
export const MOST_LINES = TONES.length * DASHES.length;

export function lineLook(index: number): LineLook {
  return { tone: TONES[index % TONES.length] ?? 'grey', dash: DASHES[Math.floor(index / TONES.length) % DASHES.length] ?? [] };
}
