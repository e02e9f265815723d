import type { LogAxis } from './log-axis';

/** How long the whole log takes at speed 1. */
const WHOLE_MILLIS = 20_000;

/** Goes along an axis with the screen's frames until it reaches the end, or is stopped. */
export class Playback {
  readonly #show: (time: number) => void;
  readonly #end: () => void;
  #axis: LogAxis | undefined;
  #frame: number | undefined;

  constructor(show: (time: number) => void, end: () => void) {
    this.#show = show;
    this.#end = end;
  }

  /** The axis from now on; it may have grown. */
  follow(axis: LogAxis | undefined): void {
    this.#axis = axis;
  }

  /** @param speed 1: all of it in 20 s */
  start(place: number, speed: number): void {
    this.stop();
    let before: number | undefined;
    const advance = (now: number) => {
      const axis = this.#axis;
      if (axis === undefined) return;
      place += ((now - (before ?? now)) / WHOLE_MILLIS) * axis.last * speed;
      before = now;
      if (place >= axis.last) {
        this.#frame = undefined;
        this.#end();
        return;
      }
      this.#show(axis.timeAt(place));
      this.#frame = requestAnimationFrame(advance);
    };
    this.#frame = requestAnimationFrame(advance);
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
