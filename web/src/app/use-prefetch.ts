import { useEffect } from 'react';

/** When the page that was asked for has had time to appear. */
const DELAY_MILLIS = 1500;

/** Fetches code that may be needed next, so that it is there when somebody goes on. `fetches` must be stable. */
export function usePrefetch(fetches: Record<string, () => Promise<unknown>>): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      // Without an answer it is fetched when it is needed, which tells what is wrong.
      for (const fetch of Object.values(fetches)) fetch().catch(() => undefined);
    }, DELAY_MILLIS);
    return () => clearTimeout(timer);
  }, [fetches]);
}
