import { createContext, useContext } from 'react';
import { navigate } from '../app/router';
import { Observable, useObservable } from '../state/observable';

/** The address is written when the slider rests: browsers refuse to be told of every step. */
const ADDRESS_MILLIS = 300;

/**
 * The moment that everything on a page shows: now, or one in the past (milliseconds since 1970). It is in the address
 * as `at`.
 */
export class Moment {
  readonly at: Observable<number | undefined>;
  #writing: ReturnType<typeof setTimeout> | undefined;

  constructor(search = window.location.search) {
    const given = Date.parse(new URLSearchParams(search).get('at') ?? '');
    this.at = new Observable(Number.isNaN(given) ? undefined : given);
  }

  set(at: number | undefined): void {
    this.at.set(at === undefined ? undefined : Math.round(at));
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.#write(), ADDRESS_MILLIS);
  }

  close(): void {
    clearTimeout(this.#writing);
  }

  #write(): void {
    const query = new URLSearchParams(window.location.search);
    const at = this.at.get();
    if (at === undefined) query.delete('at');
    else query.set('at', new Date(at).toISOString());
    const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
    navigate(window.location.pathname + (text === '' ? '' : `?${text}`), { replace: true });
  }
}

export const MomentContext = createContext<Moment | undefined>(undefined);

export function useMoment(): Moment {
  const moment = useContext(MomentContext);
  if (moment === undefined) throw new Error('no MomentContext around this component');
  return moment;
}

/** The past moment that is shown, or `undefined` for now. */
export function useAt(): number | undefined {
  return useObservable(useMoment().at);
}
