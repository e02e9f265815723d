import { ApiError } from '../api/client';
import type { TrialOutput } from '../api/types';
import { Observable } from '../state/observable';

/** Characters kept of an output; of a longer one, the end. */
const KEPT = 256 * 1024;
const INTERVAL_MILLIS = 1000;

export interface OutputSnapshot {
  /** `absent`: the server has no such file. */
  status: 'loading' | 'loaded' | 'absent' | 'failed';
  text: string;
  /** Does the text begin at the beginning of the output? */
  whole: boolean;
  path: string | undefined;
  /** Bytes. */
  size: number;
  /** Why it failed, or is absent. */
  message: string | undefined;
}

const LOADING: OutputSnapshot = { status: 'loading', text: '', whole: true, path: undefined, size: 0, message: undefined };

/** What an attempt prints: its end at first, then what comes after it. */
export class FollowedOutput {
  readonly snapshot = new Observable<OutputSnapshot>(LOADING);
  readonly #fetch: (from: number | undefined) => Promise<TrialOutput>;
  #next: number | undefined;
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #following = false;

  /** @param fetch the output from that byte on, or its end */
  constructor(fetch: (from: number | undefined) => Promise<TrialOutput>) {
    this.#fetch = fetch;
  }

  /** Asks every second for more until the returned function is called. */
  follow(): () => void {
    this.#following = true;
    void this.read();
    return () => {
      this.#following = false;
      clearTimeout(this.#timer);
    };
  }

  /** Takes in what there is now. */
  async read(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    let more = false;
    try {
      more = this.#arrived(await this.#fetch(this.#next));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      this.#failed(problem);
    } finally {
      this.#asking = false;
    }
    if (more) return this.read();
    if (this.#following) this.#timer = setTimeout(() => void this.read(), INTERVAL_MILLIS);
  }

  /** Is there more than came? */
  #arrived({ from, next, size, text, path }: TrialOutput): boolean {
    const before = this.snapshot.get();
    const began = this.#next === undefined;
    // Less is there than there was: somebody emptied the file.
    if (!began && from < (this.#next ?? 0)) {
      this.#next = undefined;
      return true;
    }
    this.#next = next;
    const joined = began ? text : before.text + text;
    const kept = joined.length <= KEPT ? joined : afterLineBreak(joined, joined.length - KEPT);
    const whole = (began ? from === 0 : before.whole) && kept.length === joined.length;
    if (began || text !== '' || size !== before.size || before.status !== 'loaded') {
      this.snapshot.set({ status: 'loaded', text: kept, whole, path, size, message: undefined });
    }
    return next < size && text !== '';
  }

  #failed(problem: ApiError): void {
    const status = problem.status === 404 ? 'absent' : 'failed';
    this.snapshot.set({ ...this.snapshot.get(), status, message: problem.message });
  }
}

function afterLineBreak(text: string, from: number): string {
  const line = text.indexOf('\n', from);
  return text.slice(line < 0 ? from : line + 1);
}
