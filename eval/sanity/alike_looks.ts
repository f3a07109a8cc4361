/**
 * Pictures that look the same, as they are or flipped. Frames of a camera that stands still do so by the thousand, so what is asked is whether
 * there is another one, not which: the search for a picture ends at the first.
 */
import { cellsOfLook, lookTree, side, tolerance } from './look_tree.ts';

export interface Looking {
  readonly id: string;
  /** Equal numbers are one group, and equal bytes. */
  readonly group: number;
  readonly sha256: number | null;
  /** 8 x 8 mean grey values, in hexadecimal; equal bytes look the same. */
  readonly look?: string | undefined;
}

/** In place of a group's number. */
const none = -1;
const several = -2;

/** Pictures with the same bytes are one file. */
interface Files {
  /** The cells of each look. */
  readonly values: Buffer;
  /** The group of its pictures, or several. */
  readonly groups: Int32Array;
  /** The file of each picture, in their order. */
  readonly ofPictures: Uint32Array;
}

/** Ids of pictures that look like one of another group and of other bytes. @param pictures walked through several times; those without a look are passed over */
export function* copiesByLook(pictures: Iterable<Looking>): Generator<string> {
  const files = filesOf(pictures);
  const likeness = likenessOf(files);
  let at = 0;
  for (const { id, look, group } of pictures) {
    if (look === undefined) continue;
    const other = likeness[files.ofPictures[at++] as number] as number;
    if (other !== none && other !== group) yield id;
  }
}

function filesOf(pictures: Iterable<Looking>): Files {
  let count = 0;
  for (const { look } of pictures) if (look !== undefined) count++;
  const values = Buffer.alloc(count * cellsOfLook);
  const groups = new Int32Array(count).fill(none);
  const ofPictures = new Uint32Array(count);
  const known = new Map<number, number>();
  let [at, size] = [0, 0];
  for (const { look, group, sha256 } of pictures) {
    if (look === undefined) continue;
    let file = sha256 === null ? undefined : known.get(sha256);
    if (file === undefined) {
      file = size++;
      values.write(look, file * cellsOfLook, cellsOfLook, 'hex');
      if (sha256 !== null) known.set(sha256, file);
    }
    groups[file] = groups[file] === none || groups[file] === group ? group : several;
    ofPictures[at++] = file;
  }
  return { values: values.subarray(0, size * cellsOfLook), groups: groups.subarray(0, size), ofPictures };
}

/** By file: the group of the files that look like it, or several of them, or none. To a file of one group its own says nothing, and one other is enough. */
function likenessOf({ values, groups }: Files): Int32Array {
  const seeNear = lookTree(values, groups);
  return groups.map((own, file) => {
    let found = none;
    seeNear(
      file,
      (group) => group !== several && (group === own || group === found),
      (other) => {
        if (other === file || !isAlike(values, file, other)) return false;
        found = found === none ? (groups[other] as number) : several;
        return own !== several || found === several;
      },
    );
    return found;
  });
}

function isAlike(values: Uint8Array, a: number, b: number): boolean {
  return (
    isSame(values, a, b, false, false) || isSame(values, a, b, false, true) || isSame(values, a, b, true, false) || isSame(values, a, b, true, true)
  );
}

/** @param down b is turned upside down; @param across it is mirrored */
function isSame(values: Uint8Array, a: number, b: number, down: boolean, across: boolean): boolean {
  for (let y = 0; y < side; y++) {
    const row = b * cellsOfLook + (down ? side - 1 - y : y) * side;
    for (let x = 0; x < side; x++) {
      const difference = (values[a * cellsOfLook + y * side + x] as number) - (values[row + (across ? side - 1 - x : x)] as number);
      if (difference > tolerance || difference < -tolerance) return false;
    }
  }
  return true;
}
