import type {
  Activity,
  Algorithms,
  CheckedConfiguration,
  Columns,
  Configuration,
  Curves,
  Error as ErrorBody,
  Experiment,
  HomeExperiment,
  Importance,
  Marginals,
  Metric,
  Server,
  Trial,
  TrialOutput,
  TrialPage,
  TrialState,
  Update,
} from './types';

/** Points of a curve: more cannot be told apart on a screen. */
const POINTS = 1000;

/** An answer that is not a success, or no answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: ErrorBody['details'];

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = body.code;
    this.details = body.details;
  }
}

/** Which trials, in which order, which part of them, as of when. */
export interface TrialQuery {
  states?: readonly TrialState[];
  /** Conditions such as `lr<0.1`, all of which hold. */
  where?: readonly string[];
  /** What a trial has somewhere in its texts. */
  search?: string;
  /** A column, with `-` before it for descending; `best`, `pareto`. */
  sort?: string;
  /** Names of numbers to add to each trial. */
  metrics?: readonly string[];
  offset?: number;
  limit?: number;
  /** Milliseconds since 1970; now if absent. */
  at?: number;
}

export interface ColumnsQuery {
  points?: number;
  metrics?: readonly string[];
  at?: number;
}

export interface CurvesQuery {
  trials: readonly number[];
  metric?: string;
  points?: number;
  at?: number;
}

export interface OutputQuery {
  stream: 'stdout' | 'stderr';
  attempt?: number;
  /** The first byte wanted; the end of the output if absent. */
  from?: number;
}

/** A configuration as people write it. */
export interface ConfigurationText {
  text: string;
  type: 'json' | 'yaml';
  /** Absolute directory that relative paths in it are relative to. */
  base?: string;
}

/** What the pages need from the server. Tests give their own. */
export interface Api {
  server(): Promise<Server>;
  algorithms(): Promise<Algorithms>;
  experiments(): Promise<Experiment[]>;
  /** Those of other data directories of this home. */
  home(): Promise<HomeExperiment[]>;
  experiment(id: string): Promise<Experiment>;
  checkConfiguration(configuration: ConfigurationText): Promise<CheckedConfiguration>;
  createExperiment(configuration: ConfigurationText): Promise<Experiment>;
  updateExperiment(id: string, update: Update): Promise<Experiment>;
  deleteExperiment(id: string): Promise<void>;
  stopExperiment(id: string): Promise<Experiment>;
  resumeExperiment(id: string, maxTrialNumber?: number): Promise<Experiment>;
  /** The complete configuration, with all defaults. */
  configuration(id: string): Promise<Record<string, unknown>>;
  activity(id: string): Promise<Activity>;
  /** How many configurations wait to become trials then. */
  enqueue(id: string, configurations: readonly Configuration[]): Promise<number>;
  trials(id: string, query: TrialQuery, signal?: AbortSignal): Promise<TrialPage>;
  columns(id: string, query: ColumnsQuery, signal?: AbortSignal): Promise<Columns>;
  curves(id: string, query: CurvesQuery, signal?: AbortSignal): Promise<Curves>;
  importance(id: string, metric?: string, at?: number): Promise<Importance>;
  /** Predicted values over one parameter, or over two. */
  marginals(id: string, x: string, y?: string, metric?: string, at?: number): Promise<Marginals>;
  trial(id: string, number: number): Promise<Trial>;
  stopTrial(id: string, number: number): Promise<Trial>;
  /** The numbers of the trials that get another attempt. */
  retryTrials(id: string, numbers: number[]): Promise<number[]>;
  /** Reports of a trial; of a long curve, as many as a chart can show, with every extreme. */
  metrics(id: string, number: number, at?: number): Promise<Metric[]>;
  output(id: string, number: number, query: OutputQuery): Promise<TrialOutput>;
}

/** Where the results of an experiment can be downloaded. */
export function exportPath(id: string, format: 'json' | 'csv', intermediate = false): string {
  return `${pathOf(id)}/export?${parameters({ format, intermediate: intermediate || undefined })}`;
}

/** Where the log of an experiment can be downloaded. */
export function logPath(id: string): string {
  return `${pathOf(id)}/log`;
}

/** Path of an experiment in the API. */
function pathOf(experiment: string): string {
  return `/api/v1/experiments/${encodeURIComponent(experiment)}`;
}

type QueryValue = string | number | boolean | undefined | readonly (string | number)[];

/** A query without what is absent. */
function parameters(values: Record<string, QueryValue>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    for (const each of Array.isArray(value) ? (value as readonly (string | number)[]) : [value]) query.append(name, String(each));
  }
  return query.toString();
}

/**
 * A moment as the API takes it: to the end of the millisecond. The log knows nanoseconds, the page does not; what happened within the
 * millisecond counts on both sides.
 */
function instant(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().replace('Z', '999999Z');
}

/** The API over HTTP. `unauthorized` is called when the server asks for a token. */
export class HttpApi implements Api {
  readonly #unauthorized: () => void;

  constructor(unauthorized: () => void) {
    this.#unauthorized = unauthorized;
  }

  server(): Promise<Server> {
    return this.#request('GET', '/api/v1/server');
  }

  async experiments(): Promise<Experiment[]> {
    const answer = await this.#request<{ experiments: Experiment[] }>('GET', '/api/v1/experiments');
    return answer.experiments;
  }

  async home(): Promise<HomeExperiment[]> {
    const answer = await this.#request<{ experiments: HomeExperiment[] }>('GET', '/api/v1/home');
    return answer.experiments;
  }

  experiment(id: string): Promise<Experiment> {
    return this.#request('GET', pathOf(id));
  }

