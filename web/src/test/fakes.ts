import { type Api, ApiError } from '../api/client';
import type { Change, Experiment, Metric, Server, Trial, TrialPage } from '../api/types';
import type { Services } from '../app/services';
import type { ConnectionStatus } from '../live/change-stream';
import { Observable } from '../state/observable';

type Listener = (event: MessageEvent<string>) => void;

/** An event source whose messages and failures the test sends. */
export class FakeEventSource {
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  readonly url: string;
  readonly #listeners = new Map<string, Listener>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
    this.readyState = 2;
  }

  /** The server accepts and says where the stream begins. */
  hello(position: number): void {
    this.readyState = 1;
    this.onopen?.();
    this.#listeners.get('hello')?.(new MessageEvent('hello', { data: '{}', lastEventId: String(position) }));
  }

  /** As after a restart: the browser connected again by itself and sent the last position. */
  reopened(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  send(change: Change): void {
    this.#listeners.get('change')?.(
      new MessageEvent('change', { data: JSON.stringify(change), lastEventId: String(change.position) }),
    );
  }

  /** The connection is lost; the browser tries again. */
  lost(): void {
    this.readyState = 0;
    this.onerror?.();
  }

  /** The server answered with an error; the browser gives up. */
  refused(): void {
    this.readyState = 2;
    this.onerror?.();
  }
}

/** Collects the event sources a page opens. */
export class FakeStreams {
  readonly opened: FakeEventSource[] = [];

  readonly create = (url: string): EventSource => {
    const source = new FakeEventSource(url);
    this.opened.push(source);
    return source as unknown as EventSource;
  };

  get latest(): FakeEventSource {
    const source = this.opened.at(-1);
    if (source === undefined) throw new Error('no stream was opened');
    return source;
  }
}

/** A server in memory. */
export class FakeApi implements Api {
  mode: Server['mode'] = 'live';
  all: Experiment[] = [];
  trialsOf: Trial[] = [];
  metricsOf = new Map<number, Metric[]>();
  /** What was asked, in order. */
  readonly calls: string[] = [];
  /** Answers of all following requests, until unset. */
  failure: ApiError | undefined;

  server(): Promise<Server> {
    return this.#answer('server', () => ({
      version: '0.1.0',
      mode: this.mode,
      dataDirectory: '/data',
      pid: 1,
      startedAt: '2026-03-01T09:00:00Z',
    }));
  }

  experiments(): Promise<Experiment[]> {
    return this.#answer('experiments', () => this.all);
  }

  experiment(id: string): Promise<Experiment> {
    return this.#answer(`experiment ${id}`, () => {
      const found = this.all.find((each) => each.id === id);
      if (found === undefined) throw problem(404, `no experiment ${id}`);
      return found;
    });
  }

  stopExperiment(id: string): Promise<Experiment> {
    return this.#answer(`stop ${id}`, () => this.#only());
  }

  resumeExperiment(id: string, maxTrialNumber?: number): Promise<Experiment> {
    return this.#answer(`resume ${id} ${maxTrialNumber ?? 'as it was'}`, () => this.#only());
  }

  trials(_id: string, offset: number, limit: number): Promise<TrialPage> {
    return this.#answer(`trials ${offset}`, () => ({
      total: this.trialsOf.length,
      offset,
      trials: this.trialsOf.slice(offset, offset + limit),
    }));
  }

  trial(_id: string, number: number): Promise<Trial> {
    return this.#answer(`trial ${number}`, () => this.#trial(number));
  }

  stopTrial(_id: string, number: number): Promise<Trial> {
    return this.#answer(`stop trial ${number}`, () => this.#trial(number));
  }

  retryTrials(_id: string, numbers: number[]): Promise<number[]> {
    return this.#answer(`retry ${numbers.join(' ')}`, () => numbers);
  }

  metrics(_id: string, number: number): Promise<Metric[]> {
    return this.#answer(`metrics ${number}`, () => this.metricsOf.get(number) ?? []);
  }

  #only(): Experiment {
    const first = this.all[0];
    if (first === undefined) throw problem(404, 'no experiment');
    return first;
  }

  #trial(number: number): Trial {
    const found = this.trialsOf.find((each) => each.number === number);
    if (found === undefined) throw problem(404, `no trial ${number}`);
    return found;
  }

  async #answer<T>(call: string, body: () => T): Promise<T> {
    this.calls.push(call);
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
    return body();
  }
}

export function problem(status: number, message: string): ApiError {
  return new ApiError(status, { code: 'TEST', message, details: [] });
}

export interface FakeServices extends Services {
  api: FakeApi;
  streams: FakeStreams;
}

export function fakeServices(): FakeServices {
  const streams = new FakeStreams();
  return {
    api: new FakeApi(),
    streams,
    openStream: streams.create,
    connection: new Observable<ConnectionStatus>('connecting'),
    server: new Observable<Server | undefined>(undefined),
    tokenNeeded: new Observable(false),
  };
}
