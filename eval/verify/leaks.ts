/** Features that are the target: a model that has them need not look at anything else. */

/** Fewer frames, or fewer different values, are equal by chance. */
const fewest = { frames: 3, values: 2 };

/** A number of another precision, of fewer significant digits say, is nearer than this to the target, as a share of the target's spread. */
const near = 0.01;

/** Units that a target may be written in, as a factor: percent, thousandths. */
const units = [1, 10, 100, 1000, 0.1, 0.01, 0.001];

/** Fewer frames lie near a straight line by chance. */
const fewestOfLine = 5;

/**
 * What a target is made into before it is written beside itself. Honest numbers can lie near a curve, as a score does over the logarithm of the bit rate: so of more frames, and twice as near. In the
 * clips of `datasets/clips` the nearest feature is 0.13 of the spread away.
 */
const curves = { of: [Math.log, Math.sqrt, (value: number) => value ** 2, (value: number) => 1 / value], fewest: 6, near: near / 2 };

/**
 * Names of the features that are the target with fewer digits, in its own unit or another one, in each frame: rounded, cut or raised to the last digit that they have, which may be one before
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
    if (values.length >= fewestOfLine && isLine(values, target, near)) return true;
    if (values.length >= curves.fewest && isCurve(values, target)) return true;
    const digits = Math.max(...values.map(digitsOf));
    const spread = Math.max(...target) - Math.min(...target);
    return units.some((factor) => {
      const unit = factor * 10 ** -digits;
      // Neither of the two is an exact decimal, hence a little room.
      const room = unit * 1e-9;
      const beyond = values.map((value, i) => (target[i] ?? Number.NaN) - factor * value);
      if (beyond.every((rest) => Math.abs(rest) <= near * spread)) return true;
      const within = (low: number, high: number): boolean => beyond.every((rest) => rest >= low - room && rest <= high + room);
      const cut = unit - 2 * room;
      return within(-unit / 2, unit / 2) || within(0, cut) || within(-cut, 0);
    });
  });
}

/** Whether the target is that of a common curve of the feature, or the feature one of the target. */
function isCurve(values: readonly number[], target: readonly number[]): boolean {
  const isLineOf = (of: (value: number) => number): boolean =>
    isLine(values.map(of), target, curves.near) || isLine(values, target.map(of), curves.near);
  // Of a target its exponential would be its largest value and nothing else.
  return curves.of.some(isLineOf) || isLine(values.map(Math.exp), target, curves.near);
}

/** Whether the target is a multiple of the feature and a constant, in each frame nearly. @param nearly as a share of the target's spread */
function isLine(values: readonly number[], target: readonly number[], nearly: number): boolean {
  const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [x, y] = [mean(values), mean(target)];
  const slope = mean(values.map((value, i) => (value - x) * ((target[i] ?? Number.NaN) - y))) / mean(values.map((value) => (value - x) ** 2));
  const spread = Math.max(...target) - Math.min(...target);
  return values.every((value, i) => Math.abs((target[i] ?? Number.NaN) - y - slope * (value - x)) <= nearly * spread);
}

/** Digits behind the point; below 0: so many zeros end the number before it, and 0 has as many as one likes. */
function digitsOf(value: number): number {
  if (value === 0) return Number.NEGATIVE_INFINITY;
  const [, whole = '', digits = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const zeros = digits === '' ? (/0*$/.exec(whole)?.[0].length ?? 0) : 0;
  return digits.length - zeros - Number(exponent);
}
