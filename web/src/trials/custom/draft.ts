import type { Configuration } from '../../api/types';
import { activeParameters, isDistribution, isOption, type SpaceParameter, withoutName } from '../../space/search-space';
import { flatten } from '../parameters';

/** A configuration while it is being written: by parameter, the text of a number, or a choice's value as JSON. */
export type Draft = Readonly<Record<string, string>>;

/** What is said of a value: errors cannot be sent, warnings are for the server to judge. */
export interface Remark {
  tone: 'error' | 'warning';
  message: string;
}

/** The parameters that a draft needs. */
export function parametersOfDraft(space: unknown, draft: Draft): SpaceParameter[] {
  return activeParameters(space, (choice) => chosenIn(draft, choice));
}

/** A draft of a configuration; what it does not say, and the space knows, is taken from the middle. */
export function draftOf(space: unknown, configuration: Configuration): Draft {
  const given = flatten(configuration);
  let draft: Draft = {};
  // Choosing an option brings in the parameters inside it, as often as options are nested.
  for (let missing = parametersOfDraft(space, draft); missing.length > 0; missing = missingIn(space, draft)) {
    for (const parameter of missing) {
      const { name, options } = parameter;
      const value = given.has(name) ? given.get(name) : middleOf(parameter);
      draft = { ...draft, [name]: options === undefined ? numberText(value) : JSON.stringify(value ?? null) };
    }
  }
  return draft;
}

function missingIn(space: unknown, draft: Draft): SpaceParameter[] {
  return parametersOfDraft(space, draft).filter(({ name }) => draft[name] === undefined);
}

/** The draft with another value; what a newly chosen option needs is filled in. */
export function withValue(space: unknown, draft: Draft, name: string, text: string): Draft {
  const next = { ...draft, [name]: text };
  const filled = draftOf(space, configurationOf(space, next));
  // Texts that are no numbers yet stay as they are being written.
  return { ...filled, ...Object.fromEntries(Object.entries(next).filter(([key]) => key in filled)) };
}

/** The configuration of a draft, nested choices as objects; what is no number stays a text. */
export function configurationOf(space: unknown, draft: Draft): Configuration {
  return build(space, '', draft);
}

function build(space: unknown, path: string, draft: Draft): Configuration {
  const configuration: Configuration = {};
  for (const [key, distribution] of Object.entries((space ?? {}) as Record<string, unknown>)) {
    const text = draft[path + key];
    if (!isDistribution(distribution) || text === undefined) continue;
    if (distribution._type !== 'choice') {
      configuration[key] = numberOf(text) ?? text;
      continue;
    }
    const value = parsed(text);
    const option = distribution._value.filter(isOption).find(({ _name }) => _name === value);
    configuration[key] = option === undefined ? value : { _name: option._name, ...build(withoutName(option), `${path}${key}/`, draft) };
  }
  return configuration;
}

/** What is wrong with the value of a parameter, if anything. */
export function remarkOn(parameter: SpaceParameter, text: string): Remark | undefined {
  const { low, high, whole, step, options } = parameter;
  if (options !== undefined) {
    const known = options.some((option) => JSON.stringify(option) === text);
    return known ? undefined : { tone: 'warning', message: 'not one of the options of the space' };
  }
  const value = numberOf(text);
  if (value === undefined) return { tone: 'error', message: text.trim() === '' ? 'a number is missing' : 'not a number' };
  if (low !== undefined && value < low) return { tone: 'warning', message: `outside the space: less than ${low}` };
  if (high !== undefined && value > high) return { tone: 'warning', message: `outside the space: more than ${high}` };
  if (whole && !Number.isInteger(value)) return { tone: 'warning', message: 'outside the space: not a whole number' };
  if (step !== undefined && !isStep(value, step) && value !== low && value !== high) {
    return { tone: 'warning', message: `outside the space: not a multiple of ${step}` };
  }
  return undefined;
}

/** Names in a configuration that the space does not have. */
export function unknownNames(space: unknown, configuration: Configuration): string[] {
  const known = new Set(parametersOfDraft(space, draftOf(space, configuration)).map(({ name }) => name));
  return [...flatten(configuration).keys()].filter((name) => !known.has(name));
}

/** In words: `0.0001 to 1, log`. */
export function rangeText({ low, high, scale, whole, step, options, type }: SpaceParameter): string {
  if (options !== undefined) return `${options.length} options`;
  const parts = [
    low !== undefined && high !== undefined ? `${low} to ${high}` : type,
    scale === 'log' && 'log',
    whole ? 'whole' : step !== undefined && `step ${step}`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** Where a value is on the parameter's scale, 0 to 1. */
export function positionOf({ low = 0, high = 1, scale }: SpaceParameter, value: number): number {
  const on = scale === 'log' && low > 0 ? Math.log : (number: number) => number;
  const position = high === low ? 0 : (on(Math.max(value, scale === 'log' && low > 0 ? low : -Infinity)) - on(low)) / (on(high) - on(low));
  return Math.min(1, Math.max(0, position));
}

/** The value at a position, 0 to 1, of a parameter with limits: a possible one, with few digits. */
export function valueAt(parameter: SpaceParameter, position: number): number {
  const { low = 0, high = 1, scale, whole, step } = parameter;
  const value = scale === 'log' && low > 0 ? Math.exp(Math.log(low) + position * Math.log(high / low)) : low + position * (high - low);
  const near = whole ? Math.round(value) : step !== undefined ? Math.round(value / step) * step : value;
  return Math.min(high, Math.max(low, Number(near.toPrecision(whole ? 15 : 4))));
}

function middleOf(parameter: SpaceParameter): unknown {
  if (parameter.options !== undefined) return parameter.options[0];
  if (parameter.low === undefined || parameter.high === undefined) return undefined;
  return valueAt(parameter, 0.5);
}

function isStep(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

function chosenIn(draft: Draft, choice: string): unknown {
  const text = draft[choice];
  return text === undefined ? undefined : parsed(text);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function numberOf(text: string): number | undefined {
  const number = text.trim() === '' ? NaN : Number(text.trim());
  return Number.isFinite(number) ? number : undefined;
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
