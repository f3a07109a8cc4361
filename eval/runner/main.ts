/** What run.mjs starts when nothing in the archive was changed. The last word is the gate's: its text, and its exit code. */
import { spawnSync } from 'node:child_process';
import { availableParallelism, constants } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { bundle } from '../contracts/bundle.ts';
import { parseArguments, wholeArgument } from '../io/arguments.ts';
import { readJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { nodeBinary } from '../io/node.ts';
import { run } from './run.ts';

const usage = `usage: node run.mjs [--out FOLDER] [--jobs NUMBER]

  --out FOLDER   where artefacts go, replaced as a whole (out); finished steps are kept in FOLDER.steps
  --jobs NUMBER  how many steps run at once (one for each processor)

exit codes
  0  the verdict is the expected one
  1  it is another one
  2  the input, an argument or the version of Node.js is wrong
  3  our bug, or a step that a signal ended
  4  a file of the bundle is not what was packed
`;

/** @param folder where the archive is unpacked; absolute */
export async function runBundle(folder: string): Promise<void> {
  await runMain(
    { main: true },
    async (argv) => {
      const args = parseArguments(argv, { out: 'optional', jobs: 'optional' });
      const jobs = wholeArgument('jobs', args.jobs ?? String(availableParallelism()), 1);
      const described = readJson(join(folder, 'bundle.json'), bundle);
      const out = resolve(args.out ?? 'out');
      try {
        await run({ bundle: described, folder, out, jobs, say: (line) => process.stderr.write(`${line}\n`), signal: endedByUser() });
      } catch (error) {
        if (error instanceof Ended) return error.exitCode;
        throw error;
      }
      const { gate, report } = described.plan;
      const { status } = spawnSync(nodeBinary, [join(folder, gate.program)], { cwd: out, env: gate.environment, stdio: 'inherit' });
      for (const path of report) process.stdout.write(`${relative('', join(out, path))}\n`);
      return status ?? 3;
    },
    usage,
  );
}

/** Somebody ended the run; finished steps are kept. */
class Ended extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super('ended');
    this.exitCode = exitCode;
  }
}

function endedByUser(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(new Ended(128 + constants.signals[name])));
  return controller.signal;
}
