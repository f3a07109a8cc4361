/** One number of each sample, or why there is none: eight bytes, and four more where there are several reasons. */
import type { Measured } from '../contracts/samples.ts';

export class Values {
  /** NaN: there is none. */
  readonly numbers: Float64Array;
  readonly #reasons: string[];
  /** By sample, where a sample was told another reason than the first one. */
  #reasonOf: Uint32Array | undefined;
  readonly #known: Map<string, number>;

  /** No sample has a number yet, all for one reason. */
  constructor(samples: number, reason: string) {
    this.numbers = new Float64Array(samples).fill(Number.NaN);
    this.#reasons = [reason];
    this.#known = new Map([[reason, 0]]);
  }

  set(sample: number, measured: Measured): void {
    if (typeof measured === 'number') {
      this.numbers[sample] = measured;
      return;
    }
    const number = this.#known.get(measured.undefined) ?? this.#reasons.push(measured.undefined) - 1;
    this.#known.set(measured.undefined, number);
    if (number > 0) this.#reasonOf ??= new Uint32Array(this.numbers.length);
    if (this.#reasonOf !== undefined) this.#reasonOf[sample] = number;
  }

  has(sample: number): boolean {
    return !Number.isNaN(this.numbers[sample]);
  }

  at(sample: number): Measured {
    const number = this.numbers[sample] as number;
    return Number.isNaN(number) ? { undefined: this.reason(sample) } : number;
  }

  /** Of a sample without a number. */
  reason(sample: number): string {
    return this.#reasons[this.#reasonOf?.[sample] ?? 0] as string;
  }
}
