/**
 * Looks in a tree, so that a look is compared with those around it alone. A flip moves cells in fours and changes no sum of such four, so that alike
 * looks are near by each of sixteen sums. A branch of one group is known as such: frames of one clip need no comparing.
 */

/** A look is so many mean grey values a side. */
export const side = 8;
export const cellsOfLook = side * side;

/** Mean grey values of two encodings of one picture differ by no more than this; of 255. */
export const tolerance = 4;

const half = side / 2;
const fours = Array.from({ length: half * half }, (_, i) => {
  const [y, x] = [Math.floor(i / half), i % half];
  return [y * side + x, y * side + side - 1 - x, (side - 1 - y) * side + x, (side - 1 - y) * side + side - 1 - x];
});
/** Sums of alike looks differ by no more than this. */
const reach = 4 * tolerance;
/** A branch of so few is not divided. */
const few = 16;

/** With the group of all its looks, or undefined where there are several. */
type Branch = { readonly group: number | undefined } & (
  | { readonly looks: Uint32Array }
  /** Divided by a sum and where, or by groups. */
  | { readonly by: { readonly sum: number; readonly from: number } | undefined; readonly below: Branch; readonly above: Branch }
);

/**
 * @param values cells of each look
 * @param groups of each look
 * @returns a walk through what may be alike to a look, until it is told that this is enough
 */
export function lookTree(values: Uint8Array, groups: Int32Array) {
  const sums = sumsOf(values);
  const root = branchOf(
    Uint32Array.from(groups, (_, look) => look),
    sums,
    groups,
  );
  /** @param isPassed whether looks of a group need not be seen; @param see returns whether that was enough */
  return (look: number, isPassed: (group: number) => boolean, see: (other: number) => boolean): void => {
    const walk = (branch: Branch): boolean => {
      if (branch.group !== undefined && isPassed(branch.group)) return false;
      if ('looks' in branch) return branch.looks.some((other) => !isPassed(groups[other] as number) && see(other));
      const { by, below, above } = branch;
      const own = by === undefined ? 0 : (sums[look * fours.length + by.sum] as number) - by.from;
      return (own < reach && walk(below)) || (own >= -reach && walk(above));
    };
    walk(root);
  };
}

function sumsOf(values: Uint8Array): Uint16Array {
  const sums = new Uint16Array((values.length / cellsOfLook) * fours.length);
  for (let at = 0; at < sums.length; at++) {
    const look = Math.floor(at / fours.length) * cellsOfLook;
    for (const cell of fours[at % fours.length] as number[]) (sums[at] as number) += values[look + cell] as number;
  }
  return sums;
}

/** Where sums differ, by the one that differs most, at its mean; else groups come apart. */
function branchOf(looks: Uint32Array, sums: Uint16Array, groups: Int32Array): Branch {
  const first = groups[looks[0] as number];
  const group = looks.every((look) => groups[look] === first) ? first : undefined;
  if (looks.length <= few) return { group, looks };
  const sum = widest(looks, sums);
  if (sum === undefined && group !== undefined) return { group, looks };
  const key = sum === undefined ? (look: number) => groups[look] as number : (look: number) => sums[look * fours.length + sum] as number;
  const from = looks.reduce((total, look) => total + key(look), 0) / looks.length;
  const divide = (side: Uint32Array): Branch => branchOf(side, sums, groups);
  return {
    group,
    by: sum === undefined ? undefined : { sum, from },
    below: divide(looks.filter((look) => key(look) < from)),
    above: divide(looks.filter((look) => key(look) >= from)),
  };
}

/** The sum that differs most, if by more than alike looks may. */
function widest(looks: Uint32Array, sums: Uint16Array): number | undefined {
  let [best, most] = [-1, reach];
  for (let sum = 0; sum < fours.length; sum++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const look of looks) {
      const value = sums[look * fours.length + sum] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > most) [best, most] = [sum, high - low];
  }
  return best < 0 ? undefined : best;
}
