import { type Api, ApiError, type ColumnsQuery, type ConfigurationText, type CurvesQuery, type OutputQuery, type TrialQuery } from '../api/client';
import type {
  Activity,
  Algorithms,
  Change,
  CheckedConfiguration,
  Columns,
  Configuration,
  Curves,
  Experiment,
  HomeExperiment,
  Importance,
  Marginals,
  Metric,
  Server,
  Trial,
  TrialOutput,
  TrialPage,
  Update,
} from '../api/types';
import type { Services } from '../app/services';
import type { ConnectionStatus } from '../live/change-stream';
import { Observable } from '../state/observable';
import { activity, columnsOf } from './samples';
import { selectTrials } from './select-trials';

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
  elsewhere: HomeExperiment[] = [];
  trialsOf: Trial[] = [];
  metricNamesOf: string[] = ['default'];
  metricsOf = new Map<number, Metric[]>();
  configurationOf: Record<string, unknown> = { searchSpace: {} };
  warnings: CheckedConfiguration['warnings'] = [];
  activityOf: Activity = activity();
  importanceOf: Importance | undefined;
  marginalsOf: Marginals | undefined;
  outputOf: Partial<Record<'stdout' | 'stderr', string>> = {};
  curvesOf: Curves = { asOf: 1, metric: 'default', total: 0, offset: 0, curves: [] };
  /** The answer to every query with conditions, until unset. */
  refusedWhere: ApiError | undefined;
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

  algorithms(): Promise<Algorithms> {
    return this.#answer('algorithms', () => ({ tuners: [], assessors: [], trainingServices: [] }));
  }

  experiments(): Promise<Experiment[]> {
    return this.#answer('experiments', () => this.all);
  }

  home(): Promise<HomeExperiment[]> {
    return this.#answer('home', () => this.elsewhere);
  }

  experiment(id: string): Promise<Experiment> {
    return this.#answer(`experiment ${id}`, () => {
      const found = this.all.find((each) => each.id === id);
      if (found === undefined) throw problem(404, `no experiment ${id}`);
      return found;
    });
  }

  checkConfiguration({ text, type, base }: ConfigurationText): Promise<CheckedConfiguration> {
    const configuration = this.configurationOf;
    return this.#answer(`check ${type} ${text}${base === undefined ? '' : ` in ${base}`}`, () => ({ configuration, warnings: this.warnings }));
  }

  createExperiment({ text, type, base }: ConfigurationText): Promise<Experiment> {
    return this.#answer(`create ${type} ${text}${base === undefined ? '' : ` in ${base}`}`, () => this.#only());
  }

  updateExperiment(id: string, update: Update): Promise<Experiment> {
    return this.#answer(`update ${id} ${JSON.stringify(update)}`, () => this.#only());
  }

  deleteExperiment(id: string): Promise<void> {
    return this.#answer(`delete ${id}`, () => undefined);
  }

  stopExperiment(id: string): Promise<Experiment> {
    return this.#answer(`stop ${id}`, () => this.#only());
  }

  resumeExperiment(id: string, maxTrialNumber?: number): Promise<Experiment> {
    return this.#answer(`resume ${id} ${maxTrialNumber ?? 'as it was'}`, () => this.#only());
  }

  configuration(id: string): Promise<Record<string, unknown>> {
    return this.#answer(`configuration ${id}`, () => this.configurationOf);
  }

  activity(id: string): Promise<Activity> {
    return this.#answer(`activity ${id}`, () => this.activityOf);
  }

  enqueue(id: string, configurations: readonly Configuration[]): Promise<number> {
    return this.#answer(`enqueue ${id} ${JSON.stringify(configurations)}`, () => configurations.length);
  }

  /** As a server does it, but for conditions: of those it knows `number=N`. */
  trials(_id: string, query: TrialQuery): Promise<TrialPage> {
    const { offset = 0, limit = 100 } = query;
    return this.#answer(`trials ${JSON.stringify(query)}`, () => {
      if (this.refusedWhere !== undefined && (query.where ?? []).length > 0) throw this.refusedWhere;
      const wanted = selectTrials(this.trialsOf, query);
      return { asOf: 1, total: wanted.length, offset, trials: wanted.slice(offset, offset + limit) };
    });
  }

  columns(_id: string, query: ColumnsQuery): Promise<Columns> {
    return this.#answer(`columns ${(query.metrics ?? []).join(' ')}`, () => columnsOf(this.trialsOf, { metricNames: this.metricNamesOf }));
  }

  curves(_id: string, { trials }: CurvesQuery): Promise<Curves> {
    return this.#answer(`curves ${trials.join(' ')}`, () => this.curvesOf);
  }

  importance(): Promise<Importance> {
    return this.#answer('importance', () => this.importanceOf ?? missing('importance'));
  }

  marginals(_id: string, x: string, y?: string): Promise<Marginals> {
    return this.#answer(`marginals ${x} ${y ?? ''}`, () => this.marginalsOf ?? missing('marginals'));
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

  output(_id: string, number: number, { stream, attempt = 1, from }: OutputQuery): Promise<TrialOutput> {
    return this.#answer(`output ${number} ${stream} ${from ?? 'end'}`, () => {
      const whole = this.outputOf[stream] ?? missing(stream);
      return { attempt, stream, path: `/data/${stream}`, size: whole.length, from: from ?? 0, next: whole.length, text: whole.slice(from ?? 0) };
    });
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

function missing(what: string): never {
  throw problem(404, `no ${what}`);
}

export function problem(status: number, message: string, details: ApiError['details'] = []): ApiError {
  return new ApiError(status, { code: 'TEST', message, details });
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
