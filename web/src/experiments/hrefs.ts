/** Addresses of the pages of an experiment; the moment that is shown goes along. */
export function experimentHref(id: string, page: '' | '/trials' | '/configuration', query: Record<string, string> = {}): string {
  const at = new URLSearchParams(window.location.search).get('at');
  const text = new URLSearchParams({ ...query, ...(at !== null && { at }) }).toString().replaceAll('%3A', ':');
  return `/experiments/${encodeURIComponent(id)}${page}${text === '' ? '' : `?${text}`}`;
}
