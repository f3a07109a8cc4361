/** One step in a folder of its own, where it finds its inputs and nothing else: what Bazel's sandbox is. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BundleStep } from '../contracts/bundle.ts';
import { InputError } from '../errors/errors.ts';
import { nodeBinary } from '../io/node.ts';

/** Bazel's own, for programs of users that look for an interpreter. */
const path = '/usr/local/bin:/usr/bin:/bin';

const printedLines = 20;

export interface StepSurroundings {
  /** Where it runs: an empty folder, absolute. Its outputs are there afterwards. */
  readonly folder: string;
  /** Where its parameter file is written. */
  readonly parameters: string;
  /** Where an input is: absolute. */
  readonly find: (input: string) => string;
  /** The program's main module: absolute. */
  readonly program: string;
  readonly signal: AbortSignal;
}

/** A step that did not end well; `status` is its exit code, null where a signal ended it. */
export class StepError extends InputError {
  readonly status: number | null;

  constructor(step: BundleStep, status: number | null, message: string, printed: string) {
    const lines = printed.trimEnd().split('\n').slice(-printedLines);
    super({ code: 'EV8303', location: `${step.mnemonic} ${step.label}`, message, printed: lines.filter((line) => line !== '') });
    this.name = 'StepError';
    this.status = status;
  }
}

/** @throws StepError */
export async function runStep(step: BundleStep, { folder, parameters, find, program, signal }: StepSurroundings): Promise<void> {
  for (const input of step.inputs) {
    mkdirSync(dirname(join(folder, input)), { recursive: true });
    symlinkSync(find(input), join(folder, input));
  }
  for (const output of step.outputs) mkdirSync(dirname(join(folder, output)), { recursive: true });
  for (const output of step.folders) mkdirSync(join(folder, output), { recursive: true });
  writeFileSync(parameters, step.arguments.map((line) => `${line}\n`).join(''));

  const child = spawn(nodeBinary, [program, `@${parameters}`], {
    cwd: folder,
    // Nothing of the user's: neither time zone nor locale, neither options of Node.js nor secrets.
    env: { PATH: path, ...step.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => printed.push(part));
  const { status, ended } = await new Promise<{ status: number | null; ended: string | null }>((resolve) => {
    // An aborted program is an error event, and then the end of the program all the same.
    child.on('error', () => {});
    child.on('close', (code, name) => resolve({ status: code, ended: name }));
  });
  const text = Buffer.concat(printed).toString('utf8');
  if (status !== 0) throw new StepError(step, status, ended === null ? `it ended with exit code ${status}` : `it was ended by ${ended}`, text);
  const missing = step.outputs.filter((output) => !existsSync(join(folder, output)));
  if (missing.length > 0) throw new StepError(step, 3, `it ended well and did not make ${missing.join(', ')}`, text);
}
