/** How many candidates the corpora of a job have judged, as external metrics of its evaluation. */
import { corpus as corpusSchema } from '../../contracts/corpus.ts';
import { readJson } from '../../io/files.ts';
import type { Call } from '../bazel/build_file.ts';
import { builtFiles } from './built.ts';
import type { Checkpoint } from './checkpoints.ts';
import type { JobContext } from './context.ts';
import type { Running } from './queue.ts';

/** Builds the corpora, which the job needs anyway, and counts by their digests; the candidate itself does not count. */
export async function reuseOf(
  id: string,
  model: string,
  candidate: Checkpoint,
  corpora: Readonly<Record<string, string>>,
  running: Running,
  context: JobContext,
): Promise<Call> {
  const { workspace, index } = context;
  const summaries = await builtFiles(Object.values(corpora), 'corpus.json', running, context);
  const judged = Math.max(...summaries.map((path) => index.judged(readJson(path, corpusSchema).digest, candidate.sha256)));
  workspace.write(`jobs/${id}/reuse.json`, `${JSON.stringify({ judged })}\n`);
  return { rule: 'external_metrics', attributes: { name: 'reuse', src: 'reuse.json', candidate: model, metrics: { judged_candidates: '/judged' } } };
}
