/**
 * A file system in memory that can lose power. What happened to names (create, link, rename, remove) is kept for sure
 * only if their folder was synced afterwards; of the rest each folder keeps a beginning. A file's bytes are kept for
 * sure only if the file was synced after it was written; else any earlier or half state. That is all that POSIX
 * promises; real disks are kinder.
 */
import type { FileSystem } from '../store/file_system.ts';
import { parent } from '../store/files.ts';

interface Content {
  bytes: Uint8Array;
  synced: Uint8Array;
}

type Names = Map<string, Content | 'folder'>;

interface Change {
  /** The sync of any of them makes it last. */
  readonly folders: readonly string[];
  readonly apply: (names: Names) => void;
  durable: boolean;
}

export class MemoryFileSystem implements FileSystem {
  readonly #start: Names;
  #names: Names;
  readonly #changes: Change[] = [];

  constructor(start: Names = new Map()) {
    this.#start = start;
    this.#names = new Map(start);
  }

  read(path: string): Uint8Array | undefined {
    const found = this.#names.get(path);
    return found === undefined || found === 'folder' ? undefined : found.bytes;
  }

  list(path: string): string[] | undefined {
    if (this.#names.get(path) !== 'folder') return undefined;
    const inside = [...this.#names.keys()].filter((name) => name !== '' && parent(name) === path);
    return inside.map((name) => name.slice(path === '' ? 0 : path.length + 1)).sort();
  }

  makeFolder(path: string): void {
    if (this.#names.get(path) === 'folder') return;
    if (path !== '') this.makeFolder(parent(path));
    this.#change([parent(path)], (names) => names.set(path, 'folder'));
  }

  write(path: string, bytes: Uint8Array): void {
    this.#content(path).bytes = bytes;
  }

  writeAt(path: string, offset: number, bytes: Uint8Array): void {
    const content = this.#content(path);
    const whole = Buffer.alloc(Math.max(content.bytes.length, offset + bytes.length));
    whole.set(content.bytes);
    whole.set(bytes, offset);
    content.bytes = whole;
  }

  sync(path: string): void {
    const found = this.#names.get(path);
    if (found === undefined) throw new Error(`sync of ${path}, which is not there`);
    if (found !== 'folder') found.synced = found.bytes;
    else for (const change of this.#changes) if (change.folders.includes(path)) change.durable = true;
  }

  rename(from: string, to: string): void {
    const moved = this.#names.get(from);
    if (moved === undefined) throw new Error(`rename of ${from}, which is not there`);
    if (this.list(to) !== undefined || this.list(parent(to)) === undefined) throw new Error(`rename to ${to}, which cannot be`);
    // POSIX: of two names of one file both stay.
    if (moved !== 'folder' && moved === this.#names.get(to)) return;
    this.#change([parent(from), parent(to)], (names) => {
      for (const [name, content] of [...names]) {
        if (name !== from && !name.startsWith(`${from}/`)) continue;
        names.delete(name);
        names.set(to + name.slice(from.length), content);
      }
    });
  }

  link(from: string, to: string): boolean {
    const content = this.#names.get(from);
    if (content === undefined || this.#names.has(to)) return false;
    this.#change([parent(to)], (names) => names.set(to, content));
    return true;
  }

  remove(path: string): void {
    if (!this.#names.has(path)) return;
    if ((this.list(path) ?? []).length > 0) throw new Error(`removal of ${path}, which is not empty`);
    this.#change([parent(path)], (names) => names.delete(path));
  }

  /** What another process finds after the power came back. @param below a whole number in 0 to count - 1 */
  afterPowerFailure(below: (count: number) => number): MemoryFileSystem {
    const names = new Map(this.#start);
    for (const { apply } of this.#survivors(below)) apply(names);
    // What stands in a folder that is gone is gone, too.
    for (const name of [...names.keys()].sort()) if (name !== '' && names.get(parent(name)) !== 'folder') names.delete(name);
    const contents = new Set([...names.values()].filter((content) => content !== 'folder'));
    const left = new Map([...contents].map((content): [Content, Content] => [content, survivor(content, below)]));
    return new MemoryFileSystem(
      new Map([...names].map(([name, content]) => [name, content === 'folder' ? content : (left.get(content) ?? content)])),
    );
  }

  /** The same files, all of them durable. */
  copy(): MemoryFileSystem {
    const copied = new Map([...this.#names.values()].map((content) => [content, content === 'folder' ? content : durable(content.bytes)]));
    return new MemoryFileSystem(new Map([...this.#names].map(([name, content]) => [name, copied.get(content) ?? content])));
  }

  /** Changes in their order; one that is kept keeps all earlier ones of its folders. */
  #survivors(below: (count: number) => number): Change[] {
    const eager = below(4);
    const complete = new Set<string>();
    const kept = this.#changes.toReversed().filter(({ folders, durable }) => {
      const keeps = durable || below(4) < eager || folders.some((folder) => complete.has(folder));
      if (keeps) for (const folder of folders) complete.add(folder);
      return keeps;
    });
    return kept.reverse();
  }

  #content(path: string): Content {
    const found = this.#names.get(path);
    if (found === 'folder' || this.#names.get(parent(path)) !== 'folder') throw new Error(`write to ${path}, which cannot be a file`);
    if (found !== undefined) return found;
    const content = durable(new Uint8Array(0));
    this.#change([parent(path)], (names) => names.set(path, content));
    return content;
  }

  #change(folders: readonly string[], apply: Change['apply']): void {
    this.#changes.push({ folders, apply, durable: false });
    apply(this.#names);
  }
}

function durable(bytes: Uint8Array): Content {
  return { bytes, synced: bytes };
}

function survivor({ bytes, synced }: Content, below: (count: number) => number): Content {
  // Length before content is the usual order: what was appended may be zeros.
  const zeros = Buffer.alloc(bytes.length);
  zeros.set(synced.subarray(0, bytes.length));
  // What was synced and only appended to is not lost again.
  const safe = Buffer.from(bytes.subarray(0, synced.length)).equals(synced) ? synced.length : 0;
  const half = bytes.subarray(0, safe + ((bytes.length - safe) >> 1));
  const kept = bytes === synced ? bytes : ([bytes, synced, half, zeros][below(4)] ?? bytes);
  return durable(kept);
}
