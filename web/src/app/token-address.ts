/** The address without its `token` parameter, or `undefined` if it has none. */
export function withoutToken({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): string | undefined {
  const parameters = new URLSearchParams(search);
  if (!parameters.has('token')) return undefined;
  parameters.delete('token');
  const query = parameters.toString();
  return pathname + (query === '' ? '' : `?${query}`) + hash;
}
