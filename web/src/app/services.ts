import { createContext, useContext } from 'react';
import { type Api, HttpApi } from '../api/client';
import type { Server } from '../api/types';
import type { ConnectionStatus, EventSourceFactory } from '../live/change-stream';
import { Observable, useObservable } from '../state/observable';

/** What the components share. Made once; tests make their own. */
export interface Services {
  api: Api;
  /** How live streams are opened; the browser's way if absent. */
  openStream?: EventSourceFactory;
  connection: Observable<ConnectionStatus>;
  /** Absent until the server has answered. */
  server: Observable<Server | undefined>;
  tokenNeeded: Observable<boolean>;
}

export function createServices(): Services {
  const tokenNeeded = new Observable(false);
  return {
    api: new HttpApi(() => tokenNeeded.set(true)),
    connection: new Observable<ConnectionStatus>('connecting'),
    server: new Observable<Server | undefined>(undefined),
    tokenNeeded,
  };
}

/** Asks who the server is. Without an answer nothing changes; a wanted token is noticed by the API client. */
export async function refreshServer({ api, server }: Services): Promise<void> {
  try {
    server.set(await api.server());
  } catch {
    // The connection indicator shows that the server is away.
  }
}

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('no ServicesContext around this component');
  return services;
}

/** May this page change anything? Not until the server has said so. */
export function useWritable(): boolean {
  return useObservable(useServices().server)?.mode === 'live';
}
