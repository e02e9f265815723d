/** Multiples of an irrational number fill 0 to 1 evenly, however many there are; the golden ratio does it best. */
const GOLDEN = 0.6180339887498949;
/** Independent of the other one: what is chosen by it lies everywhere in what is spread by that. */
const SILVER = Math.SQRT2 - 1;

/** A place from 0 to 1 for the index of something that would lie over others; always the same one. */
export function spread(index: number): number {
  return (index * GOLDEN) % 1;
}

/** Is an index among a share (0 to 1) of all? Those of a smaller share are among those of a larger one. */
export function isAmong(index: number, share: number): boolean {
  return (index * SILVER) % 1 < share;
}
