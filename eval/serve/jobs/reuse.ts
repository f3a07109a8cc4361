/** How many candidates the corpora of a job have judged, as external metrics of its evaluation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpus as corpusSchema } from '../../contracts/corpus.ts';
import type { Call } from '../bazel/build_file.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { JobContext } from './context.ts';
import type { Running } from './queue.ts';
import { JobFailure } from './queue.ts';

/** Builds the corpora, which the job needs anyway, and counts by their digests; the candidate itself does not count. */
export async function reuseOf(
  id: string,
  model: string,
  candidate: Checkpoint,
  corpora: Readonly<Record<string, string>>,
  running: Running,
  { bazel, workspace, index }: JobContext,
): Promise<Call> {
  const labels = Object.values(corpora);
  await bazel.build(labels, running);
  const { exitCode, output } = await bazel.run(
    ['cquery', '--output=files', '--ui_event_filters=-info,-warning', '--noshow_progress', labels.join(' + ')],
    running.signal,
  );
  const summaries = output.split('\n').filter((path) => path.endsWith('/corpus.json'));
  if (exitCode !== 0 || summaries.length === 0) throw new JobFailure('EV9230', 'Bazel does not say where the corpora are');
  const digests = summaries.map((path) => corpusSchema.parse(JSON.parse(readFileSync(join(workspace.folder, path), 'utf8'))).digest);
  const judged = Math.max(...digests.map((digest) => index.judged(digest, candidate.sha256)));
  workspace.write(`jobs/${id}/reuse.json`, `${JSON.stringify({ judged })}\n`);
  return { rule: 'external_metrics', attributes: { name: 'reuse', src: 'reuse.json', candidate: model, metrics: { judged_candidates: '/judged' } } };
}
