/** Evaluations that no honest change of a file or two could turn into a go: what the files between stages are taken from. */
import { readFileSync } from 'node:fs';
import { sha256 } from '../../eval/io/digest.ts';
import { run as evaluate, type PipelineInput, type PipelineOutput } from '../../eval/pipeline/run.ts';
import * as clips from '../false_greens/clips.ts';
import * as pictures from '../false_greens/pictures.ts';

export const sanity = (): string => readFileSync('criteria/sanity.yaml', 'utf8');

/** The candidate draws one small box whatever it sees, was trained on every picture, and fails every criterion. */
export async function hopeless(): Promise<PipelineInput> {
  const honest = await pictures.honest(sanity());
  const images = Object.values(honest.corpora['heldout']?.images ?? {}).map((bytes) => sha256(bytes));
  return {
    ...honest,
    backends: { ...honest.backends, candidate: pictures.backendOf('new', pictures.pots, () => [1, 1, 6, 6]) },
    training: { schema: 1, images, groups: pictures.pots.map(({ id }) => id) },
  };
}

/** A regressor that a file holds, far off on every source. */
export function poorModel(criteria: readonly string[] = Object.values(clips.criteria)): PipelineInput {
  const model = { name: 'model.onnx', model: readFileSync('datasets/clips/models/linear/fold_Aurora.onnx'), data: new Map() };
  return {
    corpora: { clips: clips.tableOf(clips.clips) },
    backends: {
      candidate: { name: 'new', kind: 'regressor', config: { features: clips.features }, model },
      baseline: clips.seriesOf('old', clips.clips, clips.offBy(3)),
    },
    criteria: clips.policyOf(criteria),
    sanity: sanity(),
  };
}

/** @throws Error when it ends in go: then it proves nothing */
export async function evaluated(given: PipelineInput): Promise<PipelineOutput> {
  const result = await evaluate(given);
  if (result.decision.verdict === 'go') throw new Error('the evaluation is a go');
  return result;
}
