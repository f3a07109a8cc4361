/** One case: a valid input with a file or two changed, made of nothing but seed, reader and number. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Ending } from './judge.ts';
import { judge } from './judge.ts';
import { mutate } from './mutate/mutate.ts';
import { Random } from './random.ts';
import type { Files, Reader } from './reader.ts';

export interface Prepared {
  readonly reader: Reader;
  readonly inputs: readonly Files[];
}

/** @throws Error for inputs that their own reader does not take: every case would be about nothing */
export async function prepare(reader: Reader): Promise<Prepared> {
  const inputs = await reader.inputs();
  for (const [i, files] of inputs.entries()) {
    lay(files);
    const ending = await judge(reader.read);
    clear(files);
    if (ending.kind !== 'read') throw new Error(`${reader.name}: input ${i} is not valid: ${ending.kind === 'finding' ? ending.what : ending.text}`);
  }
  return { reader, inputs };
}

/** Changes are made in the working folder, which is empty before and after. */
export async function runCase({ reader, inputs }: Prepared, seed: number, number: number): Promise<Ending> {
  const { files, changes } = casesOf(reader.name, inputs, seed, number);
  lay(files);
  for (const { name, bytes } of changes) change(name, bytes);
  try {
    return await judge(reader.read);
  } finally {
    clear(files);
  }
}

export interface Change {
  readonly name: string;
  /** Undefined: the file is not there; `folder`: a folder is. */
  readonly bytes: Uint8Array | 'folder' | undefined;
}

export function casesOf(
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

function lay(files: Files): void {
  for (const [name, { bytes }] of Object.entries(files)) {
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, bytes);
  }
}

function change(name: string, bytes: Change['bytes']): void {
  if (bytes instanceof Uint8Array) {
    writeFileSync(name, bytes);
    return;
  }
  rmSync(name);
  if (bytes === 'folder') mkdirSync(name);
}

function clear(files: Files): void {
  const tops = new Set(Object.keys(files).map((name) => name.split('/')[0] as string));
  for (const top of tops) rmSync(top, { recursive: true, force: true });
}
