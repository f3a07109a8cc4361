/** Two values of a number that count as 0 and as 1; of a number of which less is better, `zero` is above `one`. */
export interface ShareScale {
  readonly zero: number;
  readonly one: number;
}

/** Where a value lies between the two, held at the ends. @example scaled(275, { zero: 500, one: 50 }) is 0.5 */
export function scaled(value: number, { zero, one }: ShareScale): number {
  return Math.min(1, Math.max(0, (value - zero) / (one - zero)));
}
