/** Clips and models of datasets/clips. */
import { existsSync, readFileSync } from 'node:fs';
import { runtime } from '../../contracts/backend.ts';
import type { FeaturesInput } from '../../contracts/corpus.ts';
import { digestOf, sha256 } from '../../io/digest.ts';
import { readModel } from '../../onnx/model.ts';
import type { Model, SourceOf } from '../backend.ts';

const folder = `${import.meta.dirname}/../../../datasets/clips`;

/** In the order of the models' input. */
export const clipFeatures = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];

export interface Clip {
  readonly sample: FeaturesInput;
  /** One a frame. */
  readonly targets: readonly number[];
}

/** By name, which is their order in the table too. */
export function readClips(): Clip[] {
  const [header = [], ...rows] = readFileSync(`${folder}/frames.csv`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const cell = (row: readonly string[], column: string): string => row[header.indexOf(column)] ?? '';
  return [...Map.groupBy(rows, (row) => cell(row, 'clip'))].map(([id, frames]) => {
    // Sorted, as an indexed corpus has them.
    const names = [...clipFeatures].sort();
    const values = frames.map((row) => names.map((name) => Number(cell(row, name))));
    const source = cell(frames[0] ?? [], 'source');
    return {
      sample: { kind: 'features', id, sha256: digestOf({ names, rows: values }), source, names, rows: values },
      targets: frames.map((row) => Number(cell(row, 'target'))),
    };
  });
}

/** A model with its external data, where it has any. */
export function clipModel(path: string): Model {
  const file = path.split('/').at(-1) ?? '';
  const bytes = readFileSync(`${folder}/${path}`);
  const data = existsSync(`${folder}/${path}.data`) ? new Map([[`${file}.data`, readFileSync(`${folder}/${path}.data`)]]) : new Map<string, Buffer>();
  const { parameters, metadata, inputs, outputs } = readModel(bytes, file);
  const values = (list: typeof inputs) => list.map((info) => ({ ...info, shape: [...info.shape] }));
  const files = [[file, bytes] as const, ...data].map(([name, content]) => ({ name, sha256: sha256(content), bytes: content.length }));
  return {
    checkpoint: {
      schemaVersion: 1,
      kind: 'checkpoint',
      digest: digestOf(files),
      files,
      parameters,
      metadata: { ...metadata },
      inputs: values(inputs),
      outputs: values(outputs),
    },
    bytes,
    data,
  };
}

export const clipSources = ['Aurora', 'Bramble', 'Cascade', 'Dunefield', 'Emberwing', 'Ferryboat', 'Granary', 'Harbourmist', 'Ironwood'];

/** A model for each source, and the plan that they were trained by. */
export function clipFolds(architecture: string): SourceOf<'folds'> {
  return {
    kind: 'folds',
    runtime: runtime.parse({}),
    models: new Map(clipSources.map((source) => [source, clipModel(`models/${architecture}/fold_${source}.onnx`)])),
    plan: { location: 'folds.json', text: readFileSync(`${folder}/folds.json`, 'utf8') },
  };
}

/** What an evaluation in Python made of the stored predictions: numbers of each fold by architecture. */
export interface Expected {
  readonly perFold: Readonly<Record<string, Readonly<Record<'plcc' | 'srocc' | 'rmse', number>>>>;
  readonly perFoldClipLevel: Expected['perFold'];
}
export const expectedClips = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Readonly<Record<string, Expected>>;
