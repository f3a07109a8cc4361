/**
 * Looks in a tree, so that a look is compared with those around it alone. A flip moves cells in fours, and changes neither the least
 * nor the largest of such four: alike looks are near by each of these 32 ends. A branch of one group is known as such: frames of one clip need no comparing.
 */

/** A look is so many mean grey values a side. */
export const side = 8;
export const cellsOfLook = side * side;

/** Mean grey values of two encodings of one picture differ by no more than this, of 255, and so do the least and the largest of several. */
export const tolerance = 4;

const half = side / 2;
const fours = Array.from({ length: half * half }, (_, i) => {
  const [y, x] = [Math.floor(i / half), i % half];
  return [y * side + x, y * side + side - 1 - x, (side - 1 - y) * side + x, (side - 1 - y) * side + side - 1 - x];
});
const endsOfLook = 2 * fours.length;
/** A branch of so few is not divided. */
const few = 16;

/** With the group of all its looks, or undefined where there are several. */
type Branch = { readonly group: number | undefined } & (
  | { readonly looks: Uint32Array }
  /** Divided by an end and where, or by groups. */
  | { readonly by: { readonly end: number; readonly from: number } | undefined; readonly below: Branch; readonly above: Branch }
);

/**
 * @param values cells of each look
 * @param groups of each look
 * @returns a walk through what may be alike to a look, until it is told that this is enough
 */
export function lookTree(values: Uint8Array, groups: Int32Array) {
  const ends = endsOf(values);
  const root = branchOf(
    Uint32Array.from(groups, (_, look) => look),
    ends,
    groups,
  );
  /** @param isPassed whether looks of a group need not be seen; @param see returns whether that was enough */
  return (look: number, isPassed: (group: number) => boolean, see: (other: number) => boolean): void => {
    const walk = (branch: Branch): boolean => {
      if (branch.group !== undefined && isPassed(branch.group)) return false;
      if ('looks' in branch) return branch.looks.some((other) => isNear(ends, look, other) && !isPassed(groups[other] as number) && see(other));
      const { by, below, above } = branch;
      const own = by === undefined ? 0 : (ends[look * endsOfLook + by.end] as number) - by.from;
      return (own < tolerance && walk(below)) || (own >= -tolerance && walk(above));
    };
    walk(root);
  };
}

/** Of each look: the least and the largest of each of its fours. */
function endsOf(values: Uint8Array): Uint8Array {
  const ends = new Uint8Array((values.length / cellsOfLook) * endsOfLook);
  for (let at = 0; at < ends.length; at += 2) {
    const look = Math.floor(at / endsOfLook) * cellsOfLook;
    let [least, largest] = [255, 0];
    for (const cell of fours[(at % endsOfLook) / 2] as number[]) {
      const value = values[look + cell] as number;
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
    ends[at] = least;
    ends[at + 1] = largest;
  }
  return ends;
}

/** Whether two looks may be alike. Most differ in the middle, where the last ends are. */
function isNear(ends: Uint8Array, a: number, b: number): boolean {
  for (let end = endsOfLook - 1; end >= 0; end--) {
    const difference = (ends[a * endsOfLook + end] as number) - (ends[b * endsOfLook + end] as number);
    if (difference > tolerance || difference < -tolerance) return false;
  }
  return true;
}

/** Where ends differ, by the one that differs most, at its mean; else groups come apart. @param looks whose order is changed */
function branchOf(looks: Uint32Array, ends: Uint8Array, groups: Int32Array): Branch {
  const first = groups[looks[0] as number];
  const group = looks.every((look) => groups[look] === first) ? first : undefined;
  if (looks.length <= few) return { group, looks };
  const end = widest(looks, ends);
  if (end === undefined && group !== undefined) return { group, looks };
  const key = end === undefined ? (look: number) => groups[look] as number : (look: number) => ends[look * endsOfLook + end] as number;
  const from = looks.reduce((total, look) => total + key(look), 0) / looks.length;
  const middle = partition(looks, (look) => key(look) < from);
  const divide = (side: Uint32Array): Branch => branchOf(side, ends, groups);
  return {
    group,
    by: end === undefined ? undefined : { end, from },
    below: divide(looks.subarray(0, middle)),
    above: divide(looks.subarray(middle)),
  };
}

/** Brings those for which something is so before the others. @returns how many they are */
function partition(looks: Uint32Array, isBefore: (look: number) => boolean): number {
  let count = 0;
  for (let i = 0; i < looks.length; i++) {
    const look = looks[i] as number;
    if (!isBefore(look)) continue;
    looks[i] = looks[count] as number;
    looks[count++] = look;
  }
  return count;
}

/** The end that differs most, if by more than alike looks may. */
function widest(looks: Uint32Array, ends: Uint8Array): number | undefined {
  let [best, most] = [-1, tolerance];
  for (let end = 0; end < endsOfLook; end++) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const look of looks) {
      const value = ends[look * endsOfLook + end] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (high - low > most) [best, most] = [end, high - low];
  }
  return best < 0 ? undefined : best;
}
