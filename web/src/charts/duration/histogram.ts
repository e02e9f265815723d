import { timeStep } from '../kit/ticks';
import { codeOf } from '../../columns/state-codes';

/** How many trials ran how long. */
export interface Histogram {
  /** Milliseconds of a bin; bin i begins at i times that. */
  readonly width: number;
  /** By bin: how many trials by state code. */
  readonly bins: readonly (readonly number[])[];
  /** The last bin has all that are longer, too. */
  readonly open: boolean;
  /** Trials in the fullest bin. */
  readonly most: number;
}

const STATES = 8;
const UNENDED = [codeOf('WAITING'), codeOf('RUNNING'), codeOf('UNKNOWN')];

/**
 * Durations of trials that ended, in about `count` bins of a round width. What is far longer than nearly all others is
 * in the last bin, or it would leave all others in one.
 */
export function histogramOf(ran: Float64Array, states: Uint8Array, count: number): Histogram | undefined {
  const ended = ran.filter((length, trial) => !Number.isNaN(length) && !UNENDED.includes(states[trial] as number)).sort();
  const longest = ended.at(-1);
  if (longest === undefined) return undefined;
  const usual = ended[Math.floor(0.98 * (ended.length - 1))] as number;
  const open = ended.length >= 50 && longest > 2 * usual && usual > 0;
  const end = open ? 1.25 * usual : longest;
  const width = timeStep(Math.max(1, end / count));
  const bins = Array.from({ length: Math.floor(end / width) + 1 }, () => new Array<number>(STATES).fill(0));
  for (const [trial, length] of ran.entries()) {
    const state = states[trial] as number;
    if (Number.isNaN(length) || UNENDED.includes(state)) continue;
    const bin = bins[Math.min(bins.length - 1, Math.floor(length / width))] as number[];
    bin[state] = (bin[state] as number) + 1;
  }
  return { width, bins, open, most: Math.max(...bins.map(total)) };
}

/** Trials in a bin. */
export function total(bin: readonly number[]): number {
  return bin.reduce((sum, each) => sum + each, 0);
}
