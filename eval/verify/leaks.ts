/** Features that are the target: a model that has them need not look at anything else. */

/** Fewer frames, or fewer different values, are equal by chance. */
const fewest = { frames: 3, values: 2 };

/** A number of another precision, of fewer significant digits say, is nearer than this to the target, as a share of the target's spread. */
const near = 0.01;

/**
 * Names of the features that are the target with fewer digits, in each frame: rounded, cut or raised to the last digit that they have, which may be one before
 * the point, or nearly the same number.
 * @param rows one a frame, in the order of `names`
 */
export function rounded(
  { names, rows }: { readonly names: readonly string[]; readonly rows: readonly (readonly number[])[] },
  target: readonly number[],
): string[] {
  if (target.length < fewest.frames || new Set(target).size < fewest.values) return [];
  return names.filter((_, column) => {
    const values = rows.map((row) => row[column] ?? Number.NaN);
    if (values.length !== target.length || new Set(values).size < fewest.values) return false;
    const unit = 10 ** -Math.max(...values.map(digitsOf));
    // Neither of the two is an exact decimal, hence a little room.
    const room = unit * 1e-9;
    const beyond = values.map((value, i) => (target[i] ?? Number.NaN) - value);
    const spread = Math.max(...target) - Math.min(...target);
    if (beyond.every((rest) => Math.abs(rest) <= near * spread)) return true;
    const within = (low: number, high: number): boolean => beyond.every((rest) => rest >= low - room && rest <= high + room);
    const cut = unit - 2 * room;
    return within(-unit / 2, unit / 2) || within(0, cut) || within(-cut, 0);
  });
}

/** Digits behind the point; below 0: so many zeros end the number before it, and 0 has as many as one likes. */
function digitsOf(value: number): number {
  if (value === 0) return Number.NEGATIVE_INFINITY;
  const [, whole = '', digits = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const zeros = digits === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0;
  return digits.length - zeros - Number(exponent);
}
