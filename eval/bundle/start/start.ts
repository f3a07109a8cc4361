#!/usr/bin/env node
/**
 * run.mjs of a bundle: looks at every byte, then hands over to the runner. In one file, without imports of ours and in a
 * language that old versions of Node.js read too: nothing is loaded from the archive before it is known to be what was packed.
 *
 *     node run.mjs [--out out] [--jobs <number of processors>]
 */
import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Described {
  readonly node: string;
  readonly runner: string;
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly links: readonly { readonly path: string; readonly target: string }[];
}

const folder = fileURLToPath(new URL('.', import.meta.url));

try {
  await start();
} catch (error) {
  // Never exit code 1, which Node.js would end with: that is a verdict.
  process.stderr.write(`internal error, please report it\n${(error as Error).stack ?? String(error)}\n`);
  process.exitCode = 3;
}

async function start(): Promise<void> {
  const bundle = readBundle();
  if (bundle === undefined) return refuse(4, ['error EV8301  bundle.json', '  it cannot be read', '  do: Unpack the archive again.']);
  const machine = `${process.platform} ${process.arch}`;
  if (major(process.versions.node) !== major(bundle.node) || machine !== 'linux x64') {
    return refuse(2, [
      'error EV8302  run.mjs',
      '  another Node.js than the bundle was made for',
      `  got: ${process.versions.node}, ${machine}`,
      `  expected: ${major(bundle.node)} (it was made with ${bundle.node}), linux x64`,
      '  do: Run it with that major version of Node.js on Linux x64.',
    ]);
  }
  const changes = changesOf(bundle);
  if (changes.length > 0) {
    return refuse(4, [...changes.map((change) => `error EV8301  ${change}`), '  do: Unpack the archive again, and change nothing in it.']);
  }
  const { runBundle } = (await import(new URL(bundle.runner, import.meta.url).href)) as { runBundle: (folder: string) => Promise<void> };
  await runBundle(folder);
}

function readBundle(): Described | undefined {
  try {
    return JSON.parse(readFileSync(`${folder}bundle.json`, 'utf8')) as Described;
  } catch {
    return undefined;
  }
}

function major(version: string): string | undefined {
  return version.split('.')[0];
}

function refuse(exitCode: number, lines: readonly string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = exitCode;
}

/** Each file and link that is not what was packed, and what is there beside them, by path. */
function changesOf({ files, links }: Described): string[] {
  const found = new Set([...below('inputs'), ...below('programs')]);
  const said: string[] = [];
  for (const { path, sha256 } of files) {
    const got = found.delete(path) ? digest(path) : 'missing';
    if (got !== sha256) said.push(`${path}\n  got: ${got}\n  expected: ${sha256}`);
  }
  for (const { path, target } of links) {
    const got = found.delete(path) ? linkTarget(path) : 'missing';
    if (got !== `a link to ${target}`) said.push(`${path}\n  got: ${got}\n  expected: a link to ${target}`);
  }
  for (const path of found) said.push(`${path}\n  got: a file that was not packed`);
  return said.sort();
}

function* below(path: string): Generator<string> {
  const found = lstatSync(folder + path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) yield path;
  else for (const name of readdirSync(folder + path)) yield* below(`${path}/${name}`);
}

function linkTarget(path: string): string {
  return lstatSync(folder + path).isSymbolicLink() ? `a link to ${readlinkSync(folder + path)}` : 'a file, or a folder';
}

function digest(path: string): string {
  const found = lstatSync(folder + path);
  if (!found.isFile()) return 'no file';
  const hash = createHash('sha256');
  const file = openSync(folder + path, 'r');
  const part = Buffer.alloc(1 << 20);
  for (let read = readSync(file, part); read > 0; read = readSync(file, part)) hash.update(part.subarray(0, read));
  closeSync(file);
  return `sha256:${hash.digest('hex')}`;
}
