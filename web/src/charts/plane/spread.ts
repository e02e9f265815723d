/** Golden ratio: its multiples fill 0 to 1 evenly, however many there are. */
const STEP = 0.6180339887498949;

/** A place from 0 to 1 for the index of something that would lie over others; always the same one. */
export function spread(index: number): number {
  return (index * STEP) % 1;
}
