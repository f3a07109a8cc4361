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
  const named = pictures.filter(({ image }) => image !== null).map((picture) => ({ picture, ...originOf(picture) }));
  for (const same of Map.groupBy(named, ({ origin }) => origin).values()) {
    const [first, ...others] = same as [(typeof same)[number], ...typeof same];
    if (!same.some(({ isMade }) => isMade)) continue;
    for (const other of others.filter((one) => isCopy(first.picture, one.picture))) found.add(first.picture.id).add(other.picture.id);
  }
  for (const family of families(pictures)) for (const picture of family.pictures) if (family.hasCopyOf(picture)) found.add(picture.id);
  return [...found];
}

function isCopy(a: Pictured, b: Pictured): boolean {
  return a.group !== b.group && (a.sha256 === null || a.sha256 !== b.sha256);
}

/** Pictures with one look, and what looks like them. They are counted, not compared: thousands can show the same. */
class Family {
  readonly pictures: Pictured[] = [];
  readonly values: Uint8Array;
  readonly #alike: Family[] = [this];
  readonly #counts = new Map<string, number>();

  constructor(values: Uint8Array) {
    this.values = values;
  }

  add(picture: Pictured): void {
    this.pictures.push(picture);
    for (const key of keysOf(picture)) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  join(other: Family): void {
    this.#alike.push(other);
    other.#alike.push(this);
  }

  /** Whether a picture of another group and of other bytes looks like it: all, less those of its group or of its bytes. */
  hasCopyOf(picture: Pictured): boolean {
    const counted = (key: string | undefined): number => this.#alike.reduce((sum, one) => sum + (one.#counts.get(key ?? '') ?? 0), 0);
    const [group, bytes, both] = keysOf(picture).map(counted);
    const all = this.#alike.reduce((sum, one) => sum + one.pictures.length, 0);
    const excluded = picture.sha256 === null ? (group ?? 0) : (group ?? 0) + (bytes ?? 0) - (both ?? 0);
    return all > excluded;
  }
}

function keysOf({ group, sha256 }: Pictured): readonly string[] {
  return [JSON.stringify({ group }), JSON.stringify({ sha256 }), JSON.stringify({ group, sha256 })];
}

const change =
  '(aug(mented)?|h?flip(ped)?|vflip|flip[-_ ]?(lr|ud|h|v|x|y)|(horizontal|vertical)[-_ ]?flip|mirror(ed)?|rot(ated?|ation)?[-_ ]?(90|180|270|\\d{1,3}(deg)?)|rotated|random[a-z]*(90)?|brightness|contrast|' +
  'jitter|colorjitter|shear|cutout|gamma|clahe|shiftscalerotate|transposed?|copy)';
/** What tools and scripts write around the name of a picture that they change: `a_aug_3`, `flip_a`, `a_HorizontalFlip`, `a (1)`. */
const changed = new RegExp(`[-_ ]${change}([-_ ]?\\d{1,4})?$|^(aug(mented)?|flip)[-_ ]?\\d{1,4}[-_ ]|^${change}[-_ ]| ?\\(\\d{1,3}\\)$`, 'i');

/**
 * The picture that another one was made of, by its name, and whether the name says that it was made: Roboflow makes of `a.jpg` `a_jpg.rf.<hash>.jpg`, where every copy has a hash of its own.
 */
function originOf({ image }: Pictured): { readonly origin: string; readonly isMade: boolean } {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(image ?? '') ?? [];
  const exported = /^(.*)\.rf\.[0-9a-zA-Z]{16,}\.[a-z]+$/.exec(name)?.[1];
  if (exported !== undefined) return { origin: exported, isMade: true };
  const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '');
  let origin = stem;
  for (let shorter = origin.replace(changed, ''); shorter !== origin && shorter !== ''; shorter = origin.replace(changed, '')) origin = shorter;
  return { origin: folder + origin, isMade: origin !== stem };
}

const side = 8;

/** Families of pictures with one look, each with those that look the same as they are or flipped. */
function families(pictures: readonly Pictured[]): Iterable<Family> {
  const known = new Map<string, Family>();
  const buckets = new Map<string, Family[]>();
  for (const picture of pictures) {
    if (picture.look === undefined) continue;
    let family = known.get(picture.look);
    if (family === undefined) {
      family = new Family(new Uint8Array(Buffer.from(picture.look, 'hex')));
      known.set(picture.look, family);
      const cells = invariantsOf(family.values).map((value) => Math.floor(value / (2 * tolerance)));
      for (const key of neighbours(cells)) for (const other of buckets.get(key) ?? []) if (isAlike(family.values, other.values)) family.join(other);
      const own = cells.join();
      const bucket = buckets.get(own);
      if (bucket === undefined) buckets.set(own, [family]);
      else bucket.push(family);
    }
    family.add(picture);
  }
  return known.values();
}

/** What no flip changes: means of all cells, of the corners, and of the middle. */
function invariantsOf(values: Uint8Array): readonly number[] {
  const mean = (cells: readonly number[]): number => cells.reduce((sum, at) => sum + (values[at] ?? 0), 0) / cells.length;
  return [mean(Array.from(values, (_, at) => at)), mean([0, 7, 56, 63]), mean([27, 28, 35, 36])];
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
