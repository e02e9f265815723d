import { useCallback, useMemo } from 'react';
import { Observable, useObservable } from '../state/observable';

/** Where the page is: everything after the host. */
const location = new Observable(current());

function current(): string {
  return window.location.pathname + window.location.search;
}

window.addEventListener('popstate', () => location.set(current()));

export function navigate(to: string, { replace = false } = {}): void {
  if (replace) window.history.replaceState(null, '', to);
  else window.history.pushState(null, '', to);
  location.set(current());
}

/** The path without the query. */
export function usePath(): string {
  return useObservable(location).split('?')[0] ?? '/';
}

/**
 * One parameter of the query, so that what a view shows can be linked to. Setting it replaces the history entry:
 * Back leaves the page, it does not undo every click.
 */
export function useQueryParameter(name: string): [string | undefined, (value: string | undefined) => void] {
  const query = useObservable(location).split('?')[1] ?? '';
  const value = new URLSearchParams(query).get(name) ?? undefined;
  const set = useCallback((next: string | undefined) => setQuery(name, next === undefined ? [] : [next]), [name]);
  return [value, set];
}

/** The same for a parameter that the query may have several times. */
export function useQueryParameters(name: string): [readonly string[], (values: readonly string[]) => void] {
  const query = useObservable(location).split('?')[1] ?? '';
  const values = useMemo(() => new URLSearchParams(query).getAll(name), [query, name]);
  const set = useCallback((next: readonly string[]) => setQuery(name, next), [name]);
  return [values, set];
}

function setQuery(name: string, values: readonly string[]): void {
  const parameters = new URLSearchParams(window.location.search);
  parameters.delete(name);
  for (const value of values) parameters.append(name, value);
  // Commas and colons need no escape in a query and read better without.
  const text = parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  navigate(window.location.pathname + (text === '' ? '' : `?${text}`), { replace: true });
}

/** The values of a pattern such as `/experiments/:id` in a path, or `undefined` if it is another path. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith(':')) values[part.slice(1)] = decodeURIComponent(actual);
    else if (part !== actual) return undefined;
  }
  return values;
}
