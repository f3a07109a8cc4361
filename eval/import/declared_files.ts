/** The files that a corpus declares, found by the names that its sources give them. */
import type { Code } from '../errors/codes.ts';
import type { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';

const missingCode = { picture: 'EV1013', mask: 'EV1014', label: 'EV1014' } as const satisfies Record<string, Code>;

export interface Mention {
  /** What a source calls the file: a path, whole or from some folder on. */
  readonly name: string;
  /** Where the source says so. */
  readonly location: string;
  /** Whose file it is, for the message: `crop run 7 (image 3)`. */
  readonly owner: string;
}

export class DeclaredFiles {
  readonly #kind: keyof typeof missingCode;
  readonly #keys: ReadonlySet<string>;
  readonly #byFileName = new Map<string, string[]>();
  readonly #used = new Set<string>();

  constructor(kind: keyof typeof missingCode, keys: readonly string[]) {
    this.#kind = kind;
    this.#keys = new Set([...keys].sort(byText));
    for (const key of this.#keys) {
      const alike = this.#byFileName.get(fileName(key));
      if (alike === undefined) this.#byFileName.set(fileName(key), [key]);
      else alike.push(key);
    }
  }

  /** All keys, sorted. */
  get keys(): readonly string[] {
    return [...this.#keys];
  }

  /** Keys that nobody found or used, sorted. */
  get unused(): readonly string[] {
    return this.keys.filter((key) => !this.#used.has(key));
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  use(key: string): string {
    this.#used.add(key);
    return key;
  }

  /**
   * The one declared file whose key is the name or ends with it, on whole path segments: sources are written below some
   * folder of the corpus, and which one it is they do not say. An exact key goes first.
   * Problems: EV1012 the name leaves the corpus, EV1013 and EV1014 no such file, EV1015 several.
   */
  find({ name, location, owner }: Mention, problems: Problems): string | undefined {
    const wanted = name.replace(/^(\.\/)+/, '');
    const what = `${owner}: the ${this.#kind} ${JSON.stringify(name)}`;
    if (leaves(wanted)) {
      problems.add({ code: 'EV1012', location, message: `${what} is not a path inside the corpus` });
      return undefined;
    }
    if (this.#keys.has(wanted)) return this.use(wanted);
    const found = (this.#byFileName.get(fileName(wanted)) ?? []).filter((key) => key.endsWith(`/${wanted}`));
    if (found.length === 1) return this.use(found[0] ?? '');
    if (found.length > 1)
      problems.add({ code: 'EV1015', location, message: `${what} could be any of several declared files`, got: found.join(', ') });
    else problems.add({ code: missingCode[this.#kind], location, message: `${what} is not among the ${this.#keys.size} declared files` });
    return undefined;
  }
}

/** Whether a path is absolute, climbs out of its folder, or is none at all. */
export function leaves(path: string): boolean {
  return path === '' || /^([/\\]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** File name without its last extension. */
export function stem(path: string): string {
  return fileName(path).replace(/(?<=.)\.[^.]*$/, '');
}

/** A name as a sample id: what ids may not hold (blanks, other alphabets) is percent-encoded as in a URL. */
export function sampleIdOf(name: string): string {
  return name.toWellFormed().replace(/[^\x21-\x7e]|%/gu, (character) => encodeURIComponent(character));
}
