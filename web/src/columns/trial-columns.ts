import type { Columns, Trial, Value } from '../api/types';
import { toFinite } from '../api/values';
import { flatten } from '../trials/parameters';
import { codeOf } from './state-codes';
import { type EarlierAttempt, lowerBound, type ParameterColumn, type TrialsView } from './trials-view';

/** Grows as trials come; parameters whose values turn out not to be numbers become words. */
class GrowingParameter {
  readonly name: string;
  words: string[] | undefined;
  values: Float64Array;
  readonly #indexes = new Map<string, number>();

  constructor(name: string, words: readonly string[] | undefined, values: Float64Array) {
    this.name = name;
    this.words = words === undefined ? undefined : [...words];
    this.values = values;
    this.words?.forEach((word, index) => this.#indexes.set(word, index));
  }

  set(index: number, value: unknown, size: number): void {
    if (value === undefined) this.values[index] = NaN;
    else if (this.words === undefined && typeof value === 'number') this.values[index] = value;
    else {
      if (this.words === undefined) this.#speak(size);
      this.values[index] = this.#wordIndex(wordOf(value));
    }
  }

  /** From numbers to words. */
  #speak(size: number): void {
    this.words = [];
    for (let index = 0; index < size; index++) {
      const number = this.values[index] as number;
      if (!Number.isNaN(number)) this.values[index] = this.#wordIndex(wordOf(number));
    }
  }

  #wordIndex(word: string): number {
    const known = this.#indexes.get(word);
    if (known !== undefined) return known;
    const words = (this.words ??= []);
    // Views that were handed out keep their words.
    this.words = [...words, word];
    this.#indexes.set(word, words.length);
    return words.length;
  }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The trials of one experiment as columns: begun with an answer of the API, kept current trial by trial. */
export class TrialColumns {
  #capacity: number;
  #size: number;
  #total: number;
  readonly #complete: boolean;
  #numbers: Int32Array;
  #states: Uint8Array;
  #values: Float64Array;
  #attempts: Uint16Array;
  #createdAt: Float64Array;
  #startedAt: Float64Array;
  #endedAt: Float64Array;
  readonly #parameters: Map<string, GrowingParameter>;
  readonly #metrics: Map<string, Float64Array>;
  #metricNames: readonly string[];
  #earlier: Map<number, readonly EarlierAttempt[]>;
  #view: TrialsView | undefined;

