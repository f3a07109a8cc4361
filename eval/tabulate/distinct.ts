import { Numbers } from '../io/typed_arrays.ts';

/** Values that many samples have in common, by number: each is kept once. */
export class Distinct<T> {
  readonly #values: T[] = [];
  readonly #numbers = new Map<string, number>();

  /** @returns -1 for no value */
  numberOf(value: T | undefined): number {
    if (value === undefined) return -1;
    const key = JSON.stringify(value);
    const number = this.#numbers.get(key) ?? this.#values.push(value) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  get all(): readonly T[] {
    return this.#values;
  }

  at(number: number): T | undefined {
    return this.#values[number];
  }
}

/** A column of them: a byte a sample where there are few, as soon as one has a value. */
export class DistinctOf<T> {
  readonly #samples: number;
  readonly #values = new Distinct<T>();
  /** 0: no value; else its number and one. */
  #numbers: Numbers | undefined;

  constructor(samples: number) {
    this.#samples = samples;
  }

  set(sample: number, value: T | undefined): void {
    if (value === undefined) return;
    this.#numbers ??= new Numbers(this.#samples);
    this.#numbers.set(sample, 1 + this.#values.numberOf(value));
  }

  at(sample: number): T | undefined {
    return this.#numbers && this.#values.at(this.#numbers.at(sample) - 1);
  }

  /** Each of them. */
  get all(): readonly T[] {
    return this.#values.all;
  }

  /** @param order by position: which sample stands there */
  sort(order: ArrayLike<number>): void {
    this.#numbers = this.#numbers?.inOrder(order);
  }
}
