import { useSyncExternalStore } from 'react';
import { Observable, useObservable } from '../state/observable';

/** What the reader chose; `system` follows the system's setting. */
export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'trialog.theme';
const dark = () => window.matchMedia('(prefers-color-scheme: dark)');

function stored(): ThemeChoice {
  const attribute = document.documentElement.dataset.theme;
  return attribute === 'light' || attribute === 'dark' ? attribute : 'system';
}

const choice = new Observable<ThemeChoice>(stored());

export function chooseTheme(next: ThemeChoice): void {
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    if (next === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Storage may be forbidden; the choice holds until the page is left.
  }
  choice.set(next);
}

export function useThemeChoice(): ThemeChoice {
  return useObservable(choice);
}

/** The theme in effect. */
export function useTheme(): 'light' | 'dark' {
  const chosen = useThemeChoice();
  const systemDark = useSyncExternalStore(
    (listener) => {
      const query = dark();
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => dark().matches,
  );
  return chosen === 'system' ? (systemDark ? 'dark' : 'light') : chosen;
}
