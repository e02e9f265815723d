import { type Api, ApiError, type TrialQuery } from '../api/client';
import type { Trial } from '../api/types';
import { Observable } from '../state/observable';
import type { ChangesOfTrials, TrialsListener } from './changes-of-trials';
import { mayMove } from './moves';
import { isEnded } from './states';

/** Which trials a table shows, in which order, as of when. */
export type WantedTrials = Omit<TrialQuery, 'offset' | 'limit'>;

/** Rows of one request. */
const PAGE = 100;
/** Rows kept while they are out of sight. */
const KEPT = 1500;
/** Shortest time between two fetches of the same rows. */
const REFRESH_MILLIS = 1000;
/** A request that failed is repeated after this time. */
const RETRY_MILLIS = 2000;

/** What a table shows: as many rows as there are trials, some of which are not there yet. */
export interface TrialRows {
  /** What these rows are the answer to; another than is wanted while that is on its way. */
  readonly wanted: WantedTrials;
  /** Trials that match. */
  readonly total: number;
  /** The trial of a row, counted from 0, if it has come. */
  readonly at: (row: number) => Trial | undefined;
  /** The row of a trial, or -1 where it is not known. */
  readonly rowOf: (trial: number) => number;
}

export interface TrialPagesSnapshot {
  /** Absent until the first answer. */
  rows: TrialRows | undefined;
  /** Why what is wanted is not shown. */
  problem: ApiError | undefined;
}

/**
 * The part of all trials that a table shows, fetched page by page as the reader scrolls and kept current by the event
 * stream: rows change at once; where order or membership may have changed, the pages in sight are fetched again, at most
 * once a second, and replace what is shown when all of them are there. The same goes for another order, filter or
 * moment: the old rows stay until the new ones have come.
 */
