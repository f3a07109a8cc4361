/** One case: a valid input with a file or two changed, made of nothing but seed, reader and number. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Ending, judge } from './judge.ts';
import { mutate } from './mutate/mutate.ts';
import { Random } from './random.ts';
import type { Files, Reader } from './reader.ts';

export interface Prepared {
  readonly reader: Reader;
  readonly inputs: readonly Files[];
  /** A folder to work in. */
  readonly location: string;
}

/** @throws Error for inputs that their own reader does not take: every case would be about nothing */
export async function prepare(reader: Reader, location: string): Promise<Prepared> {
  const inputs = await reader.inputs();
  for (const [i, files] of inputs.entries()) {
    const ending = await read(reader, location, files, []);
    if (ending.kind !== 'read') throw new Error(`${reader.name}: input ${i} is not valid: ${ending.kind === 'finding' ? ending.what : ending.text}`);
  }
  return { reader, inputs, location };
}

export function runCase({ reader, inputs, location }: Prepared, seed: number, number: number): Promise<Ending> {
  const { files, changes } = caseOf(reader.name, inputs, seed, number);
  return read(reader, location, files, changes);
}

export interface Change {
  readonly name: string;
  /** Undefined: the file is not there; `folder`: a folder is. */
  readonly bytes: Uint8Array | 'folder' | undefined;
}

function caseOf(
  reader: string,
  inputs: readonly Files[],
  seed: number,
  number: number,
): { readonly files: Files; readonly changes: readonly Change[] } {
  const random = new Random(seed, `${reader}/${number}`);
  const files = random.pick(inputs);
  const names = Object.keys(files);
  const count = random.oneIn(4) ? 2 : 1;
  const chosen = new Set(Array.from({ length: count }, () => random.pick(names)));
  return { files, changes: [...chosen].map((name) => ({ name, bytes: changed(files, name, random) })) };
}

function changed(files: Files, name: string, random: Random): Change['bytes'] {
  const file = files[name];
  if (file === undefined || random.oneIn(60)) return undefined;
  return random.oneIn(120) ? 'folder' : mutate(file, random);
}

async function read(reader: Reader, location: string, files: Files, changes: readonly Change[]): Promise<Ending> {
  return within(location, files, changes, () => judge(() => reader.read(files)));
}

/** Works in a folder of its own with files of which some are changed; it is gone afterwards with whatever was written there. */
export async function within<T>(location: string, files: Files, changes: readonly Change[], work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  const folder = mkdtempSync(join(location, 'case-'));
  process.chdir(folder);
  try {
    for (const [name, { bytes }] of Object.entries(files)) write(name, bytes);
    for (const { name, bytes } of changes) {
      rmSync(name, { force: true });
      if (bytes === 'folder') mkdirSync(name);
      else if (bytes !== undefined) write(name, bytes);
    }
    return await work();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(name: string, bytes: Uint8Array): void {
  mkdirSync(dirname(name), { recursive: true });
  writeFileSync(name, bytes);
}
