/** Pictures that are one picture: encoded again, flipped, or exported several times by a tool that augments. */

import { Texts } from '../io/texts.ts';

export interface Pictured {
  readonly id: string;
  /** Equal numbers are one group, and equal bytes. */
  readonly group: number;
  readonly sha256: number | null;
  /** Name of the file. */
  readonly image: string | null;
  /** 8 x 8 mean grey values, in hexadecimal. */
  readonly look?: string | undefined;
}

/** Mean grey values of two encodings of one picture differ by less than this; of 255. */
const tolerance = 4;

/**
 * Ids of pictures that are copies of one in another group. Equal bytes are not looked at: another check does.
 * @param pictures walked through several times: only numbers are in memory of all of them
 */
export function copiesAcrossGroups(pictures: Iterable<Pictured>): string[] {
  return [...new Set([...copiesByName(pictures), ...copiesByLook(pictures)])];
}

function* copiesByName(pictures: Iterable<Pictured>): Generator<string> {
  const origins = new Texts();
  const made = new Set<number>();
  const originOfEach: number[] = [];
  for (const { image } of pictures) {
    const { origin, isMade } = image === null ? { origin: '', isMade: false } : originOf(image);
    const number = origins.numberOf(origin);
    originOfEach.push(number);
    if (isMade) made.add(number);
  }
  const firsts = new Map<number, Pictured>();
  let at = 0;
  for (const picture of pictures) {
    const origin = originOfEach[at++] as number;
    if (picture.image === null || !made.has(origin)) continue;
    const first = firsts.get(origin);
    if (first === undefined) firsts.set(origin, picture);
    else if (isCopy(first, picture)) yield* [first.id, picture.id];
  }
}

function isCopy(a: Pictured, b: Pictured): boolean {
  return a.group !== b.group && (a.sha256 === null || a.sha256 !== b.sha256);
}

const change =
  '(aug(mented)?|h?flip(ped)?|vflip|flip[-_ ]?(lr|ud|h|v|x|y)|(horizontal|vertical)[-_ ]?flip|mirror(ed)?|rot(ated?|ation)?[-_ ]?(90|180|270|\\d{1,3}(deg)?)|rotated|random[a-z]*(90)?|brightness|contrast|' +
  'jitter|colorjitter|shear|cutout|gamma|clahe|shiftscalerotate|transposed?|copy)';
/** What tools and scripts write around the name of a picture that they change: `a_aug_3`, `flip_a`, `a_HorizontalFlip`, `a (1)`. */
const changed = new RegExp(`[-_ ]${change}([-_ ]?\\d{1,4})?$|^(aug(mented)?|flip)[-_ ]?\\d{1,4}[-_ ]|^${change}[-_ ]| ?\\(\\d{1,3}\\)$`, 'i');

/**
 * The picture that another one was made of, by its name, and whether the name says that it was made: Roboflow makes of `a.jpg` `a_jpg.rf.<hash>.jpg`, where every copy has a hash of its own.
 */
function originOf(image: string): { readonly origin: string; readonly isMade: boolean } {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(image) ?? [];
  const exported = /^(.*)\.rf\.[0-9a-zA-Z]{16,}\.[a-z]+$/.exec(name)?.[1];
  if (exported !== undefined) return { origin: exported, isMade: true };
  const stem = name.replace(/\.[a-z0-9]{1,5}$/i, '');
  let origin = stem;
  for (let shorter = origin.replace(changed, ''); shorter !== origin && shorter !== ''; shorter = origin.replace(changed, '')) origin = shorter;
  return { origin: folder + origin, isMade: origin !== stem };
}

function* copiesByLook(pictures: Iterable<Pictured>): Generator<string> {
  const looks = new Texts();
  const times: number[] = [];
  for (const { look } of pictures) {
    if (look === undefined) continue;
    const number = looks.numberOf(look);
    times[number] = (times[number] ?? 0) + 1;
  }
  const alike = alikeAmong(looks);
  const families = new Map<number, Family>();
  const familyOf = ({ look }: Pictured): Family | undefined => {
    const number = look === undefined ? undefined : looks.find(look);
    if (number === undefined || (times[number] === 1 && !alike.has(number))) return undefined;
    const family = families.get(number) ?? new Family(number);
    families.set(number, family);
    return family;
  };
  for (const picture of pictures) familyOf(picture)?.add(picture);
  const around = ({ look }: Family): Family[] => [look, ...(alike.get(look) ?? [])].map((number) => families.get(number) as Family);
  for (const picture of pictures) {
    const family = familyOf(picture);
    if (family !== undefined && hasCopyOf(picture, around(family))) yield picture.id;
  }
}

