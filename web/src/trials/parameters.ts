import type { Configuration } from '../api/types';

/**
 * A configuration as flat columns. A nested choice `{"layer": {"_name": "conv", "filters": 3}}` becomes
 * `layer = conv` and `layer.filters = 3`.
 */
export function flatten(configuration: Configuration): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  collect(configuration, '', flat);
  return flat;
}

function collect(value: Record<string, unknown>, path: string, into: Map<string, unknown>): void {
  for (const [key, item] of Object.entries(value)) {
    const name = key === '_name' && path !== '' ? path : path === '' ? key : `${path}.${key}`;
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
}

/**
 * The parameters of all configurations in the order they first appear, those of a nested choice behind it: whichever
 * option came first.
 */
export function parametersOf(configurations: Iterable<Configuration>): Parameter[] {
  const numeric = new Map<string, boolean>();
  for (const configuration of configurations) {
    for (const [name, value] of flatten(configuration)) {
      numeric.set(name, typeof value === 'number' && (numeric.get(name) ?? true));
    }
  }
  const names = [...numeric.keys()];
  const parent = (name: string) => {
    for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      if (numeric.has(name.slice(0, end))) return name.slice(0, end);
    }
    return undefined;
  };
  const children = new Map<string | undefined, string[]>();
  for (const name of names) children.set(parent(name), [...(children.get(parent(name)) ?? []), name]);
  const family = (name: string): string[] => [name, ...(children.get(name) ?? []).flatMap(family)];
  return (children.get(undefined) ?? []).flatMap(family).map((name) => ({ name, numeric: numeric.get(name) === true }));
}
