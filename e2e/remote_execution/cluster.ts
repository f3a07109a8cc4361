/** An evaluation on two workers, of which one dies. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isStage, type Workspace } from '../../tools/promises/bazel.ts';
import { promise } from '../../tools/promises/checks.ts';
import { digests, filesOfReport } from '../../tools/promises/files.ts';
import type { Grid } from './grid.ts';

const compared = filesOfReport('bazel-bin/eval/report');

/** @param repository where the same was built without a cluster */
export async function checkCluster(repository: string, workspace: Workspace, grid: Grid): Promise<void> {
  const [first] = [grid.worker('first'), grid.worker('second')];
  lookAround(workspace);

  // It ends while an action is on it, when it has done some.
  const running = join(grid.folder, 'workers/first/files/cas/staging');
  const log = join(grid.folder, 'workers/first.log');
  const watch = `until (($(grep -c 'Runner exited' "$1") > 5)) && [[ -n $(ls -A "$2") ]]; do sleep 0.1; done; kill -KILL "$3"`;
  const killer = spawn('setpriv', ['--pdeathsig', 'KILL', 'bash', '-c', watch, 'killer', log, running, String(first.pid)], { stdio: 'ignore' });

  const started = performance.now();
  const { status, output, spawns } = workspace.attemptBuild('//eval:report');
  killer.kill();
  await wait(500); // Node.js hears of ends when it waits
  const seconds = Math.round((performance.now() - started) / 1000);
  if (status !== 0) throw new Error(`${output}\n${grid.log('grid')}`);
  const stages = spawns.filter(isStage);
  promise(`all ${stages.length} actions of stages ran on workers (${seconds} s)`, [...new Set(stages.map((s) => s.runner))], ['remote']);
  promise('no other action ran on this machine', [...new Set(spawns.map((s) => s.runner).filter((r) => !/^remote|cache hit$/.test(r)))], []);
  promise('one worker was killed in the middle', first.signalCode, 'SIGKILL');
  promise('the same bytes as without a cluster', digests(workspace.folder, compared), digests(repository, compared));
  promise('nothing but the report came down', workspace.exists('bazel-bin/eval/report.metrics/metrics.json'), false);
}

/** Actions that tell what a worker sees, and which one they are on. */
function lookAround(workspace: Workspace): void {
  mkdirSync(join(workspace.folder, 'probe'));
  const places = `for place in ${workspace.folder} /home /root /srv; do test ! -e $$place || echo $$place; done`;
  const command = `{ ${places}; tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; } > $@`;
  const pools = ['first', 'second', 'first', 'second', 'second', 'first'];
  const inPool = (pool: string, i: number): string =>
    `genrule(name = "in_${i}", outs = ["${i}.txt"], cmd = "uname -n > $@", exec_properties = {"Pool": "${pool}"}, tags = ["no-cache"])\n`;
  writeFileSync(
    join(workspace.folder, 'probe/BUILD.bazel'),
    `genrule(name = "look_around", outs = ["seen.txt"], cmd = ${JSON.stringify(command)}, tags = ["no-cache"])\n${pools.map(inPool).join('')}`,
  );
  workspace.bazel('build', '//probe:all');
  promise('a worker sees no checkout, no home, and no network but its own loopback', workspace.read('bazel-bin/probe/seen.txt'), 'lo\n');
  const seen = pools.map((_, i) => workspace.read(`bazel-bin/probe/${i}.txt`).trim());
  promise('an action whose exec_properties name a pool is on a worker of it', seen, pools);
}
