/** Places values along one direction of a picture. */
export class Axis {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  readonly #from: number;
  readonly #to: number;

  /** `low` lies at the pixel `from`, `high` at `to`. A logarithmic one has positive limits. */
  constructor(low: number, high: number, from: number, to: number, log = false) {
    this.low = low;
    this.high = high;
    this.log = log;
    this.#from = from;
    this.#to = to;
  }

  /** The pixel of a value; NaN for what a logarithmic axis cannot show. */
  place(value: number): number {
    return this.#from + this.#share(value) * (this.#to - this.#from);
  }

  /** The value at a pixel. */
  valueAt(pixel: number): number {
    const share = (pixel - this.#from) / (this.#to - this.#from);
    if (this.log) return this.low * (this.high / this.low) ** share;
    return this.low + share * (this.high - this.low);
  }

  #share(value: number): number {
    if (this.log) return value > 0 ? Math.log(value / this.low) / Math.log(this.high / this.low) : NaN;
    return (value - this.low) / (this.high - this.low);
  }
}
