/** Declared files by key, whether each is a file itself or lies in a pack. Nothing else can be read. */
import { readSync } from 'node:fs';
import { type PackRow, packRow } from '../contracts/pack.ts';
import { InputError } from '../errors/errors.ts';
import { readBytes, unreadable, withFile, writeBytes } from '../io/files.ts';
import { readRows } from '../io/ndjson.ts';

/** `--picture key=path`, and of packs `--pack path --pack-index path`, as often as there are packs. */
export interface GivenFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly packs: readonly string[];
  readonly indexes: readonly string[];
  /** Of the keys in packs those that will be asked for; left out: all. */
  readonly wanted?: ReadonlySet<string>;
}

export class DeclaredBytes {
  readonly #files: ReadonlyMap<string, string>;
  readonly #packed = new Map<string, PackRow & { readonly pack: string }>();
  readonly #used = new Set<string>();

  /** @throws InputError EV9001 for packs without an index */
  constructor({ files, packs, indexes, wanted }: GivenFiles) {
    this.#files = files;
    if (packs.length !== indexes.length) {
      const message = `--pack is given ${packs.length} times, --pack-index ${indexes.length} times`;
      throw new InputError({ code: 'EV9001', location: 'arguments', message });
    }
    for (const [i, pack] of packs.entries()) {
      for (const row of readRows(indexes[i] ?? '', packRow)) if (wanted?.has(row.key) ?? true) this.#packed.set(row.key, { ...row, pack });
    }
  }

  keys(): Iterable<string> {
    return [...this.#files.keys(), ...this.#packed.keys()];
  }

  /** Paths of the files and packs that nothing was read from. */
  get unused(): string[] {
    const all = new Set([...this.#files.values(), ...[...this.#packed.values()].map(({ pack }) => pack)]);
    return [...all].filter((path) => !this.#used.has(path));
  }

  /** Bytes of a file; undefined where there is no such key. @throws InputError EV5002 */
  read(key: string): Uint8Array | undefined {
    const path = this.#files.get(key);
    if (path !== undefined) {
      this.#used.add(path);
      return readBytes(path);
    }
    const row = this.#packed.get(key);
    if (row === undefined) return undefined;
    this.#used.add(row.pack);
    return bytesIn(row.pack, row);
  }

  /** Path of a file, which is taken out of its pack into a folder where it lies in one; undefined where there is no such key. */
  path(key: string, folder: string): string | undefined {
    const path = this.#files.get(key);
    if (path !== undefined) return path;
    const bytes = this.read(key);
    if (bytes === undefined) return undefined;
    const taken = `${folder}/${key}`;
    writeBytes(taken, bytes);
    return taken;
  }
}

function bytesIn(pack: string, { offset, bytes }: PackRow): Uint8Array {
  const content = Buffer.alloc(bytes);
  let done = 0;
  try {
    withFile(pack, 'r', (file) => {
      for (let read = 1; done < bytes && read > 0; done += read) read = readSync(file, content, done, bytes - done, offset + done);
    });
  } catch (error) {
    throw unreadable(pack, error);
  }
  if (done === bytes) return content;
  throw new InputError({ code: 'EV1041', location: pack, message: `it ends before byte ${offset + bytes}` });
}
