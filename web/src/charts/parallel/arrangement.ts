import { useCallback, useState } from 'react';

/** Which axes of an experiment are shown, in which order. New parameters are shown where they come. */
export interface Arrangement {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
}

const PLAIN: Arrangement = { order: [], hidden: [] };

/** All keys in the order of an arrangement, those that it does not know in their own. */
export function arranged(keys: readonly string[], { order }: Arrangement): string[] {
  const known = order.filter((key) => keys.includes(key));
  const result = [...known];
  keys.forEach((key, index) => {
    if (known.includes(key)) return;
    // Behind the one it comes after.
    const before = keys.slice(0, index).findLast((each) => result.includes(each));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key);
  });
  return result;
}

/** The keys with one of them in the place of another. */
export function moved(keys: readonly string[], key: string, to: number): string[] {
  const others = keys.filter((each) => each !== key);
  others.splice(Math.max(0, to), 0, key);
  return others;
}

/** The arrangement of an experiment, remembered by this browser. */
export function useArrangement(experiment: string): [Arrangement, (arrangement: Arrangement) => void] {
  const storageKey = `trialog.parallel.${experiment}`;
  const [arrangement, setArrangement] = useState(() => read(storageKey));
  const change = useCallback(
    (next: Arrangement) => {
      setArrangement(next);
      try {
        if (next.order.length === 0 && next.hidden.length === 0) localStorage.removeItem(storageKey);
        else localStorage.setItem(storageKey, JSON.stringify(next));
      } catch {
        // Storage may be forbidden or full; the choice holds until the page is left.
      }
    },
    [storageKey],
  );
  return [arrangement, change];
}

function read(storageKey: string): Arrangement {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Record<keyof Arrangement, unknown>>;
    return { order: words(stored.order), hidden: words(stored.hidden) };
  } catch {
    return PLAIN;
  }
}

function words(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
