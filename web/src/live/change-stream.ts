import type { Change } from '../api/types';

/**
 * `connecting` before the first answer, `reconnecting` after the connection was lost, `closed` when there is nothing to
 * follow.
 */
export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting' | 'closed';

export interface ChangeStreamListener {
  /** The stream begins after this position: whatever is older has to be fetched. Called again after a gap. */
  hello(position: number): void;
  change(change: Change): void;
  status(status: ConnectionStatus): void;
  /** The server refused the stream (not: it was away). It may want a token, or not know the experiment. */
  refused(): void;
}

/** The part of the browser's EventSource that is used; tests give their own. */
export type EventSourceFactory = (url: string) => EventSource;

const RETRY_MILLIS = 2000;
const CLOSED = 2;

/**
 * The server's event stream of one experiment, or of all.
 *
 * A lost connection is restored by the browser, which sends the last position as Last-Event-ID, so that nothing is
 * missed. Where the browser gives up (the server answered with an error, as a proxy does while the server restarts),
 * a new stream is opened; its `hello` tells the listener to fetch everything again.
 */
export class ChangeStream {
  readonly #url: string;
  readonly #listener: ChangeStreamListener;
  readonly #create: EventSourceFactory;
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #last = -1;

  constructor(
    experiment: string | undefined,
    listener: ChangeStreamListener,
    create: EventSourceFactory = (url) => new EventSource(url),
  ) {
    this.#url = experiment === undefined ? '/api/v1/events' : `/api/v1/events?experiment=${encodeURIComponent(experiment)}`;
    this.#listener = listener;
    this.#create = create;
  }

  open(): void {
    this.#last = -1;
    const source = this.#create(this.#url);
    this.#source = source;
    source.onopen = () => this.#listener.status('live');
    source.onerror = () => this.#failed(source);
    source.addEventListener('hello', (event: MessageEvent<string>) => {
      this.#last = Number(event.lastEventId);
      this.#listener.hello(this.#last);
    });
    source.addEventListener('change', (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as Change;
      // Older than what is known: the view in it may be older, too. Equal is harmless, changes are applied as upserts.
      if (change.position < this.#last) return;
      this.#last = change.position;
      this.#listener.change(change);
    });
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
  }

  #failed(source: EventSource): void {
    if (source !== this.#source) return;
    this.#listener.status('reconnecting');
    if (source.readyState !== CLOSED) return;
    this.#listener.refused();
    this.#retry = setTimeout(() => {
      if (source === this.#source) this.open();
    }, RETRY_MILLIS);
  }
}
