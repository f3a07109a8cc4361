/** Stops, or lets others work, between two operations of a process on a file system. */
import type { FileSystem } from '../store/file_system.ts';

/** How a simulated process ends: nothing of it runs any more. */
export class Stopped extends Error {}

/** Calls `before` ahead of every operation that changes something, with its number from 1 on. */
export class SteppingFileSystem implements FileSystem {
  readonly #inner: FileSystem;
  readonly #before: (step: number, half: () => void) => void;
  steps = 0;

  /** @param before its second argument does the first half of a write, and nothing for other operations */
  constructor(inner: FileSystem, before: (step: number, half: () => void) => void) {
    this.#inner = inner;
    this.#before = before;
  }

  read(path: string): Uint8Array | undefined {
    return this.#inner.read(path);
  }

  list(path: string): string[] | undefined {
    return this.#inner.list(path);
  }

  makeFolder(path: string): void {
    this.#step();
    this.#inner.makeFolder(path);
  }

  write(path: string, bytes: Uint8Array): void {
    this.#step(() => this.#inner.write(path, bytes.subarray(0, bytes.length >> 1)));
    this.#inner.write(path, bytes);
  }

  writeAt(path: string, offset: number, bytes: Uint8Array): void {
    this.#step(() => this.#inner.writeAt(path, offset, bytes.subarray(0, bytes.length >> 1)));
    this.#inner.writeAt(path, offset, bytes);
  }

  sync(path: string): void {
    this.#step();
    this.#inner.sync(path);
  }

  rename(from: string, to: string): void {
    this.#step();
    this.#inner.rename(from, to);
  }

  link(from: string, to: string): boolean {
    this.#step();
    return this.#inner.link(from, to);
  }

  remove(path: string): void {
    this.#step();
    this.#inner.remove(path);
  }

  #step(half: () => void = () => {}): void {
    this.steps++;
    this.#before(this.steps, half);
  }
}

/** Ends the process ahead of an operation, or in the middle of it where it is a write. Later operations never happen. */
export function stoppingAt(inner: FileSystem, at: number, inTheMiddle: boolean): SteppingFileSystem {
  return new SteppingFileSystem(inner, (step, half) => {
    if (step === at && inTheMiddle) half();
    if (step >= at) throw new Stopped();
  });
}