  constructor(answer: Columns) {
    const size = answer.numbers.length;
    this.#size = size;
    this.#capacity = Math.max(64, Math.ceil(size * 1.25));
    this.#total = answer.total;
    this.#complete = size === answer.total;
    this.#numbers = new Int32Array(this.#capacity);
    this.#numbers.set(answer.numbers);
    this.#states = new Uint8Array(this.#capacity);
    this.#states.set(answer.states);
    this.#attempts = new Uint16Array(this.#capacity);
    this.#attempts.set(answer.attempts);
    this.#values = this.#column(answer.values.map(finite));
    this.#createdAt = this.#column(answer.createdAt);
    this.#startedAt = this.#column(answer.startedAt);
    this.#endedAt = this.#column(answer.endedAt);
    this.#parameters = new Map(
      answer.parameters.map(({ name, values, words, indexes }) => {
        const column = values ?? indexes?.map((index) => (index < 0 ? null : index)) ?? [];
        return [name, new GrowingParameter(name, words, this.#column(column))];
      }),
    );
    this.#metrics = new Map(answer.metrics.map(({ name, values }) => [name, this.#column(values.map(finite))]));
    this.#metricNames = answer.metricNames;
    this.#earlier = new Map();
    for (const { trial, attempt, startedAt, endedAt, state } of answer.earlierAttempts) {
      const before = this.#earlier.get(trial) ?? [];
      this.#earlier.set(trial, [...before, { attempt, startedAt: startedAt ?? NaN, endedAt: endedAt ?? NaN, state }]);
    }
  }

  /** Trials in the columns. */
  get size(): number {
    return this.#size;
  }

  /** The trial as it is now; a new one is added. An older one that a sample left out stays out. */
  put(trial: Trial): void {
    let index = this.#indexOf(trial.number);
    if (index < 0) {
      const last = this.#size === 0 ? -1 : (this.#numbers[this.#size - 1] as number);
      if (trial.number < last) return;
      index = this.#append(trial.number);
    }
    this.#view = undefined;
    this.#states[index] = codeOf(trial.state);
    this.#values[index] = toFinite(trial.value) ?? NaN;
    this.#attempts[index] = trial.attempt;
    this.#createdAt[index] = time(trial.createdAt);
    this.#startedAt[index] = time(trial.startedAt);
    this.#endedAt[index] = time(trial.endedAt);
    this.#putParameters(index, trial);
    const earlier = trial.earlierAttempts ?? [];
    if (earlier.length !== (this.#earlier.get(trial.number)?.length ?? 0)) {
      this.#earlier = new Map(this.#earlier).set(
        trial.number,
        earlier.map(({ attempt, startedAt, endedAt, state }) => ({
          attempt,
          startedAt: time(startedAt),
          endedAt: time(endedAt),
          state: codeOf(state),
        })),
      );
    }
  }

  /** Numbers of a trial's final report. */
  putMetrics(number: number, values: Record<string, Value>): void {
    const unknown = Object.keys(values).filter((name) => !this.#metricNames.includes(name));
    if (unknown.length > 0) {
      this.#metricNames = [...this.#metricNames, ...unknown].sort();
      this.#view = undefined;
    }
    const index = this.#indexOf(number);
    if (index < 0) return;
    for (const [name, column] of this.#metrics) {
      const value = toFinite(values[name]);
      if (value === undefined) continue;
      column[index] = value;
      this.#view = undefined;
    }
  }

  /** All of it as it is now; the same object until something changes. */
  view(): TrialsView {
    return (this.#view ??= this.#makeView());
  }

  #makeView(): TrialsView {
    const size = this.#size;
    return {
      size,
      total: this.#total,
      at: undefined,
      numbers: this.#numbers.subarray(0, size),
      states: this.#states.subarray(0, size),
      values: this.#values.subarray(0, size),
      attempts: this.#attempts.subarray(0, size),
      createdAt: this.#createdAt.subarray(0, size),
      startedAt: this.#startedAt.subarray(0, size),
      endedAt: this.#endedAt.subarray(0, size),
      parameters: [...this.#parameters.values()].map(
        ({ name, words, values }): ParameterColumn => ({ name, words, values: values.subarray(0, size) }),
      ),
      metrics: new Map([...this.#metrics].map(([name, column]) => [name, column.subarray(0, size)])),
      metricNames: this.#metricNames,
      earlierAttempts: this.#earlier,
    };
  }

  #indexOf(number: number): number {
    const index = lowerBound(this.#numbers, number, this.#size);
    return index < this.#size && this.#numbers[index] === number ? index : -1;
  }

  #putParameters(index: number, trial: Trial): void {
    const given = flatten(trial.configuration);
    for (const column of this.#parameters.values()) column.set(index, given.get(column.name), this.#size);
    for (const [name, value] of given) {
      if (this.#parameters.has(name)) continue;
      const column = new GrowingParameter(name, undefined, this.#column([]));
      column.set(index, value, this.#size);
      this.#parameters.set(name, column);
    }
  }

  #append(number: number): number {
    if (this.#size === this.#capacity) this.#grow();
    const index = this.#size++;
    this.#numbers[index] = number;
    this.#total = this.#complete ? this.#size : Math.max(this.#total, number + 1);
    this.#view = undefined;
    return index;
  }

  #grow(): void {
    this.#capacity *= 2;
    const longer = (column: Float64Array) => this.#column(column);
    const numbers = new Int32Array(this.#capacity);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const states = new Uint8Array(this.#capacity);
    states.set(this.#states);
    this.#states = states;
    const attempts = new Uint16Array(this.#capacity);
    attempts.set(this.#attempts);
    this.#attempts = attempts;
    this.#values = longer(this.#values);
    this.#createdAt = longer(this.#createdAt);
    this.#startedAt = longer(this.#startedAt);
    this.#endedAt = longer(this.#endedAt);
    for (const column of this.#parameters.values()) column.values = longer(column.values);
    for (const [name, column] of this.#metrics) this.#metrics.set(name, longer(column));
  }

  /** A column of these values with room for more; NaN where there is none. */
  #column(values: ArrayLike<number | null>): Float64Array {
    const column = new Float64Array(this.#capacity).fill(NaN);
    for (let index = 0; index < values.length; index++) column[index] = values[index] ?? NaN;
    return column;
  }
}

function finite(value: Value | null): number | null {
  return toFinite(value) ?? null;
}

function time(instant: string | null): number {
  return instant === null ? NaN : Date.parse(instant);
}
