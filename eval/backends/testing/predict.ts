import assert from 'node:assert/strict';
import type { InstancesPrediction } from '../../annotations/instances/schema.ts';
import { runtime } from '../../contracts/backend.ts';
import type { InputRow } from '../../contracts/corpus.ts';
import { fromText, type Runs } from '../../masks/runs.ts';
import type { Backend, Config, ImageSample, Model, Outcome, Sample, SourceOf } from '../backend.ts';
import { predictOne } from '../each.ts';

export const nothing = { corpus: 'test', samples: [] };

/** A model, run as it is by default. */
export function onCpu(model: Model): SourceOf<'checkpoint'> {
  return { kind: 'checkpoint', model, runtime: runtime.parse({}) };
}

export async function outcomeOf<C extends Config>(
  backend: Backend<C, 'checkpoint'>,
  source: SourceOf<'checkpoint'>,
  config: unknown,
  sample: Sample,
): Promise<Outcome> {
  const predictor = await backend.open(backend.configuration.parse(config), source, nothing);
  try {
    return await predictOne(predictor, sample);
  } finally {
    await predictor.close();
  }
}

/** What a backend says about samples that are nothing but ids, from one file. */
export async function importedOutcomes<C extends Config>(
  backend: Backend<C, 'imported'>,
  config: C,
  files: SourceOf<'imported'>['files'],
  samples: readonly InputRow[],
): Promise<Outcome[]> {
  const predictor = await backend.open(config, { kind: 'imported', files }, { corpus: 'test', samples });
  return Promise.all(samples.map(({ id }) => predictOne(predictor, { kind: 'absent', id })));
}

/** The mask of one sample; asserts that there is one and that it has the sample's size. */
export async function predictMask<C extends Config>(
  backend: Backend<C, 'checkpoint'>,
  model: Model,
  config: object,
  sample: ImageSample,
): Promise<Runs> {
  const outcome = await outcomeOf(backend, onCpu(model), config, sample);
  assert.ok('prediction' in outcome && outcome.prediction.kind === 'mask', JSON.stringify(outcome));
  const mask = fromText(outcome.prediction.mask);
  assert.deepEqual([mask.width, mask.height], [sample.width, sample.height]);
  return mask;
}

/** The instances of one sample, as people write them; asserts that there are some or none, not something else. */
export function instancesOf(outcome: Outcome): {
  kind: string;
  parts: string[];
  scores: number[];
  boxes: number[];
  masks?: InstancesPrediction['masks'];
} {
  assert.ok('prediction' in outcome && outcome.prediction.kind === 'instances', JSON.stringify(outcome));
  const { kind, parts, part, scores, boxes, masks } = outcome.prediction;
  const lists = { kind, parts: Array.from(part, (at) => parts[at] as string), scores: [...scores], boxes: [...boxes] };
  return masks === undefined ? lists : { ...lists, masks };
}
