import { useCallback, useMemo, useState } from 'react';
import { useQueryParameter } from '../app/router';
import { formatColumns, parseColumns } from './column-choice';

/** Which columns are shown, in order, and how that is changed; `undefined` goes back to what is shown unless one chooses. */
export interface ColumnChoice {
  keys: readonly string[];
  /** Did the reader choose? */
  chosen: boolean;
  choose: (keys: readonly string[] | undefined) => void;
}

/**
 * The reader's choice of columns: that of the address, else that of the last time, which the browser remembers for each
 * experiment, else `usual`.
 */
export function useColumnChoice(experiment: string, usual: readonly string[]): ColumnChoice {
  const [address, setAddress] = useQueryParameter('columns');
  const [remembered, setRemembered] = useState(() => recall(experiment));
  const text = address ?? remembered;
  const keys = useMemo(() => (text === undefined ? usual : parseColumns(text)), [text, usual]);
  const choose = useCallback(
    (next: readonly string[] | undefined) => {
      const formatted = next === undefined ? undefined : formatColumns(next);
      remember(experiment, formatted);
      setRemembered(formatted);
      setAddress(formatted);
    },
    [experiment, setAddress],
  );
  return { keys, chosen: text !== undefined, choose };
}

function storageKey(experiment: string): string {
  return `trialog.columns.${experiment}`;
}

function recall(experiment: string): string | undefined {
  try {
    return localStorage.getItem(storageKey(experiment)) ?? undefined;
  } catch {
    // A browser may refuse to remember anything.
    return undefined;
  }
}

function remember(experiment: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(storageKey(experiment));
    else localStorage.setItem(storageKey(experiment), text);
  } catch {
    // The choice is in the address, too.
  }
}
