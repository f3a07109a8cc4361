/** A whole evaluation in one process: the stages one after the other, as Bazel runs them, from what people would write. */
import type { Config } from '../../eval/backends/backend.ts';
import type { CheckpointInput } from '../../eval/checkpoint/run.ts';
import { run as checkFiles } from '../../eval/checkpoint/run.ts';
import type { MeasurementFile, PolicyFile } from '../../eval/contracts/criteria.ts';
import type { Decision } from '../../eval/contracts/decision.ts';
import type { TrainingList } from '../../eval/contracts/files.ts';
import type { MetricsTable, Role } from '../../eval/contracts/metrics.ts';
import { run as makePolicy } from '../../eval/criteria/run.ts';
import { run as decide } from '../../eval/decide/run.ts';
import type { EvidenceInput } from '../../eval/evidence/input.ts';
import { run as makeEvidence } from '../../eval/evidence/run.ts';
import type { ImporterName } from '../../eval/index/importers/table.ts';
import type { IndexOutput } from '../../eval/index/run.ts';
import { run as index } from '../../eval/index/run.ts';
import type { InferOutput } from '../../eval/infer/run.ts';
import { run as infer } from '../../eval/infer/run.ts';
import { knownMetrics, metricById } from '../../eval/metrics/table.ts';
import type { ScoreOutput } from '../../eval/score/run.ts';
import { run as score } from '../../eval/score/run.ts';
import type { ScoresFile } from '../../eval/tabulate/evaluation.ts';
import { run as tabulate } from '../../eval/tabulate/run.ts';

/** A corpus: what its target declares, files by key. */
export interface CorpusGiven {
  readonly importer: ImporterName;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly sources?: Readonly<Record<string, string>>;
  readonly images?: Readonly<Record<string, Uint8Array>>;
  readonly masks?: Readonly<Record<string, Uint8Array>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly datasetVersion?: string;
}

/** A backend that runs a model, or quotes a file of predictions, which may be about several corpora. */
export interface BackendGiven {
  readonly name: string;
  readonly kind: string;
  readonly config?: Config;
  readonly predictions?: string;
  readonly model?: Pick<CheckpointInput, 'name' | 'model' | 'data' | 'pinned'>;
}

export interface EvaluationGiven {
  readonly corpora: Readonly<Record<string, CorpusGiven>>;
  /** By role: `candidate`, `baseline`, `reference.<name>`. */
  readonly backends: Readonly<Record<string, BackendGiven>>;
  readonly evidence?: Readonly<Record<string, EvidenceInput>>;
  /** YAML. */
  readonly criteria: string;
  readonly sanity: string;
  readonly tier?: string;
  readonly training?: TrainingList;
}

/** Everything that crosses an action boundary on the way. */
export interface Evaluated {
  readonly corpora: ReadonlyMap<string, IndexOutput>;
  /** By `<backend>:<corpus>`. */
  readonly predictions: ReadonlyMap<string, InferOutput>;
  readonly scores: ReadonlyMap<string, ScoreOutput>;
  readonly measure: MeasurementFile;
  readonly policy: PolicyFile;
  readonly metrics: MetricsTable;
  readonly decision: Decision;
}

export const evaluationName = '//eval:report';

/** @throws InputError of every stage */
export async function evaluate(given: EvaluationGiven): Promise<Evaluated> {
  const { measure, policy } = makePolicy({
    criteria: { text: given.criteria, location: 'criteria.yaml' },
    sanity: { text: given.sanity, location: 'sanity.yaml' },
    tier: given.tier,
    metrics: { definitionOf: metricById, known: knownMetrics },
  });
  const corpora = new Map<string, IndexOutput>();
  for (const [name, corpus] of Object.entries(given.corpora)) corpora.set(name, await indexed(name, corpus));

  const predictions = new Map<string, InferOutput>();
  const scores = new Map<string, ScoreOutput>();
  const files: ScoresFile[] = [];
  for (const [backend, declared] of Object.entries(given.backends)) {
    for (const [corpus, output] of corpora) {
      const key = `${backend}:${corpus}`;
      const predicted = await inferred(declared, corpus, output);
      const scored = score({ shards: [{ location: key, ...predicted }], truth: { location: corpus, rows: output.truth }, metrics: [] });
      predictions.set(key, predicted);
      scores.set(key, scored);
      files.push({ backend, role: backend.split('.')[0] as Role, corpus, ...scored });
    }
  }
  const metrics = tabulate({
    evaluation: evaluationName,
    measure,
    corpora: new Map([...corpora].map(([name, { corpus }]) => [name, corpus])),
    slices: new Map([...corpora].map(([name, { slices }]) => [name, slices])),
    scores: files,
    evidence: new Map(Object.entries(given.evidence ?? {}).map(([name, input]) => [name, makeEvidence(input)])),
    training: given.training ?? null,
    tools: {},
  });
  return { corpora, predictions, scores, measure, policy, metrics, decision: decide({ metrics, policy }) };
}

/** One shard; an undeclared file is empty bytes, which no decoder takes. */
async function indexed(name: string, { importer, options = {}, sources = {}, datasetVersion = '1', ...files }: CorpusGiven): Promise<IndexOutput> {
  const labels = Object.entries(files.labels ?? {}).map(([key, text]) => [key, Buffer.from(text)] as const);
  const kinds = { images: Object.entries(files.images ?? {}), masks: Object.entries(files.masks ?? {}), labels };
  const bytes = new Map(Object.entries(kinds).flatMap(([kind, entries]) => entries.map(([key, data]) => [`${kind}/${key}`, data])));
  const declared = (kind: keyof typeof kinds) => kinds[kind].map(([key]) => ({ key, path: `${kind}/${key}` }));
  return index({
    importer,
    options,
    files: { images: declared('images').map((file) => ({ ...file, shard: 0 })), masks: declared('masks'), labels: declared('labels') },
    sources: new Map(Object.entries(sources).map(([role, text]) => [role, { location: role, text }])),
    read: (path) => bytes.get(path) ?? new Uint8Array(),
    name,
    datasetVersion,
    shards: 1,
  });
}

function inferred({ name, kind, config = {}, predictions, model }: BackendGiven, corpus: string, { inputs }: IndexOutput): Promise<InferOutput> {
  return infer({
    backend: { name, kind, config },
    checkpoint: model && checkFiles(model),
    model: model?.model,
    data: model?.data ?? new Map(),
    predictionsFiles: predictions === undefined ? [] : [{ location: `${name}.ndjson`, text: predictions }],
    corpus,
    inputs: inputs.flat(),
    readImage: () => new Uint8Array(),
  });
}
