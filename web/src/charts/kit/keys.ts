/** What a key does in a chart. */
export type ChartKey = 'previous' | 'next' | 'first' | 'last' | 'open' | 'clear' | 'zoomIn' | 'zoomOut' | 'back' | 'forth' | 'all';

const KEYS: Record<string, ChartKey> = {
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  ArrowRight: 'next',
  ArrowDown: 'next',
  Home: 'first',
  End: 'last',
  Enter: 'open',
  ' ': 'open',
  Escape: 'clear',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'all',
};

/** Said to those who cannot see what the mouse can do. */
export const KEYS_HELP = 'Arrow keys go from trial to trial, Enter opens one, plus and minus zoom, shift with arrow keys moves, 0 shows everything.';

/** What a pressed key does; absent if it is not the chart's business. */
export function chartKey(event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): ChartKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.shiftKey && event.key === 'ArrowLeft') return 'back';
  if (event.shiftKey && event.key === 'ArrowRight') return 'forth';
  return KEYS[event.key];
}
