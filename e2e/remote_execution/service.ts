/** A job of the service whose Bazel has a cluster: nothing but its flags is different. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStage, parseExecutionLog } from '../../tools/promises/bazel.ts';
import { promise } from '../../tools/promises/checks.ts';
import { RunningService } from '../service/service.ts';

/** @param startup options of Bazel before its command */
export async function checkService(repository: string, folder: string, flags: readonly string[], startup: readonly string[]): Promise<void> {
  const service = new RunningService(folder, repository, flags, startup);
  try {
    await service.start();
    const job = await service.ended((await service.post('/v1/vision/eval', { evaluation: 'pottery', model: 'pot', dataset: 'pottery' })).job_id);
    promise('a job of the service on the cluster', [job.status, job.result['verdict'], job.error], ['completed', 'no-go', null]);
    const stages = parseExecutionLog(readFileSync(service.log, 'utf8')).filter(isStage);
    promise(`its ${stages.length} actions ran on workers`, [...new Set(stages.map((s) => s.runner))], ['remote']);
  } finally {
    await service.stop();
    execFileSync(join(repository, 'bazelw'), [...startup, 'shutdown'], { cwd: join(folder, 'home/workspace'), stdio: 'ignore' });
  }
}
