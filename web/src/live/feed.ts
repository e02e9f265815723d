import { ApiError } from '../api/client';
import type { Change } from '../api/types';
import { ChangeQueue } from './change-queue';
import { ChangeStream, type ConnectionStatus, type EventSourceFactory } from './change-stream';

/** What a page does with its event stream. */
export interface FeedTarget {
  /** The stream begins, or begins anew after a gap: `load` follows. */
  begin(): void;
  /** Fetch the current state; stop when the signal is aborted, a newer load has begun then. */
  load(signal: AbortSignal): Promise<void>;
  /** Loading failed. It is tried again, unless the server said that there is no such thing. */
  failed(problem: ApiError): void;
  apply(changes: Change[]): void;
  status(status: ConnectionStatus): void;
  refused(): void;
}

/** Fetch without waiting for the stream, should it not say hello in time. */
const HELLO_MILLIS = 3000;
const RETRY_MILLIS = 2000;

/** Keeps a page current: opens the stream, then loads, then applies changes in batches. */
export class Feed {
  readonly #target: FeedTarget;
  readonly #queue: ChangeQueue<Change>;
  readonly #stream: ChangeStream;
  #loading: AbortController | undefined;
  #impatience: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(experiment: string | undefined, target: FeedTarget, create?: EventSourceFactory) {
    this.#target = target;
    this.#queue = new ChangeQueue((changes) => target.apply(changes));
    this.#stream = new ChangeStream(
      experiment,
      {
        hello: () => this.#begin(),
        change: (change) => this.#queue.push(change),
        status: (status) => target.status(status),
        refused: () => this.#refused(),
      },
      create,
    );
  }

  open(): void {
    this.#target.status('connecting');
    this.#impatience = setTimeout(() => this.#begin(), HELLO_MILLIS);
    this.#stream.open();
  }

  close(): void {
    clearTimeout(this.#impatience);
    this.#stream.close();
    this.#queue.clear();
    this.#loading?.abort();
    clearTimeout(this.#retry);
  }

  /** The API says better than the stream what is wrong. */
  #refused(): void {
    this.#target.refused();
    if (this.#loading === undefined) this.#begin();
  }

  #begin(): void {
    clearTimeout(this.#impatience);
    this.#queue.flush();
    this.#target.begin();
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#loading?.abort();
    clearTimeout(this.#retry);
    const { signal } = (this.#loading = new AbortController());
    try {
      await this.#target.load(signal);
    } catch (problem) {
      if (signal.aborted) return;
      if (!(problem instanceof ApiError)) throw problem;
      this.#target.failed(problem);
      if (problem.status === 404) {
        this.close();
        this.#target.status('closed');
      } else {
        this.#retry = setTimeout(() => void this.#load(), RETRY_MILLIS);
      }
    }
  }
}
