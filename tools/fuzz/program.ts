/** Programs as readers: run on the files of the working folder, and judged by exit code, words and what they leave. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Code, codes } from '../../eval/errors/codes.ts';
import { InputError, type Problem } from '../../eval/errors/errors.ts';
import { allOrNothing, readText } from '../../eval/io/files.ts';
import type { Program } from '../../eval/io/main.ts';
import { nodeBinary } from '../../eval/io/node.ts';
import { contracts } from '../docs/contracts.ts';
import { type Files, file, type Output, type Read, type Reader } from './reader.ts';

export interface Step {
  /** Of main.ts, below the repository's root. */
  readonly folder: string;
  /** Arguments, with blanks between them. Everything is written below `out`, under the names of docs/file-formats.md. */
  readonly words: string | ((files: Files) => string);
  /** Whether people start it, and not Bazel, which hands over a parameter file. */
  readonly typed?: true;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes besides the one that says that the input is wrong; 0. A program whose exit code tells a verdict has others, the first for inputs that are right. */
  readonly exitCodes?: readonly number[];
}

export interface ProgramReader extends Reader {
  readonly steps: readonly [Step, ...Step[]];
}

const repository = join(import.meta.dirname, '../..');
const extension = import.meta.filename.endsWith('.ts') ? '.ts' : '.js';
const moduleOf = (folder: string): string => join(repository, folder, `main${extension}`);

/** Programs one after the other, in this process: a hundred cases take as long as one process. */
export function programs(name: string, weight: number, inputs: Reader['inputs'], ...steps: ProgramReader['steps']): ProgramReader {
  const read = async (files: Files): Promise<Read> => {
    for (const step of steps) await runHere(step, files);
    return left();
  };
  return { name, weight, inputs, read, steps };
}

/** The same program as a process of its own, whose arguments are changed too. */
export function spawned({ name, inputs, steps: [step] }: ProgramReader): Reader {
  return {
    name: `program ${name}`,
    weight: 0.2,
    inputs: async () => (await inputs()).slice(0, 1).map((files) => ({ ...files, arguments: file('words', wordsOf(step, files).join('\n')) })),
    read: () => runApart(step),
  };
}

function wordsOf({ words }: Step, files: Files): string[] {
  return (typeof words === 'string' ? words : words(files)).match(/\S+/g) ?? [];
}

async function runHere(step: Step, files: Files): Promise<void> {
  const { main } = (await import(moduleOf(step.folder))) as { readonly main: Program };
  const printed: string[] = [];
  const { write } = process.stderr;
  process.stderr.write = (text) => printed.push(String(text)) > 0;
  Object.assign(process.env, step.env);
  try {
    const status = (await allOrNothing(() => main(wordsOf(step, files)))) ?? 0;
    judgeStatus(step, status, printed.join(''));
  } finally {
    process.stderr.write = write;
  }
}

function runApart(step: Step): Read {
  const lines = readText('arguments').split('\n');
  const words = step.typed ? lines.filter((word) => word !== '') : ['@arguments'];
  const { status, signal, stderr } = spawnSync(nodeBinary, [moduleOf(step.folder), ...words], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ORT_DISABLE_TELEMETRY: '1', ...step.env },
    maxBuffer: 2 ** 26,
  });
  if (status === null) throw new Error(`ended by ${signal}`);
  if (/^\s+at .*:\d+:\d+\)?$/m.test(stderr)) throw new Error(`a stack trace: ${stderr.slice(0, 2_000)}`);
  if (stderr.length > 100_000) throw new Error(`${stderr.length} characters of errors`);
  const paths = leftBelow('out');
  if (!(step.exitCodes ?? [0]).includes(status) && paths.length > 0) throw new Error(`ended with ${status} and left ${paths.join(', ')}`);
  judgeStatus(step, status, stderr);
  return left();
}

/** @throws InputError where the input is refused, Error for any exit code that is not one of the step's */
function judgeStatus({ exitCodes = [0] }: Step, status: number, printed: string): void {
  if (exitCodes.includes(status)) return;
  if (status !== 2) throw new Error(`ended with ${status}: ${printed.slice(0, 2_000)}`);
  throw new InputError(problemsIn(printed));
}

/** Files that are left, each as what its name says. */
function left(): Read {
  const paths = leftBelow('out');
  const outputs = paths.flatMap((path): Output[] => {
    const name = basename(path).replace(/-\d+(?=\.ndjson$)/, '-<shard>');
    const contract = contracts.find((one) => one.file === name);
    if (contract === undefined) return [];
    if (contract.form === 'json') return [{ schema: contract.schema, value: JSON.parse(readFileSync(path, 'utf8')) }];
    const rows = readFileSync(path, 'utf8').split('\n').slice(0, -1);
    return rows.map((row, i) => ({ schema: (i === 0 && contract.header) || contract.schema, value: JSON.parse(row) }));
  });
  const go = paths.some((path) => path.endsWith('.json') && /"(recommendation|verdict)": ?"go"/.test(readFileSync(path, 'utf8')));
  return { outputs, go };
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
