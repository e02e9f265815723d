/** Shortest time between two deliveries; ten a second look live and leave the browser time for everything else. */
const INTERVAL_MILLIS = 100;
/** A hidden page gets no animation frames, but its queue must not grow. */
const HIDDEN_MILLIS = 1000;

/**
 * Collects items and hands them over together, with the next animation frame: thousands of changes a second cost one
 * render per delivery.
 */
export class ChangeQueue<T> {
  readonly #deliver: (items: T[]) => void;
  #items: T[] = [];
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delivered = -Infinity;

  constructor(deliver: (items: T[]) => void) {
    this.#deliver = deliver;
  }

  push(item: T): void {
    this.#items.push(item);
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#delivered + INTERVAL_MILLIS - performance.now());
    this.#timer = setTimeout(() => {
      this.#frame = requestAnimationFrame(this.flush);
      this.#timer = setTimeout(this.flush, HIDDEN_MILLIS);
    }, wait);
  }

  /** Delivers what there is now. */
  readonly flush = (): void => {
    this.#cancel();
    if (this.#items.length === 0) return;
    const items = this.#items;
    this.#items = [];
    this.#delivered = performance.now();
    this.#deliver(items);
  };

  /** Forgets what there is. */
  clear(): void {
    this.#cancel();
    this.#items = [];
  }

  #cancel(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#timer = undefined;
  }
}
