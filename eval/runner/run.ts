/** Runs the plan of a bundle and publishes what it made. */
import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle, BundleStep } from '../contracts/bundle.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { Cache } from './cache.ts';
import { schedule } from './schedule.ts';
import { runStep, StepError } from './step.ts';

export interface RunInput {
  readonly bundle: Bundle;
  /** Where the archive is unpacked; absolute. It is only read. */
  readonly folder: string;
  /** Where the artefacts go; absolute. Finished steps stay in a folder beside it, called the same with `.steps` behind. */
  readonly out: string;
  readonly jobs: number;
  /** A line about each step. */
  readonly say: (line: string) => void;
  /** Ends what runs. */
  readonly signal: AbortSignal;
}

/** A step's outputs: where they are, and their digests. */
interface Made {
  readonly folder: string;
  readonly digests: Readonly<Record<string, string>>;
}

/**
 * The folder `out` is there if and only if every step ended well.
 *
 * @throws InputError EV8304 for a folder that no run made; EV8303 of every step that ended with exit code 2
 * @throws StepError of a step that ended otherwise
 */
export async function run(input: RunInput): Promise<void> {
  const { bundle, out, jobs, say, signal } = input;
  const steps = `${out}.steps`;
  if (existsSync(out) && !existsSync(steps) && (!lstatSync(out).isDirectory() || readdirSync(out).length > 0)) {
    throw new InputError({ code: 'EV8304', location: out, message: 'it is there, and no run made it' });
  }
  const cache = new Cache(steps);
  rmSync(out, { recursive: true, force: true });

  const made = new Map<string, Made>();
  const tasks = bundle.plan.steps.map((step) => ({ step, inputs: step.inputs, outputs: [...step.outputs, ...step.folders] }));
  const given = new GivenFiles(bundle);
  let count = 0;
  const errors = await schedule(tasks, jobs, async ({ step, outputs }) => {
    const key = keyOf(step, given, made);
    const kept = cache.find(key, outputs);
    const digests = kept ?? (await perform(input, step, cache, key, made));
    for (const output of outputs) made.set(output, { folder: cache.outputs(key), digests });
    count++;
    say(`[${count}/${tasks.length}] ${kept === undefined ? 'ran' : 'kept'} ${step.mnemonic} ${step.label}`);
  });
  signal.throwIfAborted();
  const crash = errors.find((error) => !(error instanceof StepError && error.status === 2));
  if (crash !== undefined) throw crash;
  const problems = errors.flatMap((error) => (error as StepError).problems);
  if (problems.length > 0) throw new InputError(problems);
  publish(bundle, made, out, cache);
}

async function perform(
  { folder, signal }: RunInput,
  step: BundleStep,
  cache: Cache,
  key: string,
  made: ReadonlyMap<string, Made>,
): Promise<Readonly<Record<string, string>>> {
  const begun = cache.begin();
  try {
    const cwd = join(begun, 'cwd');
    mkdirSync(cwd);
    await runStep(step, {
      folder: cwd,
      parameters: join(begun, 'parameters'),
      find: (path) => join(made.get(path)?.folder ?? join(folder, 'inputs'), path),
      program: join(folder, step.program),
      signal,
    });
    return cache.finish(cwd, key, [...step.outputs, ...step.folders]);
  } finally {
    cache.abandon(begun);
  }
}

/** The archive's own files; they were checked before anything ran. */
class GivenFiles {
  /** All programs and packages as one: a step may load any of them. */
  readonly programs: string;
  readonly #digests: ReadonlyMap<string, string>;

  constructor({ files, links, node }: Bundle) {
    this.programs = digestOf({ node, files: [...files, ...links].filter(({ path }) => path.startsWith('programs/')) });
    this.#digests = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  }

  /** A file's digest, or a folder's over all that is in it. */
  digest(path: string): string {
    const file = this.#digests.get(`inputs/${path}`);
    return file ?? digestOf([...this.#digests].filter(([name]) => name.startsWith(`inputs/${path}/`)));
  }
}

/** All that a step's outputs depend on. */
function keyOf(step: BundleStep, given: GivenFiles, made: ReadonlyMap<string, Made>): string {
  const inputs = step.inputs.map((path) => [path, made.get(path)?.digests[path] ?? given.digest(path)]);
  return digestOf({ step, inputs, programs: given.programs, node: process.versions.node }).replace(':', '-');
}

/** All at once: a folder with everything gets the name. */
function publish({ plan }: Bundle, made: ReadonlyMap<string, Made>, out: string, cache: Cache): void {
  mkdirSync(dirname(out), { recursive: true });
  const begun = cache.begin();
  for (const { from, path } of plan.artefacts) copy(join(made.get(from)?.folder ?? '', from), join(begun, path));
  renameSync(begun, out);
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (!lstatSync(from).isDirectory()) copyFileSync(from, to);
  else {
    mkdirSync(to);
    for (const name of readdirSync(from)) copy(join(from, name), join(to, name));
  }
}
