import { stateOf } from '../../columns/state-codes';
import { TRIAL_STATES } from '../../trials/states';
import type { Tone } from '../../ui/StatePill';
import { type ChartColors, translucent } from '../colors';
import type { Attempts } from './attempts';

/** How an attempt is told and painted. */
export interface AttemptLook {
  readonly label: string;
  readonly tone: Tone;
  /** Painted paler: it was not the last one. */
  readonly pale: boolean;
}

const TRIED_AGAIN: AttemptLook = { label: 'Tried again', tone: 'red', pale: true };

/** An attempt in this state; one that left its trial waiting was tried again. */
export function attemptLook(code: number): AttemptLook {
  const state = stateOf(code);
  if (state === 'WAITING') return TRIED_AGAIN;
  const { label, tone } = TRIAL_STATES[state];
  return { label, tone, pale: false };
}

/** Colours by state code, for painting thousands. */
export function attemptColors(colors: ChartColors): readonly string[] {
  return Array.from({ length: 8 }, (_, code) => {
    const { tone, pale } = attemptLook(code);
    return pale ? translucent(colors.tones[tone], 0.45) : colors.tones[tone];
  });
}

/** What there is among attempts, each once, for a legend. */
export function attemptLooks({ states }: Attempts): AttemptLook[] {
  const seen = new Set<number>();
  for (const code of states) seen.add(code);
  const looks = [...seen].sort((a, b) => ORDER.indexOf(stateOf(a)) - ORDER.indexOf(stateOf(b))).map(attemptLook);
  return looks.filter((look, index) => looks.findIndex(({ label }) => label === look.label) === index);
}

const ORDER = ['SUCCEEDED', 'RUNNING', 'EARLY_STOPPED', 'FAILED', 'WAITING', 'USER_CANCELED', 'SYS_CANCELED', 'UNKNOWN'];
