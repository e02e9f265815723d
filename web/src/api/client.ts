import type { Error as ErrorBody, Experiment, Metric, Server, Trial, TrialPage } from './types';

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

/** What the pages need from the server. Tests give their own. */
export interface Api {
  server(): Promise<Server>;
  experiments(): Promise<Experiment[]>;
  experiment(id: string): Promise<Experiment>;
  stopExperiment(id: string): Promise<Experiment>;
  resumeExperiment(id: string, maxTrialNumber?: number): Promise<Experiment>;
  trials(id: string, offset: number, limit: number): Promise<TrialPage>;
  trial(id: string, number: number): Promise<Trial>;
  stopTrial(id: string, number: number): Promise<Trial>;
  /** The numbers of the trials that get another attempt. */
  retryTrials(id: string, numbers: number[]): Promise<number[]>;
  /** Reports of a trial; of a long curve, as many as a chart can show, with every extreme. */
  metrics(id: string, number: number): Promise<Metric[]>;
}

/** Path of an experiment in the API. */
function pathOf(experiment: string): string {
  return `/api/v1/experiments/${encodeURIComponent(experiment)}`;
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

  experiment(id: string): Promise<Experiment> {
    return this.#request('GET', pathOf(id));
  }

  stopExperiment(id: string): Promise<Experiment> {
    return this.#request('POST', `${pathOf(id)}/stop`);
  }

  resumeExperiment(id: string, maxTrialNumber?: number): Promise<Experiment> {
    return this.#request('POST', `${pathOf(id)}/resume`, maxTrialNumber === undefined ? undefined : { maxTrialNumber });
  }

  trials(id: string, offset: number, limit: number): Promise<TrialPage> {
    return this.#request('GET', `${pathOf(id)}/trials?sort=number&offset=${offset}&limit=${limit}`);
  }

  trial(id: string, number: number): Promise<Trial> {
    return this.#request('GET', `${pathOf(id)}/trials/${number}`);
  }

  stopTrial(id: string, number: number): Promise<Trial> {
    return this.#request('POST', `${pathOf(id)}/trials/${number}/stop`);
  }

  async retryTrials(id: string, numbers: number[]): Promise<number[]> {
    const answer = await this.#request<{ trials: number[] }>('POST', `${pathOf(id)}/retry`, { trials: numbers });
    return answer.trials;
  }

  async metrics(id: string, number: number): Promise<Metric[]> {
    const answer = await this.#request<{ metrics: Metric[] }>('GET', `${pathOf(id)}/trials/${number}/metrics?points=${POINTS}`);
    return answer.metrics;
  }

  async #request<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    let response: Response;
    try {
      response = await fetch(path, {
        method,
        headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      });
    } catch {
      throw new ApiError(0, { code: 'UNREACHABLE', message: 'The server does not answer. Is it still running?', details: [] });
    }
    if (response.status === 401) this.#unauthorized();
    if (!response.ok) throw new ApiError(response.status, await errorBody(response));
    return (await response.json()) as T;
  }
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
