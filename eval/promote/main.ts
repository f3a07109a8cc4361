/** Promotes a candidate into a store, registers criteria, rolls a channel back, or says what is in service: docs/promotion.md. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { policyFile } from '../contracts/criteria.ts';
import { readBytes, readJson } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { isAlive } from '../io/process.ts';
import type { Command } from './command.ts';
import { parseCommand } from './command.ts';
import { readPrivateKey } from './dsse.ts';
import { readInputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import { promote } from './promote.ts';
import type { Surroundings } from './record.ts';
import { register } from './register.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { FolderFileSystem } from './store/file_system.ts';

const usage = `usage: promote  --store folder --actor name [--channel production] [--reason why] [--expect-current sha256:…|none]
                [--allow-other-baseline why] [--registered-before time] [--force --reason why] [--key key.pem]
       register --store folder --actor name --policy policy.json [--channel production] [--reason why] [--expect-current sha256:…|none]
       rollback --store folder --actor name --to sha256:… --reason why [--channel production] [--expect-current sha256:…]
       status   --store folder

promote moves a channel to the candidate of its target, on a go whose every digest holds; the word may be left out. A refusal
is written down with its reasons. register says by which criteria a channel will be judged. The others do without an
evaluation: bazel run //eval/promote -- status --store …

exit codes: 0 done, 1 refused, 2 wrong usage or malformed input, 4 the store is damaged or locked
More: docs/promotion.md
`;

// A target of eval_promote hands over the inputs in MODEL_EVAL_INPUTS.
export const main = await runMain(
  import.meta,
  (argv) => {
    const { MODEL_EVAL_INPUTS: inputs, BUILD_WORKING_DIRECTORY: folder } = process.env;
    const baked = (inputs ?? '').split('\n').filter((word) => word !== '');
    // Under `bazel run` the working folder is the runfiles; what people type is relative to where they stand.
    const typed = (path: string): string => resolve(folder ?? '.', path);

    const command = parseCommand(argv, baked);
    const { exitCode, text } = run(command, typed, {
      fs: new FolderFileSystem(typed(command.store)),
      self: { pid: process.pid, host: hostname(), token: randomUUID(), isAlive },
      now: () => new Date().toISOString(),
    });
    (exitCode === 0 ? process.stdout : process.stderr).write(text);
    return exitCode;
  },
  usage,
);

function run(command: Command, typed: (path: string) => string, surroundings: Surroundings): Outcome {
  switch (command.kind) {
    case 'status':
      return status(surroundings);
    case 'register':
      return register({ ...command.request, policy: readJson(typed(command.policy), policyFile) }, surroundings);
    case 'rollback':
      return rollback({ ...command.request, to: command.to }, surroundings);
    case 'promote': {
      const { request, force, otherBaseline, registeredBefore, key: path } = command;
      const key = path === undefined ? undefined : readPrivateKey(readBytes(typed(path)), path);
      return promote({ ...request, inputs: readInputs(command.inputs), force, otherBaseline, registeredBefore, key }, surroundings);
    }
  }
}
