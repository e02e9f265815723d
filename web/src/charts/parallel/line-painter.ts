import { clearedContext } from '../kit/canvas-size';
import { translucent } from '../colors';
import type { TrialAxis } from '../plane/trial-axes';
import { type ParallelLayout, trace } from './lines';

/** What is painted: lines of all trials. */
export interface LinePicture {
  readonly layout: ParallelLayout;
  readonly axes: readonly TrialAxis[];
  /** Lines, the worst first. */
  readonly order: Int32Array;
  /** Which of the colours a line has. */
  readonly steps: Uint8Array;
  readonly passes: Uint8Array;
  readonly ramp: readonly string[];
  /** For lines that do not pass. */
  readonly faint: string;
}

/** Lines painted at once while the reader drags something: enough to see the shape. */
const SKETCHED = 900;
/** Lines that do not pass: they only show where the others could be. */
const BACKGROUND = 1500;
/** Painting in one frame should take about so long. */
const FRAME_MILLIS = 24;
const FIRST_BATCH = 400;
/** A picture is completed when nothing has changed for so long. */
const REST_MILLIS = 140;

/**
 * Paints many lines without keeping the page from answering: a sketch of some at once, then all of them over several
 * frames. When a picture is on the canvas already, the new one is painted behind it and shown when it is complete.
 */
export class LinePainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #behind = document.createElement('canvas');
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is painted over frames now. */
  #painting: LinePicture | undefined;
  #next: LinePicture | undefined;
  #shown: LinePicture | undefined;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Shows a picture soon: at once as a sketch when the reader changes it, else when it is complete. */
  paint(picture: LinePicture, { byReader }: { byReader: boolean }): void {
    if (byReader || this.#shown === undefined || !sameSize(this.#shown, picture)) {
      this.#stop();
      sketch(this.#canvas, picture);
      this.#shown = picture;
      if (picture.order.length <= SKETCHED) return;
      this.#timer = setTimeout(() => this.#begin(picture), REST_MILLIS);
    } else if (this.#painting !== undefined || this.#timer !== undefined) {
      this.#next = picture;
    } else {
      this.#begin(picture);
    }
  }

  close(): void {
    this.#stop();
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#painting = undefined;
    this.#next = undefined;
  }

  #begin(picture: LinePicture): void {
    this.#timer = undefined;
    this.#painting = picture;
    const context = prepare(this.#behind, picture);
    if (context === null) return;
    paintBackground(context, picture);
    const lines = passingLines(picture);
    let done = 0;
    let batch = FIRST_BATCH;
    let before = performance.now();
    const step = (now: number) => {
      // The time of a frame contains the painting of the one before.
      const took = now - before;
      before = now;
      if (done > 0) batch = Math.round(batch * Math.min(2, Math.max(0.5, FRAME_MILLIS / Math.max(took, 4))));
      const end = Math.min(lines.length, done + Math.max(50, batch));
      paintLines(context, picture, lines, done, end);
      done = end;
      if (done < lines.length) {
        this.#frame = requestAnimationFrame(step);
        return;
      }
      this.#show(picture);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #show(picture: LinePicture): void {
    this.#painting = undefined;
    this.#shown = picture;
    const context = prepare(this.#canvas, picture);
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.drawImage(this.#behind, 0, 0);
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) this.paint(next, { byReader: false });
  }
}

function sameSize(a: LinePicture, b: LinePicture): boolean {
  return a.layout.width === b.layout.width && a.layout.height === b.layout.height;
}

function prepare(canvas: HTMLCanvasElement, { layout }: LinePicture): CanvasRenderingContext2D | null {
  return clearedContext(canvas, layout.width, layout.height);
}

/** Everything if it is little, else some lines evenly from the worst to the best. */
function sketch(canvas: HTMLCanvasElement, picture: LinePicture): void {
  const context = prepare(canvas, picture);
  if (context === null) return;
  paintBackground(context, picture);
  const lines = evenly(passingLines(picture), SKETCHED);
  paintLines(context, picture, lines, 0, lines.length);
}

function passingLines({ order, passes }: LinePicture): Int32Array {
  return order.filter((line) => passes[line] === 1);
}

/** Some of the lines, always with the last. */
function evenly(lines: Int32Array, count: number): Int32Array {
  if (lines.length <= count) return lines;
  const step = lines.length / count;
  return Int32Array.from({ length: count }, (_, index) => lines[Math.floor(lines.length - 1 - (count - 1 - index) * step)] as number);
}

function paintBackground(context: CanvasRenderingContext2D, { layout, axes, order, passes, faint }: LinePicture): void {
  const lines = evenly(
    order.filter((line) => passes[line] === 0),
    BACKGROUND,
  );
  if (lines.length === 0) return;
  context.lineWidth = 1;
  context.strokeStyle = translucent(faint, lines.length > 300 ? 0.1 : 0.3);
  context.beginPath();
  for (const line of lines) trace(context, layout, axes, line);
  context.stroke();
}

/** Neighbours in the order have the same colour more often than not: they are one path. */
function paintLines(context: CanvasRenderingContext2D, picture: LinePicture, lines: Int32Array, from: number, to: number): void {
  const { layout, axes, steps, ramp } = picture;
  const total = lines.length;
  context.lineWidth = total > 2000 ? 0.75 : total > 300 ? 1 : 1.5;
  context.lineJoin = 'bevel';
  const opacity = total > 5000 ? 0.35 : total > 1000 ? 0.5 : total > 200 ? 0.7 : 0.9;
  let index = from;
  while (index < to) {
    const step = steps[lines[index] as number];
    context.strokeStyle = translucent(ramp[step as number] ?? 'gray', opacity);
    context.beginPath();
    // Long paths take more than their share of time.
    const end = Math.min(to, index + 60);
    for (; index < end && steps[lines[index] as number] === step; index++) trace(context, layout, axes, lines[index] as number);
    context.stroke();
  }
}
