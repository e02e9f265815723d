import type { Configuration } from '../api/types';
import { formatParameter } from '../format/numbers';

/**
 * A configuration as flat columns. A nested choice `{"layer": {"_name": "conv", "filters": 3}}` becomes
 * `layer = conv` and `layer/filters = 3`.
 */
export function flatten(configuration: Configuration): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  collect(configuration, '', flat);
  return flat;
}

function collect(value: Record<string, unknown>, path: string, into: Map<string, unknown>): void {
  for (const [key, item] of Object.entries(value)) {
    const name = key === '_name' && path !== '' ? path : path === '' ? key : `${path}/${key}`;
    if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
      collect(item as Record<string, unknown>, name, into);
    } else {
      into.set(name, item);
    }
  }
}

export interface Parameter {
  /** As `flatten` names it. */
  name: string;
  /** All its values are numbers. */
  numeric: boolean;
  /** Characters of the longest value that is not a number. */
  longest: number;
}

/**
 * The parameters of all configurations in the order they first appear, those of a nested choice behind it: whichever
 * option came first.
 */
export function parametersOf(configurations: Iterable<Configuration>): Parameter[] {
  const found = new Map<string, Parameter>();
  for (const configuration of configurations) {
    for (const [name, value] of flatten(configuration)) {
      const parameter = found.get(name) ?? { name, numeric: true, longest: 0 };
      found.set(name, parameter);
      if (typeof value === 'number') continue;
      parameter.numeric = false;
      parameter.longest = Math.max(parameter.longest, formatParameter(value).length);
    }
  }
  const parent = (name: string) => {
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
      if (found.has(name.slice(0, end))) return name.slice(0, end);
    }
    return undefined;
  };
  const children = new Map<string | undefined, string[]>();
  for (const name of found.keys()) children.set(parent(name), [...(children.get(parent(name)) ?? []), name]);
  const family = (name: string): string[] => [name, ...(children.get(name) ?? []).flatMap(family)];
  return (children.get(undefined) ?? []).flatMap(family).flatMap((name) => found.get(name) ?? []);
}
