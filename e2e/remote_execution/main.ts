/**
 * The whole evaluation on a cluster: BuildGrid schedules, BuildBox works, in roots and networks of their own. Equal bytes,
 * although the workers know nothing of the checkout and one of them is killed; and a job of the service, on the same cluster.
 *
 *     ./bazelw build //eval/serve //e2e/remote_execution &&
 *         BAZEL_BINDIR=. bazel-bin/e2e/remote_execution/remote_execution_/remote_execution [flags of Bazel]
 *
 * A `--disk_cache=…` among the flags spares the workers the compilers; results of stages are never taken from it.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '../../tools/promises/bazel.ts';
import { close, skip } from '../../tools/promises/checks.ts';
import { downloadsOfMachine, ownServer } from '../remote_cache/colleague.ts';
import { checkCluster } from './cluster.ts';
import { installEngines } from './engines.ts';
import { Grid } from './grid.ts';
import { checkService } from './service.ts';

const repository = process.cwd();
const local = process.argv.slice(2);
const engines = installEngines(repository);
if (typeof engines === 'string') {
  skip('execution on a cluster', `${engines} cannot be fetched`);
} else {
  const scratch = mkdtempSync(join(tmpdir(), 'remote-execution-'));
  chmodSync(scratch, 0o755); // PostgreSQL has a user of its own
  const grid = new Grid(join(scratch, 'grid'), engines);
  const address = await grid.start();
  const remote = [
    ...local,
    downloadsOfMachine(repository),
    '--modify_execution_info=Eval.*=+no-cache',
    `--remote_executor=${address}`,
    '--spawn_strategy=remote',
    '--remote_download_toplevel',
    // Programs that the disk cache has are sent to the workers from here.
    '--remote_download_regex=.*-exec-.*',
    '--jobs=8',
  ];
  const startup = ownServer(scratch);
  const workspace = new Workspace(repository, join(scratch, 'checkout'), remote, { command: ['./bazelw', ...startup], env: process.env });
  try {
    execFileSync('./bazelw', ['build', ...local, '//eval:report'], { cwd: repository, stdio: 'ignore' });
    await checkCluster(repository, workspace, grid);
    await checkService(repository, join(scratch, 'service'), remote, startup);
  } finally {
    workspace.close();
    await grid.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
process.exitCode = close();