export class TrialPages {
  readonly snapshot = new Observable<TrialPagesSnapshot>({ rows: undefined, problem: undefined });
  readonly #fetch: (query: TrialQuery, signal: AbortSignal) => ReturnType<Api['trials']>;
  readonly #unfinished = new Map<number, Trial>();
  #wanted: WantedTrials | undefined;
  #shown: Version | undefined;
  #next: Version | undefined;
  /** Rows in sight, the end excluded. */
  #sight: readonly [number, number] = [0, PAGE];
  #opened: number | undefined;
  /** What is shown, or on its way, may be in another order by now. */
  #stale = false;
  #refreshed = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: Api, experiment: string) {
    this.#fetch = (query, signal) => api.trials(experiment, query, signal);
  }

  /** Follows the event stream until the returned function is called. */
  follow(changes: ChangesOfTrials): () => void {
    const listener: TrialsListener = { begun: () => this.#begun(), changed: (trials) => this.#changed(trials) };
    const stop = changes.subscribe(listener);
    // Changes may have been missed before.
    this.#begin();
    return () => {
      stop();
      this.#stopTimer();
      this.#next?.abort();
      this.#next = undefined;
      this.#shown?.abort();
    };
  }

  /** Shows these trials as soon as they have come. */
  want(wanted: WantedTrials): void {
    if (this.#wanted !== undefined && sameQuery(this.#wanted, wanted)) return;
    const sameOrder = this.#wanted !== undefined && alike(this.#wanted, wanted);
    const onlyMoment = sameOrder && this.#wanted !== undefined && sameMetrics(this.#wanted, wanted);
    this.#wanted = wanted;
    // Another order begins at the top.
    if (!sameOrder) this.#sight = [0, this.#sight[1] - this.#sight[0]];
    // While a slider moves, what is on its way is shown before the newest wish is fetched: something always moves.
    if (onlyMoment && this.#next !== undefined) return;
    this.#begin();
  }

  /** These rows are in sight, `end` excluded, and the details of a trial are open. */
  look(first: number, end: number, opened?: number): void {
    this.#sight = [first, end];
    this.#opened = opened;
    this.#shown?.evict(first, end, opened, KEPT);
    this.#load(this.#next ?? this.#shown);
  }

  #begun(): void {
    this.#unfinished.clear();
    this.#begin();
  }

  #changed(trials: readonly Trial[]): void {
    const before = trials.map((trial) => this.#shown?.trial(trial.number) ?? this.#unfinished.get(trial.number));
    trials.forEach((trial) => {
      if (isEnded(trial.state)) this.#unfinished.delete(trial.number);
      else this.#unfinished.set(trial.number, trial);
    });
    for (const version of [this.#shown, this.#next]) version?.put(trials);
    const wanted = this.#wanted;
    if (wanted !== undefined && wanted.at === undefined && trials.some((trial, index) => mayMove(before[index], trial, wanted))) {
      this.#stale = true;
      this.#refresh();
    }
    this.#publish();
  }

  /** Fetches anew what may be in another order by now: not too often, and not before what is on its way has come. */
  #refresh(): void {
    if (!this.#stale || this.#next !== undefined || this.#timer !== undefined) return;
    const wait = Math.max(0, this.#refreshed + REFRESH_MILLIS - performance.now());
    this.#timer = setTimeout(() => this.#begin(), wait);
  }

  #begin(): void {
    const wanted = this.#wanted;
    if (wanted === undefined) return;
    this.#stopTimer();
    this.#stale = false;
    this.#refreshed = performance.now();
    this.#next?.abort();
    const like = this.#shown !== undefined && alike(this.#shown.wanted, wanted);
    this.#next = new Version(wanted, like ? this.#shown?.total : undefined);
    this.#load(this.#next);
  }

  /** Fetches what is in sight and not there. */
  #load(version: Version | undefined): void {
    if (version === undefined) return;
    const row = this.#opened === undefined ? -1 : (this.#shown?.rows().rowOf(this.#opened) ?? -1);
    const pages = version.missing(...this.#sight, row, this.#opened);
    for (const page of pages) void this.#request(version, page);
    if (pages.length === 0) this.#complete(version);
  }

  async #request(version: Version, page: Page): Promise<void> {
    const signal = version.start(page);
    try {
      const answer = await this.#fetch(version.query(page), signal);
      if (signal.aborted) return;
      version.arrived(page, answer);
    } catch (problem) {
      if (signal.aborted) return;
      if (!(problem instanceof ApiError)) throw problem;
      this.#failed(version, problem);
      return;
    }
    if (version === this.#next || this.#next === undefined) this.#load(version);
    if (version === this.#shown) this.#publish();
  }

  /** All that is in sight is there, or on its way. */
  #complete(version: Version): void {
    if (version !== this.#next || version.isBusy) return;
    this.#shown?.abort();
    this.#shown = version;
    this.#next = undefined;
    this.snapshot.set({ rows: version.rows(), problem: undefined });
    if (this.#wanted !== undefined && !sameQuery(this.#wanted, version.wanted)) this.#begin();
    else this.#refresh();
  }

  #failed(version: Version, problem: ApiError): void {
    version.abort();
    if (version === this.#next) this.#next = undefined;
    const wanted = this.#wanted;
    if (wanted !== undefined && !sameQuery(wanted, version.wanted)) return this.#begin();
    this.snapshot.set({ ...this.snapshot.get(), problem });
    // What the server refuses, it will refuse again.
    if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) return;
    this.#stopTimer();
    this.#timer = setTimeout(() => this.#begin(), RETRY_MILLIS);
  }

  #publish(): void {
    if (this.#shown !== undefined) this.snapshot.set({ ...this.snapshot.get(), rows: this.#shown.rows() });
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** A part of the rows that is fetched with one request. */
interface Page {
  offset: number;
  sort: string;
}

/**
 * Trials as they were when they were fetched, in one order. In the order of numbers, without a filter, a trial's key is its
 * number, so new ones extend the rows and move none; otherwise it is its place.
 */
class Version {
  readonly wanted: WantedTrials;
  /** Absent until the first answer. */
  total: number | undefined;
  readonly #byNumber: boolean;
  readonly #descending: boolean;
  readonly #trials = new Map<number, Trial>();
  readonly #keys = new Map<number, number>();
  readonly #requests = new Map<string, AbortController>();
  /** How many trials there were when a page came: until there are more, asking again brings nothing. */
  readonly #answered = new Map<string, number>();
  /** What the stream said while requests were on their way; answers may be older. */
  readonly #said = new Map<number, Trial>();
  #rows: TrialRows | undefined;
  readonly #expected: number | undefined;

  constructor(wanted: WantedTrials, expected: number | undefined) {
    this.wanted = wanted;
    this.#expected = expected;
    const { sort = 'number', states = [], where = [], search = '' } = wanted;
    this.#descending = sort === '-number';
    this.#byNumber = (sort === 'number' || this.#descending) && states.length === 0 && where.length === 0 && search === '';
  }

  get isBusy(): boolean {
    return this.#requests.size > 0;
  }

  trial(number: number): Trial | undefined {
    const key = this.#keys.get(number);
    return key === undefined ? undefined : this.#trials.get(key);
  }

  /**
   * The requests for the rows in sight that are neither there nor on their way.
   *
   * @param openedRow where the trial with details was, or -1
   */
  missing(first: number, end: number, openedRow: number, opened: number | undefined): Page[] {
    const { sort = 'number' } = this.wanted;
    const total = this.total ?? this.#expected;
    // How many there are is known with the first answer.
    if (total === undefined || total === 0) return this.total === undefined ? this.#unasked([{ offset: 0, sort }]) : [];
    const pages = new Map<number, Page>();
    const need = (key: number) => {
      if (this.#trials.has(key)) return;
      const offset = key - (key % PAGE);
      pages.set(offset, { offset, sort: this.#byNumber ? 'number' : sort });
    };
    for (let row = Math.max(0, Math.min(first, total - 1)); row < Math.min(end, total); row++) need(this.#key(row, total));
    const openedKey = this.#byNumber ? opened : openedRow;
    if (openedKey !== undefined && openedKey >= 0 && openedKey < total) need(openedKey);
    return this.#unasked([...pages.values()]);
  }

  #unasked(pages: Page[]): Page[] {
    return pages.filter((page) => !this.#requests.has(nameOf(page)) && this.#answered.get(nameOf(page)) !== (this.total ?? -1));
  }

  query({ offset, sort }: Page): TrialQuery {
    return { ...this.wanted, sort, offset, limit: PAGE };
  }

  start(page: Page): AbortSignal {
    const controller = new AbortController();
    this.#requests.set(nameOf(page), controller);
    return controller.signal;
  }

  arrived(page: Page, { total, offset, trials }: { total: number; offset: number; trials: readonly Trial[] }): void {
    this.#requests.delete(nameOf(page));
    const grown = this.#byNumber ? Math.max(this.total ?? 0, total) : total;
    this.total = grown;
    trials.forEach((trial, index) => this.#set(this.#byNumber ? trial.number : offset + index, this.#newest(trial)));
    if (this.#byNumber) this.put([...this.#said.values()]);
    // An answer that is shorter than promised: the rest went while it was made. Nothing to wait for.
    if (!this.#byNumber && trials.length < Math.min(PAGE, total - offset)) this.total = offset + trials.length;
    this.#answered.set(nameOf(page), this.total);
    if (!this.isBusy) this.#said.clear();
    this.#rows = undefined;
  }

  /** The trials as they are now, where they are among the rows; new ones extend them if they are in the order of numbers. */
  put(trials: readonly Trial[]): void {
    if (this.wanted.at !== undefined) return;
    for (const trial of trials) {
      if (this.isBusy) this.#said.set(trial.number, trial);
      const key = this.#keys.get(trial.number);
      if (key !== undefined) this.#set(key, this.#merged(trial));
      else if (this.#byNumber && this.total !== undefined && trial.number >= this.total) {
        this.total = trial.number + 1;
        this.#set(trial.number, trial);
      }
    }
  }

  abort(): void {
    for (const controller of this.#requests.values()) controller.abort();
    this.#requests.clear();
  }

  /** Forgets rows that are far from those in sight, if there are many. */
  evict(first: number, end: number, opened: number | undefined, kept: number): void {
    if (this.#trials.size <= kept || this.total === undefined) return;
    const keys = [this.#key(first, this.total), this.#key(end, this.total)].sort((a, b) => a - b) as [number, number];
    for (const [key, trial] of this.#trials) {
      if ((key >= keys[0] - kept / 3 && key <= keys[1] + kept / 3) || trial.number === opened) continue;
      this.#trials.delete(key);
      this.#keys.delete(trial.number);
    }
    this.#answered.clear();
    this.#rows = undefined;
  }

  /** The same object until something changes. */
  rows(): TrialRows {
    return (this.#rows ??= this.#makeRows());
  }

  #makeRows(): TrialRows {
    const total = this.total ?? 0;
    const trials = this.#trials;
    return {
      wanted: this.wanted,
      total,
      at: (row) => trials.get(this.#key(row, total)),
      rowOf: (trial) => {
        if (this.#byNumber) return trial >= 0 && trial < total ? this.#key(trial, total) : -1;
        return this.#keys.get(trial) ?? -1;
      },
    };
  }

  /** From a row to its key, and back. */
  #key(row: number, total: number): number {
    return this.#byNumber && this.#descending ? total - 1 - row : row;
  }

  #set(key: number, trial: Trial): void {
    const before = this.#trials.get(key);
    if (before !== undefined && before.number !== trial.number) this.#keys.delete(before.number);
    this.#trials.set(key, trial);
    this.#keys.set(trial.number, key);
    this.#rows = undefined;
  }

  #newest(trial: Trial): Trial {
    const said = this.#said.get(trial.number);
    return said === undefined ? trial : withMetrics(said, trial);
  }

  #merged(trial: Trial): Trial {
    const before = this.trial(trial.number);
    return before === undefined ? trial : withMetrics(trial, before);
  }
}

function nameOf({ offset, sort }: Page): string {
  return `${sort} ${offset}`;
}

/** The stream says nothing of the numbers that a table asks for besides the value. */
function withMetrics(trial: Trial, answer: Trial): Trial {
  return answer.metrics === undefined ? trial : { ...trial, metrics: answer.metrics };
}

/** The same trials in the same order, but for the moment. */
function alike(a: WantedTrials, b: WantedTrials): boolean {
  const order = ({ states = [], where = [], search = '', sort = 'number' }: WantedTrials) => JSON.stringify([states, where, search, sort]);
  return order(a) === order(b);
}

function sameMetrics({ metrics: a = [] }: WantedTrials, { metrics: b = [] }: WantedTrials): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameQuery(a: WantedTrials, b: WantedTrials): boolean {
  return a.at === b.at && alike(a, b) && sameMetrics(a, b);
}
