/** Files of targets that are no evaluation: corpora, criteria. */
import { join } from 'node:path';
import type { JobContext } from './context.ts';
import { JobFailure, type Running } from './queue.ts';

/** Builds targets and returns the paths of their files that have this name. */
export async function builtFiles(labels: readonly string[], name: string, running: Running, { bazel, workspace }: JobContext): Promise<string[]> {
  await bazel.build(labels, running);
  const { exitCode, output } = await bazel.run(
    ['cquery', '--output=files', '--ui_event_filters=-info,-warning', '--noshow_progress', labels.join(' + ')],
    running.signal,
  );
  const files = output.split('\n').filter((path) => path.endsWith(`/${name}`));
  if (exitCode !== 0 || files.length === 0) throw new JobFailure('EV9230', `Bazel does not say where ${name} is`);
  return files.map((path) => join(workspace.folder, path));
}
