/** Pictures that are one picture: encoded again, flipped, turned, brightened, framed, or exported several times by a tool that augments. */
import type { Looks } from './looks.ts';
import { LookIndex, looksFrom } from './looks.ts';

export interface Pictured {
  readonly id: string;
  readonly group: string;
  readonly sha256: string | null;
  /** Name of the file. */
  readonly image: string | null;
  /** Of the whole picture, and of what is inside of its border. */
  readonly looks?: readonly string[] | undefined;
}

/** Ids of pictures that are copies of one in another group. Equal bytes are not looked at: another check does. */
export function copiesAcrossGroups(pictures: readonly Pictured[]): string[] {
  const found = new Set<string>();
  for (const same of Map.groupBy(pictures, exportedFrom).values()) {
    const [first, ...others] = same as [Pictured, ...Pictured[]];
    if (exportedFrom(first) === '') continue;
    for (const other of others.filter((one) => isCopy(first, one))) found.add(first.id).add(other.id);
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
  readonly looks: Looks;
  readonly #alike: Family[] = [this];
  readonly #counts = new Map<string, number>();

  constructor(looks: Looks) {
    this.looks = looks;
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

/** Roboflow names what it makes of `a.jpg` `a_jpg.rf.<hash>.jpg`: every copy has a hash of its own. Empty for other names. */
function exportedFrom({ image }: Pictured): string {
  return /^(.*)\.rf\.[0-9a-zA-Z]{16,}\.[a-z]+$/.exec(image?.split('/').at(-1) ?? '')?.[1] ?? '';
}

/** Families of pictures with equal looks, each with those that look alike. */
function families(pictures: readonly Pictured[]): Iterable<Family> {
  const known = new Map<string, Family>();
  const index = new LookIndex<Family>();
  for (const picture of pictures) {
    if (picture.looks === undefined) continue;
    const key = picture.looks.join();
    let family = known.get(key);
    if (family === undefined) {
      family = new Family(looksFrom(picture.looks));
      known.set(key, family);
      for (const other of index.add(family)) family.join(other);
    }
    family.add(picture);
  }
  return known.values();
}
