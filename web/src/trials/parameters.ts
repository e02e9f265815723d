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

/** Names of the parameters of all configurations, in the order they first appear. */
export function parameterNames(configurations: Iterable<Configuration>): string[] {
  const names = new Set<string>();
  for (const configuration of configurations) for (const name of flatten(configuration).keys()) names.add(name);
  return [...names];
}
