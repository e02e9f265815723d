import { navigate } from '../../app/router';

/** Makes the table below show the trials that meet these conditions. */
export function showInTable(conditions: readonly string[]): void {
  const query = new URLSearchParams(window.location.search);
  query.delete('where');
  for (const condition of conditions) query.append('where', condition);
  navigate(`${window.location.pathname}?${query}`, { replace: true });
}
