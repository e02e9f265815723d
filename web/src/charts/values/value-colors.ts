import type { OptimizeMode } from '../../api/types';

/** Values at the worse end that share one colour: a few far out would leave the rest without difference. */
const WORST = 0.1;

/** How values become colours: 0 for the worst, 1 for the best. */
export interface ValueColors {
  /** From here on, everything worse looks the same. */
  readonly worst: number;
  readonly best: number;
  /** 0 to 1. */
  readonly shade: (value: number) => number;
}

/** Colours for these finite values. */
export function valueColors(values: Float64Array, mode: OptimizeMode): ValueColors {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  const cut = Math.floor(WORST * sorted.length);
  const best = (mode === 'minimize' ? sorted[0] : sorted[last]) ?? 0;
  const worst = (mode === 'minimize' ? sorted[last - cut] : sorted[cut]) ?? 0;
  const span = best - worst;
  return { worst, best, shade: (value) => (span === 0 ? 1 : Math.min(1, Math.max(0, (value - worst) / span))) };
}

/** Which of `steps` colours a shade is. */
export function stepOf(shade: number, steps: number): number {
  return Math.min(steps - 1, Math.max(0, Math.round(shade * (steps - 1))));
}
