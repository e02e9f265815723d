import type { Attempts } from '../attempts/attempts';

/** Attempts side by side: those in one lane follow each other. */
export interface Lanes {
  /** By lane: indexes of its attempts by time. */
  readonly lanes: readonly Int32Array[];
  /** By attempt: its lane. */
  readonly laneOf: Int32Array;
}

/**
 * Puts every attempt in the lowest lane that is free when it starts. That takes as many lanes as ran at once (interval
 * partitioning), and none moves to another lane later on. Takes attempts in order of their start.
 */
export function packed({ size, startedAt, endedAt }: Attempts): Lanes {
  const laneOf = new Int32Array(size);
  const lanes: number[][] = [];
  /** Lanes by when they become free, and those that are. */
  const busy = new Heap();
  const free = new Heap();
  for (let index = 0; index < size; index++) {
    const start = startedAt[index] as number;
    while (busy.least <= start) {
      const lane = busy.take();
      free.put(lane, lane);
    }
    const lane = free.least === Infinity ? lanes.push([]) - 1 : free.take();
    const end = endedAt[index] as number;
    // While it runs, nothing follows it.
    busy.put(Number.isNaN(end) ? Infinity : end, lane);
    laneOf[index] = lane;
    lanes[lane]?.push(index);
  }
  return { lanes: lanes.map((lane) => Int32Array.from(lane)), laneOf };
}

/** The first attempt in a lane that ends at a time or later, as a position in the lane. */
export function firstInSight(lane: Int32Array, { endedAt }: Attempts, time: number): number {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    // The last one may still run: NaN is not less.
    if ((endedAt[lane[middle] as number] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The attempt in a lane at a time, or the nearest that is no further away than `reach`; -1 if there is none. */
export function attemptAt(lane: Int32Array, attempts: Attempts, time: number, reach: number): number {
  const next = firstInSight(lane, attempts, time);
  let nearest = -1;
  let least = reach;
  for (const index of [lane[next - 1], lane[next]]) {
    if (index === undefined) continue;
    const end = attempts.endedAt[index] as number;
    const distance = Math.max(0, (attempts.startedAt[index] as number) - time, Number.isNaN(end) ? 0 : time - end);
    if (distance > least || (nearest >= 0 && distance === least)) continue;
    nearest = index;
    least = distance;
  }
  return nearest;
}

/** Lanes by a number, least first: a binary heap. */
class Heap {
  readonly #keys: number[] = [];
  readonly #lanes: number[] = [];

  /** Infinity when it is empty. */
  get least(): number {
    return this.#keys[0] ?? Infinity;
  }

  put(key: number, lane: number): void {
    let at = this.#keys.push(key) - 1;
    this.#lanes.push(lane);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#keys[parent] as number) <= (this.#keys[at] as number)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  take(): number {
    this.#swap(0, this.#keys.length - 1);
    this.#keys.pop();
    const lane = this.#lanes.pop() ?? -1;
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if ((this.#keys[child] ?? Infinity) < (this.#keys[least] as number)) least = child;
      }
      if (least === at) return lane;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const { [a]: keyA, [b]: keyB } = this.#keys;
    const { [a]: laneA, [b]: laneB } = this.#lanes;
    this.#keys[a] = keyB as number;
    this.#keys[b] = keyA as number;
    this.#lanes[a] = laneB as number;
    this.#lanes[b] = laneA as number;
  }
}
