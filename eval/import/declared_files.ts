/** The files that a corpus declares, found by the names that its sources give them. */
import type { Problems } from '../errors/errors.ts';
import { extension, fileName, stem } from '../io/file_names.ts';
import { byText } from '../io/order.ts';
import { Texts } from '../io/texts.ts';
import { Numbers } from '../io/typed_arrays.ts';

type Kind = 'picture' | 'mask' | 'label';

export interface Mention {
  /** What a source calls the file: a path, whole or from some folder on. */
  readonly name: string;
  /** Where the source says so. */
  readonly location: string;
  /** Whose file it is, for the message: `crop run 7 (image 3)`. */
  readonly owner: string;
}

/** Keys are bytes in one table, no strings: corpora have very many files. */
export class DeclaredFiles {
  readonly #kind: Kind;
  /** Numbers of the keys, from 0 in the order in which they were added. */
  readonly #keys = new Texts();
  /** By number: 1 where a file was used. */
  readonly #used = new Numbers();
  #byFileName: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(kind: Kind, keys: Iterable<string> = []) {
    this.#kind = kind;
    for (const key of keys) this.add(key);
  }

  /** @returns the number of the key; undefined where it is there already */
  add(key: string): number | undefined {
    const { size } = this;
    const number = this.#keys.numberOf(key);
    return number === size ? number : undefined;
  }

  get size(): number {
    return this.#keys.size;
  }

  /** All keys, sorted. */
  get keys(): readonly string[] {
    return this.#where(() => true);
  }

  /** Keys that nobody found or used, sorted. */
  get unused(): readonly string[] {
    return this.#where((number) => this.#used.at(number) === 0);
  }

  #where(is: (number: number) => boolean): string[] {
    const found: string[] = [];
    for (let number = 0; number < this.size; number++) if (is(number)) found.push(this.#keys.at(number));
    return found.sort(byText);
  }

  has(key: string): boolean {
    return this.numberOf(key) !== undefined;
  }

  numberOf(key: string): number | undefined {
    return this.#keys.find(key);
  }

  /** Of a number of a key; undefined of another one. */
  keyOf(number: number): string | undefined {
    return number >= 0 && number < this.size ? this.#keys.at(number) : undefined;
  }

  /** The declared key that is this one, or differs from it only in how accents are composed. */
  alike(key: string): string | undefined {
    if (this.has(key)) return key;
    return this.#alike(fileName(key).normalize()).find((one) => one.normalize() === key.normalize());
  }

  use(key: string): string {
    const number = this.numberOf(key);
    if (number !== undefined) this.#used.set(number, 1);
    return key;
  }

  /**
   * The one declared file whose key is the name or ends with it, on whole path segments: sources are written below some
   * folder of the corpus, and which one it is they do not say. An exact key goes first.
   * Problems: EV1012 the name leaves the corpus, EV1013 no such file, EV1015 several.
   */
  find({ name, location, owner }: Mention, problems: Problems): string | undefined {
    const what = `${owner}: the ${this.#kind} ${JSON.stringify(name)}`;
    if (leaves(name)) {
      problems.add({ code: 'EV1012', location, message: `${what} is not a path inside the corpus`, ...this.#cureOf(name) });
      return undefined;
    }
    const found = this.located(name);
    if (found.length === 1) return this.use(found[0] ?? '');
    if (found.length > 1)
      problems.add({ code: 'EV1015', location, message: `${what} could be any of several declared files`, got: found.join(', ') });
    else problems.add({ code: 'EV1013', location, message: `${what} is not among the ${this.size} declared files` });
    return undefined;
  }

  /** Keys that a name fits: one where it is a key itself, else all that end with it. A name that leaves the corpus fits none. */
  located(name: string): readonly string[] {
    if (leaves(name)) return [];
    if (this.has(name)) return [name];
    for (const wanted of spellings(name)) {
      if (this.has(wanted)) return [wanted];
      const alike = this.#alike(fileName(wanted));
      const found = alike.filter((key) => `/${key.normalize()}`.endsWith(`/${wanted}`));
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Keys whose file has that name, sorted. They are looked for only where a source does not write keys as they are. */
  #alike(name: string): readonly string[] {
    this.#byFileName ??= Map.groupBy(this.keys, (key) => fileName(key).normalize());
    return this.#byFileName.get(name) ?? [];
  }

  /** Exports name files as they lie on the machine that wrote them. */
  #cureOf(name: string): { cure?: string } {
    const [key] = this.#alike(fileName(name.replaceAll('\\', '/')).normalize());
    if (key === undefined) return {};
    return { cure: `This is the path on the machine that wrote the file. Write it below the folder of the corpus; a declared file is ${key}.` };
  }
}

/**
 * A name as it is written and as others would write it: with slashes where Windows writes backslashes, without the escapes
 * of a URL. Accents are one character or two, depending on the system that packed the files.
 */
function spellings(name: string): string[] {
  const slashes = name.replaceAll('\\', '/');
  const all = [name, slashes, decoded(slashes)].map((one) => one.replace(/^(\.\/)+/, ''));
  return [...new Set(all.flatMap((one) => [one, one.normalize()]))];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Whether a path is absolute, climbs out of its folder, or is none at all. */
export function leaves(path: string): boolean {
  return path === '' || /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

/** Characters that an id may not hold, and the one that stands before what replaces them. */
const notInIds = /[\p{C}\p{Z}%]/gu;

/** A name as a sample id, in NFC: what ids may not hold (blanks, control characters) is percent-encoded as in a URL. */
export function sampleIdOf(name: string): string {
  return name
    .toWellFormed()
    .normalize()
    .replace(notInIds, (character) => encodeURIComponent(character));
}

/**
 * Ids of samples that are called after their pictures, the same rule for every importer: the file's stem, or where several
 * pictures share one, the path below the package without its extension, or the whole path where that is shared too.
 * @param keys of all pictures that samples or exclusions are made of
 * @returns the id of one of them
 * @example cam1/7.png, cam2/7.png, 8.png, 8.jpg, 9.png: cam1/7, cam2/7, 8.png, 8.jpg, 9
 */
export function sampleIdsOf(keys: Iterable<string>): (key: string) => string {
  const formsOf = (key: string): string[] => [stem(key), ...[key.replace(extension, ''), key].map((one) => one.normalize())];
  const counts = new Map<string, number>();
  for (const key of new Set(keys)) for (const form of new Set(formsOf(key))) counts.set(form, (counts.get(form) ?? 0) + 1);
  return (key) => sampleIdOf(formsOf(key).find((form) => counts.get(form) === 1) ?? key);
}