/** Pictures with one look that are not alone with it or with what looks like it. They are counted, not compared: thousands can show the same. */
class Family {
  readonly look: number;
  pictures = 0;
  readonly #groups = new Map<number, number>();
  readonly #bytes = new Map<number, number>();
  readonly #both = new Map<number, number>();

  constructor(look: number) {
    this.look = look;
  }

  add({ group, sha256 }: Pictured): void {
    this.pictures++;
    increase(this.#groups, group);
    if (sha256 === null) return;
    increase(this.#bytes, sha256);
    increase(this.#both, bothOf(group, sha256));
  }

  /** How many of its pictures are no copies of a picture: those of its group or of its bytes. */
  excluded({ group, sha256 }: Pictured): number {
    const ofGroup = this.#groups.get(group) ?? 0;
    return sha256 === null ? ofGroup : ofGroup + (this.#bytes.get(sha256) ?? 0) - (this.#both.get(bothOf(group, sha256)) ?? 0);
  }
}

function increase(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** One number of two, each below 2 ** 26. */
function bothOf(group: number, bytes: number): number {
  return group * 2 ** 26 + bytes;
}

/** Whether a picture of another group and of other bytes looks like it. */
function hasCopyOf(picture: Pictured, families: readonly Family[]): boolean {
  return families.some((family) => family.pictures > family.excluded(picture));
}

const side = 8;
const cellsOfLook = side * side;

/** Looks that are the same as others, as they are or flipped, each with those others. */
function alikeAmong(looks: Texts): ReadonlyMap<number, readonly number[]> {
  const values = new Uint8Array(looks.size * cellsOfLook);
  for (let look = 0; look < looks.size; look++) values.set(Buffer.from(looks.at(look), 'hex').subarray(0, cellsOfLook), look * cellsOfLook);
  const alike = new Map<number, number[]>();
  const add = (look: number, other: number): void => {
    const others = alike.get(look) ?? [];
    alike.set(look, others);
    others.push(other);
  };
  // Looks of one place in the grid of invariants are a chain: the last one, and before each look the one before it.
  const last = new Int32Array(gridSide ** 3).fill(-1);
  const before = new Int32Array(looks.size);
  for (let look = 0; look < looks.size; look++) {
    const own = gridPlace(values, look);
    for (const step of steps) {
      for (let other = last[own + step] as number; other >= 0; other = before[other] as number) {
        if (!isAlike(values, look, other)) continue;
        add(look, other);
        add(other, look);
      }
    }
    before[look] = last[own] as number;
    last[own] = look;
  }
  return alike;
}

/** Places of invariants along a side of their grid, with one around it. */
const gridSide = 2 + 256 / (2 * tolerance);
const neighbours = [-1, 0, 1];
const steps = neighbours.flatMap((x) => neighbours.flatMap((y) => neighbours.map((z) => (x * gridSide + y) * gridSide + z)));

const corners = [0, 7, 56, 63];
const middle = [27, 28, 35, 36];
const everywhere = Array.from({ length: cellsOfLook }, (_, cell) => cell);

/** By what no flip changes: means of all cells, of the corners, and of the middle. */
function gridPlace(values: Uint8Array, look: number): number {
  let place = 0;
  for (const cells of [everywhere, corners, middle]) {
    let sum = 0;
    for (const cell of cells) sum += values[look * cellsOfLook + cell] as number;
    place = place * gridSide + 1 + Math.floor(sum / cells.length / (2 * tolerance));
  }
  return place;
}

function isAlike(values: Uint8Array, a: number, b: number): boolean {
  for (const down of [false, true]) for (const across of [false, true]) if (isSame(values, a, b, down, across)) return true;
  return false;
}

/** @param down b is turned upside down; @param across it is mirrored */
function isSame(values: Uint8Array, a: number, b: number, down: boolean, across: boolean): boolean {
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = (down ? side - 1 - y : y) * side + (across ? side - 1 - x : x);
      if (Math.abs((values[a * cellsOfLook + y * side + x] as number) - (values[b * cellsOfLook + at] as number)) > tolerance) return false;
    }
  }
  return true;
}
