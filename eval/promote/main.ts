/** Promotes a candidate into a store, approves, registers criteria and approvers, rolls a channel back, or says what is in service: docs/promotion.md. */
import { policyFile } from '../contracts/criteria.ts';
import { type Arguments, typedPath } from '../io/arguments.ts';
import { readBytes, readJson, readText, writeText } from '../io/files.ts';
import { runMain } from '../io/main.ts';
import { type ApproverList, readApprovers } from './approvers.ts';
import { type Command, type moveArguments, parseCommand } from './command.ts';
import { envelope, type Key, readPrivateKey } from './dsse.ts';
import { giveApproval } from './give_approval.ts';
import { readInputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import { promote } from './promote.ts';
import type { Proof, Request, Surroundings } from './record.ts';
import { register } from './register.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { FolderFileSystem } from './store/file_system.ts';
import { thisProcess } from './store/lock.ts';

const usage = `usage: promote  --store folder --actor name [--channel production] [--reason why] [--expect-current sha256:…|none]
                [--allow-other-baseline why] [--registered-before time] [--force --reason why] [--key key.pem] [--approval file …]
       approve  --store folder --actor name --key key.pem --out file [--channel production] [--expires time] [--approvers list.yaml]
       register --store folder --actor name --policy policy.json | --approvers list.yaml [--channel production] [--reason why]
                [--expect-current sha256:…|none] [--key key.pem] [--approval file …]
       rollback --store folder --actor name --to sha256:… --reason why [--channel production] [--expect-current sha256:…] [--key key.pem]
       status   --store folder

promote moves a channel to the candidate of its target, on a go whose every digest holds; the word may be left out. A refusal
is written down with its reasons. approve signs what another person may then promote. register says by which criteria a
channel will be judged, or who may move it. The others do without an
evaluation: bazel run //eval/promote -- status --store …

exit codes: 0 done, 1 refused, 2 wrong usage or malformed input, 4 the store is damaged or locked
More: docs/promotion.md
`;

const usualChannel = 'production';

// A target of eval_promote hands over the inputs in MODEL_EVAL_INPUTS.
export const main = await runMain(
  import.meta,
  (argv) => {
    const { MODEL_EVAL_INPUTS: inputs } = process.env;
    const baked = (inputs ?? '').split('\n').filter((word) => word !== '');

    const command = parseCommand(argv, baked);
    const { exitCode, text } = run(command, {
      fs: new FolderFileSystem(typedPath(command.args.store)),
      self: thisProcess(),
      now: () => new Date().toISOString(),
    });
    (exitCode === 0 ? process.stdout : process.stderr).write(text);
    return exitCode;
  },
  usage,
);

function run({ kind, args }: Command, surroundings: Surroundings): Outcome {
  switch (kind) {
    case 'status':
      return status(surroundings);
    case 'approve': {
      const { actor, channel = usualChannel, key, out } = args;
      const tomorrow = new Date(Date.parse(surroundings.now()) + 24 * 60 * 60 * 1000).toISOString();
      const what = 'approvers' in args ? approversAt(args.approvers) : { inputs: readInputs(args) };
      const approving = { actor, channel, key: keyAt(key), expires: args.expires ?? tomorrow, what };
      return giveApproval(approving, surroundings, (text) => writeText(typedPath(out), text));
    }
    case 'register': {
      const { policy = '', approvers } = args;
      const what = approvers === undefined ? { policy: readJson(typedPath(policy), policyFile) } : approversAt(approvers);
      return register({ ...moveOf(args), what }, surroundings);
    }
    case 'rollback':
      return rollback({ ...moveOf(args), to: args.to }, surroundings);
    case 'promote': {
      const { force, 'allow-other-baseline': otherBaseline = null, 'registered-before': registeredBefore = null } = args;
      return promote({ ...moveOf(args), inputs: readInputs(args), force, otherBaseline, registeredBefore }, surroundings);
    }
  }
}

/** Who moves which channel, why, and by which proof. */
function moveOf({ actor, channel = usualChannel, reason, 'expect-current': expectCurrent, key, approval }: Arguments<typeof moveArguments>) {
  return {
    actor,
    channel,
    reason: reason ?? null,
    expectCurrent: expectCurrent ?? null,
    key: key === undefined ? undefined : keyAt(key),
    approvals: approval.map((path) => readJson(typedPath(path), envelope)),
  } satisfies Request & Proof;
}

function keyAt(path: string): Key {
  return readPrivateKey(readBytes(typedPath(path)), path);
}

function approversAt(path: string): { readonly approvers: ApproverList } {
  return { approvers: readApprovers(readText(typedPath(path)), path) };
}
