/** Programs as readers: started as processes in the working folder, and judged by exit code, words and what they leave. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '../../eval/errors/codes.ts';
import { codes } from '../../eval/errors/codes.ts';
import type { Problem } from '../../eval/errors/errors.ts';
import { InputError } from '../../eval/errors/errors.ts';
import { readText } from '../../eval/io/files.ts';
import { nodeBinary } from '../../eval/io/node.ts';
import type { Read, Reader } from './reader.ts';

export interface Program {
  readonly name: string;
  /** Of main.ts, below the repository's root. */
  readonly folder: string;
  /** `arguments` holds those of the program, one a line. Everything is written below `out`. */
  readonly inputs: Reader['inputs'];
  /** `parameters`: arguments come as a parameter file, as from Bazel. */
  readonly given: 'parameters' | 'typed';
  readonly env?: Readonly<Record<string, string>>;
  /** Of inputs that are right. A program whose exit code tells a verdict has another one than 0. */
  readonly exitCode: number;
  /** Further exit codes, besides that one and 2. */
  readonly further?: readonly number[];
}

const repository = join(import.meta.dirname, '../..');
const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';

export function programReader(program: Program): Reader {
  // A process takes as long as a hundred readings in this one.
  return { name: `program ${program.name}`, weight: 0.2, inputs: program.inputs, read: () => run(program) };
}

function run({ folder, given, env = {}, exitCode: right, further = [] }: Program): Read {
  const words =
    given === 'parameters'
      ? ['@arguments']
      : readText('arguments')
          .split('\n')
          .filter((word) => word !== '');
  const { status, signal, stderr } = spawnSync(nodeBinary, [join(repository, folder, `main${extension}`), ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ORT_DISABLE_TELEMETRY: '1', ...env },
    maxBuffer: 2 ** 26,
  });
  const left = leftBelow('out');
  if (status === null) throw new Error(`ended by ${signal}`);
  if (![right, 2, ...further].includes(status)) throw new Error(`ended with ${status}: ${stderr.slice(0, 2_000)}`);
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) throw new Error(`a stack trace: ${stderr.slice(0, 2_000)}`);
  if (stderr.length > 100_000) throw new Error(`${stderr.length} characters of errors`);
  if (status !== 0 && left.length > 0) throw new Error(`ended with ${status} and left ${left.join(', ')}`);
  if (status === 2) throw new InputError(problemsIn(stderr));
  return { go: left.some((path) => path.endsWith('.json') && /"(recommendation|verdict)": ?"go"/.test(readFileSync(path, 'utf8'))) };
}

/** Files below a folder, or the file that is in its place. */
function leftBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) return [folder];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return paths.filter((path) => statSync(path).isFile());
}

/** Problems as they were printed. Help about usage, which is no problem of a file, has no code of its own. */
function problemsIn(text: string): Problem[] {
  const problems = [...text.matchAll(/^error (\S+) {2}(.+)\n {2}(.+)\n(?: {2}.*\n)*? {2}do: (.+)$/gm)].map(
    ([, code = '', location = '', message = '', cure = '']) => ({ code: code as Code, location, message, cure }),
  );
  const told = text.match(/^error /gm)?.length ?? 0;
  if (told === 0 && /^usage: /m.test(text)) return [{ code: 'EV9001', location: 'usage', message: text }];
  if (told === 0 || problems.length < told || problems.some(({ code }) => !Object.hasOwn(codes, code))) {
    throw new Error(`refused without code, place, message or cure: ${text.slice(0, 500)}`);
  }
  return problems;
}
