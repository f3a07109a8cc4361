/** What an action's inputs cost: each file is linked by a sandbox, hashed by Bazel and fetched once by a worker of a cluster. */
import type { Spawn } from './bazel.ts';
import { promise } from './checks.ts';

/** Of one action, beside Node.js itself: the docs say what was measured, here is some room above it. */
const limits: readonly (readonly [title: string, target: string, mnemonic: string, files: number, megabytes: number])[] = [
  ['an action of predictions made elsewhere', '//examples/faces:good', 'EvalInfer', 15, 2],
  ['an action of a model', '//eval:report', 'EvalInfer', 50, 30],
  ['an action that compares', '//eval:report', 'EvalScore', 15, 2],
];

/** @param spawns of the targets above: what did not run again is not in the log of a build */
export function checkInputs(spawns: readonly Spawn[]): void {
  for (const [title, target, mnemonic, files, megabytes] of limits) {
    const found = spawns.filter((spawn) => spawn.mnemonic === mnemonic && spawn.targetLabel.startsWith(target)).map(({ inputs }) => inputs);
    const within = found.filter((inputs) => inputs.files <= files && inputs.bytes <= megabytes * 1e6);
    promise(`${title} sees at most ${files} files of ${megabytes} MB`, found.length > 0 && within.length === found.length, true);
  }
}
