import { useSyncExternalStore } from 'react';

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of [...listeners]) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function current(): number {
  // Without a ticking clock the last tick may be long ago.
  if (timer === undefined && Date.now() - now > 1000) now = Date.now();
  return now;
}

const never = () => () => undefined;

/** The time in milliseconds, once a second while `ticking`; all who use it tick together. */
export function useNow(ticking = true): number {
  return useSyncExternalStore(ticking ? subscribe : never, current);
}
