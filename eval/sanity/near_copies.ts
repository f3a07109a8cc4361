/** Pictures that are one picture: encoded again, flipped, or exported several times by a tool that augments. */

export interface Pictured {
  readonly id: string;
  readonly group: string;
  readonly sha256: string | null;
  /** Name of the file. */
  readonly image: string | null;
  /** 8 x 8 mean grey values, in hexadecimal. */
  readonly look?: string | undefined;
}

/** Mean grey values of two encodings of one picture differ by less than this; of 255. */
const tolerance = 4;

/** Ids of pictures that are copies of one in another group. Equal bytes are not looked at: another check does. */
export function copiesAcrossGroups(pictures: readonly Pictured[]): string[] {
  const found = new Set<string>();
  const report = (a: Pictured, b: Pictured): void => {
    if (a.group === b.group || (a.sha256 !== null && a.sha256 === b.sha256)) return;
    found.add(a.id).add(b.id);
  };
  for (const same of Map.groupBy(pictures, exportedFrom).values()) {
    if (exportedFrom(same[0] as Pictured) !== '') for (const other of same.slice(1)) report(same[0] as Pictured, other);
  }
  for (const [a, b] of alike(pictures)) report(a, b);
  return [...found];
}

/** Roboflow names what it makes of `a.jpg` `a_jpg.rf.<hash>.jpg`: every copy has a hash of its own. Empty for other names. */
function exportedFrom({ image }: Pictured): string {
  return /^(.*)\.rf\.[0-9a-zA-Z]{16,}\.[a-z]+$/.exec(image?.split('/').at(-1) ?? '')?.[1] ?? '';
}

const side = 8;

interface Seen {
  readonly picture: Pictured;
  readonly values: Uint8Array;
  /** What no flip changes: means of all cells, of the corners, and of the middle. */
  readonly invariants: readonly number[];
}

/** Pairs of pictures that look the same, as they are or flipped. */
function* alike(pictures: readonly Pictured[]): Generator<readonly [Pictured, Pictured]> {
  const buckets = new Map<string, Seen[]>();
  for (const picture of pictures) {
    const seen = seenOf(picture);
    if (seen === undefined) continue;
    const cells = seen.invariants.map((value) => Math.floor(value / (2 * tolerance)));
    for (const key of neighbours(cells)) {
      for (const other of buckets.get(key) ?? []) if (isAlike(seen.values, other.values)) yield [other.picture, picture];
    }
    const own = cells.join();
    const bucket = buckets.get(own) ?? [];
    bucket.push(seen);
    buckets.set(own, bucket);
  }
}

function seenOf(picture: Pictured): Seen | undefined {
  if (picture.look === undefined) return undefined;
  const values = new Uint8Array(Buffer.from(picture.look, 'hex'));
  const mean = (cells: readonly number[]): number => cells.reduce((sum, at) => sum + (values[at] ?? 0), 0) / cells.length;
  const all = Array.from(values, (_, at) => at);
  return { picture, values, invariants: [mean(all), mean([0, 7, 56, 63]), mean([27, 28, 35, 36])] };
}

/** A cell of the grid of invariants and the 26 around it. */
function neighbours(cells: readonly number[]): string[] {
  return cells.reduce<string[]>(
    (keys, cell) => keys.flatMap((key) => [cell - 1, cell, cell + 1].map((next) => (key === '' ? `${next}` : `${key},${next}`))),
    [''],
  );
}

function isAlike(a: Uint8Array, b: Uint8Array): boolean {
  return [false, true].some((down) => [false, true].some((across) => isSame(a, b, down, across)));
}

/** @param down b is turned upside down; @param across it is mirrored */
function isSame(a: Uint8Array, b: Uint8Array, down: boolean, across: boolean): boolean {
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = (down ? side - 1 - y : y) * side + (across ? side - 1 - x : x);
      if (Math.abs((a[y * side + x] ?? 0) - (b[at] ?? 0)) > tolerance) return false;
    }
  }
  return true;
}
