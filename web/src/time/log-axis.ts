import type { TrialsView } from '../columns/trials-view';

/**
 * The moments at which something happened to a trial, ascending: it was proposed, an attempt started or ended. They are
 * equally far apart on the slider, so that a night without trials takes no room and a busy minute has enough.
 */
export class LogAxis {
  /** Milliseconds since 1970; at least two. */
  readonly times: Float64Array;

  private constructor(times: Float64Array) {
    this.times = times;
  }

  /** The axis of a live view; `end` is the last moment there is. */
  static of(view: TrialsView, begin: number, end: number): LogAxis {
    const earlier = [...view.earlierAttempts.values()].flat();
    const times = new Float64Array(3 * view.size + 2 * earlier.length + 2);
    let length = 0;
    const add = (time: number) => {
      if (time > begin && time < end) times[length++] = time;
    };
    for (let index = 0; index < view.size; index++) {
      add(view.createdAt[index] as number);
      add(view.startedAt[index] as number);
      add(view.endedAt[index] as number);
    }
    for (const { startedAt, endedAt } of earlier) {
      add(startedAt);
      add(endedAt);
    }
    times[length++] = begin;
    times[length++] = Math.max(begin, end);
    return new LogAxis(times.subarray(0, length).sort());
  }

  /** The last place; places go from 0 on. */
  get last(): number {
    return this.times.length - 1;
  }

  /** The moment at a place; between two moments it goes evenly from one to the other. */
  timeAt(place: number): number {
    const before = Math.min(Math.max(Math.floor(place), 0), this.last);
    const after = Math.min(before + 1, this.last);
    const share = Math.min(Math.max(place - before, 0), 1);
    const from = this.times[before] as number;
    return from + share * ((this.times[after] as number) - from);
  }

  /** The last place whose moment is not after this one. */
  placeOf(time: number): number {
    const after = upperBound(this.times, time);
    if (after === 0) return 0;
    const before = after - 1;
    if (before === this.last) return this.last;
    const from = this.times[before] as number;
    const length = (this.times[after] as number) - from;
    return before + (time - from) / length;
  }

  /** The moment before or after this one at which something happened. */
  step(time: number, by: 1 | -1): number {
    if (by > 0) return this.times[Math.min(upperBound(this.times, time), this.last)] as number;
    let index = upperBound(this.times, time) - 1;
    while (index > 0 && (this.times[index] as number) >= time) index--;
    return this.times[Math.max(index, 0)] as number;
  }
}

/** The first index whose value is greater. */
function upperBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