  algorithms(): Promise<Algorithms> {
    return this.#request('GET', '/api/v1/algorithms');
  }

  checkConfiguration({ text, type, base }: ConfigurationText): Promise<CheckedConfiguration> {
    return this.#request('POST', `/api/v1/configuration/check?${parameters({ base })}`, { text, type: `application/${type}` });
  }

  createExperiment({ text, type, base }: ConfigurationText): Promise<Experiment> {
    return this.#request('POST', `/api/v1/experiments?${parameters({ base })}`, { text, type: `application/${type}` });
  }

  updateExperiment(id: string, update: Update): Promise<Experiment> {
    return this.#request('PATCH', pathOf(id), json(update));
  }

  async deleteExperiment(id: string): Promise<void> {
    await this.#send('DELETE', pathOf(id));
  }

  configuration(id: string): Promise<Record<string, unknown>> {
    return this.#request('GET', `${pathOf(id)}/configuration`);
  }

  activity(id: string): Promise<Activity> {
    return this.#request('GET', `${pathOf(id)}/activity`);
  }

  async enqueue(id: string, configurations: readonly Configuration[]): Promise<number> {
    const answer = await this.#request<{ queued: number }>('POST', `${pathOf(id)}/queue`, json({ configurations }));
    return answer.queued;
  }

  stopExperiment(id: string): Promise<Experiment> {
    return this.#request('POST', `${pathOf(id)}/stop`);
  }

  resumeExperiment(id: string, maxTrialNumber?: number): Promise<Experiment> {
    return this.#request('POST', `${pathOf(id)}/resume`, maxTrialNumber === undefined ? undefined : json({ maxTrialNumber }));
  }

  trials(id: string, { states, where, search, sort, metrics, offset, limit, at }: TrialQuery, signal?: AbortSignal): Promise<TrialPage> {
    const query = parameters({ state: states, where, search, sort, metric: metrics, offset, limit, asOf: instant(at) });
    return this.#request('GET', `${pathOf(id)}/trials?${query}`, undefined, signal);
  }

  columns(id: string, { points, metrics, at }: ColumnsQuery, signal?: AbortSignal): Promise<Columns> {
    return this.#request('GET', `${pathOf(id)}/columns?${parameters({ points, metric: metrics, asOf: instant(at) })}`, undefined, signal);
  }

  curves(id: string, { trials, metric, points, at }: CurvesQuery, signal?: AbortSignal): Promise<Curves> {
    const query = parameters({ trial: trials.join(','), metric, points, asOf: instant(at) });
    return this.#request('GET', `${pathOf(id)}/curves?${query}`, undefined, signal);
  }

  importance(id: string, metric?: string, at?: number): Promise<Importance> {
    return this.#request('GET', `${pathOf(id)}/importance?${parameters({ metric, asOf: instant(at) })}`);
  }

  marginals(id: string, x: string, y?: string, metric?: string, at?: number): Promise<Marginals> {
    return this.#request('GET', `${pathOf(id)}/marginals?${parameters({ x, y, metric, asOf: instant(at) })}`);
  }

  trial(id: string, number: number): Promise<Trial> {
    return this.#request('GET', `${pathOf(id)}/trials/${number}`);
  }

  stopTrial(id: string, number: number): Promise<Trial> {
    return this.#request('POST', `${pathOf(id)}/trials/${number}/stop`);
  }

  async retryTrials(id: string, numbers: number[]): Promise<number[]> {
    const answer = await this.#request<{ trials: number[] }>('POST', `${pathOf(id)}/retry`, json({ trials: numbers }));
    return answer.trials;
  }

  async metrics(id: string, number: number, at?: number): Promise<Metric[]> {
    const query = parameters({ points: POINTS, asOf: instant(at) });
    const answer = await this.#request<{ metrics: Metric[] }>('GET', `${pathOf(id)}/trials/${number}/metrics?${query}`);
    return answer.metrics;
  }

  output(id: string, number: number, { stream, attempt, from }: OutputQuery): Promise<TrialOutput> {
    return this.#request('GET', `${pathOf(id)}/trials/${number}/output?${parameters({ stream, attempt, from })}`);
  }

  async #request<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: Body, signal?: AbortSignal): Promise<T> {
    return (await (await this.#send(method, path, body, signal)).json()) as T;
  }

  async #send(method: string, path: string, body?: Body, signal?: AbortSignal): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers: body === undefined ? {} : { 'Content-Type': body.type },
        body: body === undefined ? null : body.text,
        signal: signal ?? null,
      });
    } catch (problem) {
      if (signal?.aborted === true) throw problem;
      throw new ApiError(0, { code: 'UNREACHABLE', message: 'The server does not answer. Is it still running?', details: [] });
    }
    if (response.status === 401) this.#unauthorized();
    if (!response.ok) throw new ApiError(response.status, await errorBody(response));
    return response;
  }
}

interface Body {
  text: string;
  type: string;
}

function json(value: object): Body {
  return { text: JSON.stringify(value), type: 'application/json' };
}

/** The error the server wrote; a proxy in between may have written something else. */
async function errorBody(response: Response): Promise<ErrorBody> {
  try {
    const body = (await response.json()) as Partial<ErrorBody>;
    if (typeof body.message === 'string') {
      return { code: body.code ?? 'UNKNOWN', message: body.message, details: body.details ?? [] };
    }
  } catch {
    // Not JSON: fall through to what the status line says.
  }
  return { code: 'UNKNOWN', message: `The server answered ${response.status} ${response.statusText}`.trim(), details: [] };
}
