/** A bundle of three small steps, packed and unpacked: two join texts, one of them into a folder, and one joins what they made. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import { type BundleRequest, type BundleStep, bundleRequest, type StepPlan } from '../../contracts/bundle.ts';
import { partsOf } from '../../io/files.ts';
import { contentOf } from '../content.ts';
import { run } from '../run.ts';
import { tar } from '../tar.ts';
import { unpack } from './unpack.ts';

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Joins files; tells on request what it was started with, and where it is. */
const joining = `
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { shout } from 'shouting';
const words = readFileSync(process.argv[2].slice(1), 'utf8').trimEnd().split('\\n');
const values = (flag) => words.flatMap((word, i) => (words[i - 1] === flag ? [word] : []));
const text = values('--in').map((path) => readFileSync(path, 'utf8')).join('');
for (const path of values('--log')) appendFileSync(path, values('--out') + '\\n');
for (const code of values('--fail')) {
  console.error('first line\\nit failed');
  if (code === 'signal') process.kill(process.pid, 'SIGKILL');
  process.exit(Number(code));
}
for (const path of values('--out')) writeFileSync(path, shout(text));
for (const path of values('--surroundings')) {
  writeFileSync(path, JSON.stringify({ cwd: process.cwd(), environment: process.env, seen: readdirSync('.', { recursive: true }).sort() }));
}
`;

const files: Readonly<Record<string, string>> = {
  'inputs/a.txt': 'a',
  'inputs/made/b.txt': 'b',
  'programs/join.mjs': joining,
  'programs/node_modules/.store/shouting/index.mjs': 'export const shout = (text) => text.toUpperCase();',
  'programs/node_modules/.store/shouting/index.d.mts': 'export declare function shout(text: string): string;',
  'programs/node_modules/.store/shouting/package.json': '{"exports": "./index.mjs"}',
  'programs/runner.mjs': 'export const runBundle = (folder) => console.log("ran in " + folder, process.argv.slice(2));',
};

export function step(
  label: string,
  inputs: readonly string[],
  output: string,
  more: Partial<BundleStep> & { arguments?: string[] } = {},
): BundleStep {
  return {
    label,
    mnemonic: 'EvalJoin',
    program: 'programs/join.mjs',
    environment: { GIVEN: 'yes' },
    inputs: [...inputs],
    outputs: [output],
    folders: [],
    ...more,
    arguments: [...inputs.flatMap((path) => ['--in', path]), '--out', output, ...(more.arguments ?? [])],
  };
}

export const tinyPlan: StepPlan = {
  evaluation: '//:tiny',
  steps: [
    step('//:first', ['a.txt'], 'out/first.txt'),
    step('//:second', ['made/b.txt'], 'out/folder/second.txt', { outputs: [], folders: ['out/folder'] }),
    step('//:both', ['out/first.txt', 'a.txt'], 'out/both.txt', { inputs: ['out/first.txt', 'a.txt', 'out/folder'] }),
  ],
  artefacts: [
    { from: 'out/first.txt', path: 'first.txt' },
    { from: 'out/folder', path: 'folder' },
    { from: 'out/both.txt', path: 'deep/both.txt' },
    { from: 'out/both.txt', path: 'deep/again.txt' },
  ],
  report: ['deep/both.txt'],
  gate: { program: 'programs/join.mjs', environment: {} },
};

/** Packs the sources. */
export function packTiny(folder: string, { plan = tinyPlan, start = '' }: { plan?: StepPlan; start?: string } = {}): Uint8Array {
  const sources = join(folder, 'sources');
  const given = Object.entries(files).map(([path, text]) => {
    const source = join(sources, path);
    mkdirSync(dirname(source), { recursive: true });
    writeFileSync(source, text);
    return { path, source };
  });
  // A package is a folder and a link to it; both are handed over as Bazel does.
  const link = join(sources, 'programs/node_modules/shouting');
  symlinkSync('.store/shouting', link);
  const store = join(sources, 'programs/node_modules/.store/shouting');
  const packed = [
    ...given.filter(({ path }) => !path.includes('.store')),
    { path: 'programs/node_modules/shouting', source: link },
    { path: 'programs/node_modules/.store/shouting', source: store },
  ];
  const request: BundleRequest = bundleRequest.parse({
    runner: 'programs/runner.mjs',
    executables: ['inputs/a.txt'],
    files: packed.map(({ path }) => path),
    plan,
  });
  const entries = run({ request, content: contentOf(packed), read: partsOf, name: 'tiny', start, node: process.versions.node });
  return Buffer.concat([...tar(entries)]);
}

/** Packs and unpacks. @returns the unpacked folder */
export function unpackTiny(plan: StepPlan = tinyPlan, start = ''): { folder: string; bundle: string } {
  const folder = temporaryFolder();
  return { folder, bundle: unpack(packTiny(folder, { plan, start }), folder, 'another name') };
}

export function readText(...path: readonly string[]): string {
  return readFileSync(join(...path), 'utf8');
}
