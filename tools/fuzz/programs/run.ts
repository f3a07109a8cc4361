/** A program as a process, on files of which some were changed. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Change } from '../case.ts';
import type { Files } from '../reader.ts';
import type { Program } from './table.ts';

export interface Ran {
  /** Null: it was killed. */
  readonly exitCode: number | null;
  readonly stderr: string;
  /** What it left below `out`. */
  readonly left: readonly string[];
}

const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';
const repository = join(import.meta.dirname, '../../..');

/** Starting a process takes a second where the machine is busy; reading what it is given must not take five. */
const seconds = 20;

export async function runProgram({ folder, given, env = {} }: Program, files: Files, changes: readonly Change[]): Promise<Ran> {
  const place = mkdtempSync(join(tmpdir(), 'program-'));
  try {
    for (const [name, { bytes }] of Object.entries(files)) write(join(place, name), bytes);
    for (const { name, bytes } of changes) {
      rmSync(join(place, name));
      if (bytes === 'folder') mkdirSync(join(place, name));
      else if (bytes !== undefined) write(join(place, name), bytes);
    }
    const words = changes.find(({ name }) => name === 'arguments')?.bytes ?? files['arguments']?.bytes;
    const typed = words instanceof Uint8Array ? Buffer.from(words).toString().split('\n').filter((word) => word !== '') : [];
    const argv = given === 'parameters' ? ['@arguments'] : typed;
    return { ...(await start([join(repository, folder, `main${extension}`), ...argv], place, env)), left: below(join(place, 'out')) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function start(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Omit<Ran, 'left'>> {
  const inherited = { PATH: process.env['PATH'], ORT_DISABLE_TELEMETRY: '1', NODE_COMPILE_CACHE: join(tmpdir(), 'fuzz-compiled') };
  return new Promise((resolve) => {
    const options = { cwd, env: { ...inherited, ...env }, timeout: 1_000 * seconds, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 } as const;
    const child = execFile(process.execPath, argv, options, (_, __, stderr) => resolve({ exitCode: child.exitCode, stderr }));
  });
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function below(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) return ['out'];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
}

/** What is wrong with how it ended, or undefined. */
export function flawOf({ exitCode: expected, further = [] }: Program, { exitCode, stderr, left }: Ran): string | undefined {
  if (exitCode === null) return `killed after ${seconds} s, or by a signal`;
  if (![expected, 2, ...further].includes(exitCode)) return `ended with ${exitCode}: ${stderr.slice(0, 2_000)}`;
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) return `a stack trace: ${stderr.slice(0, 2_000)}`;
  if (exitCode === 2 && !/^(error EV\d{4} {2}\S|usage: )/m.test(stderr)) return `refused without a code: ${stderr.slice(0, 500)}`;
  if (exitCode !== 0 && left.length > 0) return `ended with ${exitCode} and left ${left.join(', ')}`;
  return stderr.length > 100_000 ? `${stderr.length} characters of errors` : undefined;
}
