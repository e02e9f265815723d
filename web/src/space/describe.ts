import { formatParameter } from '../format/numbers';
import type { SpaceParameter } from './search-space';

const TYPES: Record<string, string> = {
  choice: 'choice',
  ordinal: 'ordered choice',
  randint: 'whole number',
  lograndint: 'whole number',
  uniform: 'number',
  quniform: 'number',
  loguniform: 'number',
  qloguniform: 'number',
  normal: 'normal',
  qnormal: 'normal',
  lognormal: 'lognormal',
  qlognormal: 'lognormal',
};

/** What kind of values it has, in words. */
export function kindOf({ type }: SpaceParameter): string {
  return TYPES[type] ?? type;
}

/** Where its values lie: `0.001 to 1`; nothing for a choice. */
export function rangeOf({ low, high, normal, scale }: SpaceParameter): string | undefined {
  if (normal !== undefined) {
    const spread = `${formatParameter(normal.mean)} ± ${formatParameter(normal.deviation)}`;
    return scale === 'log' ? `exp(${spread})` : spread;
  }
  return low === undefined || high === undefined ? undefined : `${formatParameter(low)} to ${formatParameter(high)}`;
}

/** How its values are spread: `log scale`, `steps of 8`. */
export function traitsOf({ type, scale, step }: SpaceParameter): string[] {
  const traits = [];
  if (scale === 'log' && !type.includes('normal')) traits.push('log scale');
  if (step !== undefined) traits.push(`steps of ${formatParameter(step)}`);
  return traits;
}
