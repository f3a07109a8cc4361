/**
 * The promises of the design that only Bazel itself can show, checked in copies of the workspace that are thrown away:
 * what an action can see and how much of it, how wrong input ends, what runs again after a change, what a shared cache serves, which names of
 * files and which configurations make no difference, and equal bytes in other surroundings.
 *
 *     ./bazelw build //tools/promises && BAZEL_BINDIR=. bazel-bin/tools/promises/promises_/promises
 *
 * Flags after it go to every Bazel command: `--disk_cache=…` with compiled programs, say. It must not hold a stage's results.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from './bazel.ts';
import { close } from './checks.ts';
import { checkInputs } from './inputs.ts';
import { checkNames } from './names.ts';
import { checkPathMapping, checkRebuilds, checkSharedCache } from './rebuilds.ts';
import { checkRefusals, checkRunners, checkSandbox } from './refusals.ts';
import { checkEqualBytes } from './replay.ts';

const folder = mkdtempSync(join(tmpdir(), 'promises-'));
const flags = [`--disk_cache=${join(folder, 'cache')}`, ...process.argv.slice(2)];
const workspaces: Workspace[] = [];
try {
  const first = new Workspace(process.cwd(), join(folder, 'first'), flags);
  workspaces.push(first);
  const spawns = first.build('//eval:report');
  checkRunners(spawns);
  checkSandbox(first);
  checkInputs([...spawns, ...first.build('//examples/faces:good.decision')]);
  checkRefusals(first);
  // Nobody else asks for the attestation, and what was never made cannot be compared.
  first.build('//eval:report.decision', '--output_groups=attestation');
  checkEqualBytes(first, '//eval:report');
  checkRebuilds(first);
  checkNames(first);
  checkPathMapping(first);

  const second = new Workspace(process.cwd(), join(folder, 'second'), flags);
  workspaces.push(second);
  checkSharedCache(second);
} finally {
  for (const workspace of workspaces) workspace.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = close();
