import type { Tone } from '../ui/StatePill';
import { ramp } from './values/ramp';

export interface ChartColors {
  line: string;
  text: string;
  surface: string;
  point: string;
  best: string;
  early: string;
  failed: string;
  faint: string;
  /** For what stands out: text, the line of a moment. */
  ink: string;
  /** Text on a tone. */
  onTone: string;
  /** Of states. */
  tones: Record<Tone, string>;
  soft: string;
  /** From the worst to the best value. */
  ramp: readonly string[];
  /** From the oldest to the newest trial. */
  ages: readonly string[];
  font: string;
}

/** The design system's colours as a canvas wants them: resolved, for the theme in effect. */
export function chartColors(element: HTMLElement): ChartColors {
  const probe = document.createElement('span');
  element.append(probe);
  const resolve = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colors = {
    line: resolve('--line'),
    text: resolve('--text-faint'),
    surface: resolve('--surface'),
    point: resolve('--blue-fill'),
    best: resolve('--best-fill'),
    early: resolve('--violet-fill'),
    failed: resolve('--red-fill'),
    faint: resolve('--line-strong'),
    ink: resolve('--text'),
    onTone: resolve('--on-fill'),
    tones: {
      blue: resolve('--blue-fill'),
      green: resolve('--green-fill'),
      red: resolve('--red-fill'),
      amber: resolve('--amber-fill'),
      violet: resolve('--violet-fill'),
      grey: resolve('--grey-fill'),
    },
    soft: resolve('--text-soft'),
    ramp: ramp(['--ramp-1', '--ramp-2', '--ramp-3', '--ramp-4'].map(resolve)),
    ages: ramp(['--line-strong', '--violet-fill', '--violet'].map(resolve)),
    font: `11px ${getComputedStyle(element).fontFamily}`,
  };
  probe.remove();
  return colors;
}

/** The same colour, see-through. */
export function translucent(color: string, opacity: number): string {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${opacity})`);
}
