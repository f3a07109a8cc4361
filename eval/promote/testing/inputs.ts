/** Inputs of a promotion that belong together, made by the stages themselves: a test breaks one part of it. */
import { backendDigest } from '../../backends/identity/identity.ts';
import { run as checkFiles } from '../../checkpoint/run.ts';
import type { BackendIdentity } from '../../contracts/backend.ts';
import type { Corpus } from '../../contracts/corpus.ts';
import { type MeasurementFile, measurementFile, type PolicyFile } from '../../contracts/criteria.ts';
import type { MetricsTable } from '../../contracts/metrics.ts';
import { run as decide } from '../../decide/run.ts';
import { quiet, rowOf, policyOf as smallPolicy, tableOf as smallTable } from '../../decide/testing/table.ts';
import { digestOf } from '../../io/digest.ts';
import { toolVersions } from '../../io/tool_versions.ts';
import { definitionOf, metrics } from '../../metrics/table.ts';
import type { GivenCheckpoint, PromotionInputs } from '../inputs.ts';
import { tinyModel } from './model.ts';

export const evaluation = '//eval:report';

export const corpus: Corpus = {
  schemaVersion: 1,
  kind: 'corpus',
  name: 'pots',
  datasetVersion: 'v1',
  digest: digestOf('pots'),
  importer: 'test',
  statements: [],
  samples: 9,
  exclusions: [],
  remarks: [],
  dimensions: {},
};

const measuring = { pass: { metric: 'mask_iou', at: 0.7 }, statistics: { resamples: 100, seed: 1, level: 0.95, minimum_groups: 2 } };
export const measure: MeasurementFile = measureOf(measuring);

function measureOf(value: unknown): MeasurementFile {
  const parsed = measurementFile.parse({ schemaVersion: 1, kind: 'measurement', digest: digestOf(''), measure: value });
  return { ...parsed, digest: digestOf(parsed.measure) };
}

export function policyOf(version: number, limit: number): PolicyFile {
  const goodEnough = { id: 'good_enough', metric: 'mask_iou', where: { corpus: 'heldout' }, of: 'candidate', limit, minimum_n: 3 } as const;
  const { digest: _digest, ...policy } = smallPolicy([goodEnough], quiet, { version, measure: measure.digest });
  const { schemaVersion: _version, kind: _kind, ...content } = policy;
  return { ...policy, digest: digestOf(content) };
}

export function checkpointOf(note: string, external?: string): GivenCheckpoint {
  const data = new Map(external === undefined ? [] : [[external, Buffer.from('1234')]]);
  const model = tinyModel(note, external);
  return { manifest: checkFiles({ name: 'model.onnx', model, data }), model, data };
}

/** The backend around a checkpoint, or around predictions where there is none. */
export function backendOf(name: string, checkpoint: GivenCheckpoint | undefined): BackendIdentity {
  const [kind, config] = ['test', { threshold: 0.5 }];
  const digest = checkpoint?.manifest.digest ?? null;
  return {
    name,
    kind,
    digest: backendDigest({ kind, config }, digest === null ? { predictions: [] } : { checkpoint: digest }),
    checkpoint: digest,
    config,
  };
}

export interface InputParts {
  readonly checkpoint?: GivenCheckpoint | undefined;
  readonly baseline?: GivenCheckpoint | undefined;
  /** The candidate's overlap; 0.7 is needed for a go. */
  readonly overlap?: number;
  readonly policy?: PolicyFile;
  /** A change of the table before it is decided on. */
  readonly table?: (table: MetricsTable) => MetricsTable;
}

/** A go, unless the parts say otherwise. */
export function inputsOf(parts: InputParts): PromotionInputs {
  const { checkpoint, baseline, overlap = 0.9, policy = policyOf(1, 0.7) } = parts;
  const table = tableOf(backendOf('candidate', checkpoint), baseline === undefined ? undefined : backendOf('baseline', baseline), overlap);
  const metrics = parts.table?.(table) ?? table;
  const backend = metrics.backends.find(({ role }) => role === 'candidate')?.identity;
  if (backend === undefined) throw new Error('the table has no candidate');
  return {
    decision: decide({ metrics, policy }),
    metrics,
    backend,
    policy,
    measure,
    corpora: new Map([['heldout', corpus]]),
    checkpoint,
    tools: toolVersions(),
  };
}

function tableOf(candidate: BackendIdentity, baseline: BackendIdentity | undefined, overlap: number): MetricsTable {
  const baselines = baseline === undefined ? [] : [{ role: 'baseline' as const, identity: baseline }];
  return smallTable({
    evaluation,
    backends: [{ role: 'candidate', identity: candidate }, ...baselines],
    corpora: [{ ...corpus, name: 'heldout' }],
    definitions: metrics.filter(({ id }) => id === 'mask_iou').map(definitionOf),
    measure: measure.digest,
    pass: { metric: 'mask_iou', at: 0.7 },
    tools: toolVersions(),
    rows: [rowOf({ corpus: 'heldout', slice: null }, 'mask_iou', overlap, 9, { backend: 'candidate' })],
  });
}
