/** Exact fractions, for questions that a rounded number answers wrongly: is 3/10 - 2/10 at least 0.1? */

/** Any sign above, above 0 below; not reduced. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @param denominator a whole number above 0, as the numerator is a whole number */
export function fraction({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }): Rational {
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/**
 * The decimal that a person wrote: of the texts that name the double, the shortest, which is the text itself up to 15 digits.
 * @param value finite
 * @example decimal(0.1) // 1/10, where the double itself is a little more
 */
export function decimal(value: number): Rational {
  const [, sign = '', whole = '', digits = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const numerator = BigInt(`${sign}${whole}${digits}`);
  const scale = Number(exponent) - digits.length;
  return scale >= 0 ? { numerator: numerator * 10n ** BigInt(scale), denominator: 1n } : { numerator, denominator: 10n ** BigInt(-scale) };
}

export function plus(a: Rational, b: Rational): Rational {
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
}

export function minus(a: Rational, b: Rational): Rational {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** @param b not 0 */
export function over(a: Rational, b: Rational): Rational {
  const sign = b.numerator < 0n ? -1n : 1n;
  return { numerator: sign * a.numerator * b.denominator, denominator: sign * a.denominator * b.numerator };
}

/** The nearest double; null where numerator or denominator has more than 53 bits. */
export function toNumber({ numerator, denominator }: Rational): number | null {
  const [above, below] = [Number(numerator), Number(denominator)];
  return Number.isSafeInteger(above) && Number.isSafeInteger(below) ? above / below : null;
}

/** -1, 0 or 1, as `a` is less than, equal to or more than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const { numerator } = minus(a, b);
  return numerator < 0n ? -1 : numerator > 0n ? 1 : 0;
}

/** Each counts once. @param values at least one */
export function meanOf(values: readonly Rational[]): Rational {
  return over(
    values.reduce((sum, value) => plus(sum, value)),
    { numerator: BigInt(values.length), denominator: 1n },
  );
}
