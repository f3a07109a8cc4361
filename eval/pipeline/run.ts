/**
 * A whole evaluation in one process: the stages one after the other, in the order in which the rules compose them, from what
 * people would write. For tests and small jobs; nothing is cached and all of it is in memory.
 */
import type { Config } from '../backends/backend.ts';
import { backends } from '../backends/registry.ts';
import { type CheckpointInput, run as checkFiles } from '../checkpoint/run.ts';
import { runtime } from '../contracts/backend.ts';
import type { TrainingList } from '../contracts/files.ts';
import type { Role } from '../contracts/metrics.ts';
import type { Source } from '../criteria/read.ts';
import type { ExternalInput } from '../external_metrics/input.ts';
import { run as readExternal } from '../external_metrics/run.ts';
import type { ImporterName } from '../import/importers/table.ts';
import { pictureOpener } from '../infer/pictures.ts';
import { type InferOutput, run as infer } from '../infer/run.ts';
import { loadLibrary } from '../metrics/library.ts';
import { type ScoreOutput, run as score } from '../score/run.ts';
import type { ScoresFile } from '../tabulate/evaluation.ts';
import { type MadeCorpus, makeCorpus } from './corpus.ts';
import { type Criteria, checkNames, type Judged, judge, readCriteria } from './judge.ts';

/** A corpus: what its target declares, files by key. */
export interface CorpusInput {
  readonly importer: ImporterName;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly sources?: Readonly<Record<string, string>>;
  readonly images?: Readonly<Record<string, Uint8Array>>;
  readonly masks?: Readonly<Record<string, Uint8Array>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly datasetVersion?: string;
}

/** A backend that runs a model, or has a file of imported predictions, which may be about several corpora. */
export interface BackendInput {
  readonly name: string;
  readonly kind: string;
  readonly config?: Config;
  readonly predictions?: string;
  readonly model?: Pick<CheckpointInput, 'name' | 'model' | 'data' | 'pinned' | 'pinnedData'>;
}

export interface PipelineInput {
  readonly corpora: Readonly<Record<string, CorpusInput>>;
  /** By role: `candidate`, `baseline`, `reference.<name>`. */
  readonly backends: Readonly<Record<string, BackendInput>>;
  readonly external?: Readonly<Record<string, ExternalInput>>;
  /** YAML. */
  readonly criteria: string;
  readonly sanity: string;
  readonly tier?: string;
  readonly training?: TrainingList;
  /** Files of metric libraries. */
  readonly libraries?: readonly Source[];
  /** Names of the corpora that are measured; all where it is left out. */
  readonly measured?: readonly string[];
}

/** Everything that crosses an action boundary on the way. */
export interface PipelineOutput extends Criteria, Judged {
  readonly corpora: ReadonlyMap<string, MadeCorpus>;
  /** By `<backend>:<corpus>`. */
  readonly predictions: ReadonlyMap<string, InferOutput>;
  readonly scores: ReadonlyMap<string, ScoreOutput>;
}

export const evaluationName = '//eval:report';

/** @throws InputError of every stage */
export async function run(input: PipelineInput): Promise<PipelineOutput> {
  const source = { text: input.criteria, location: 'criteria.yaml' };
  const libraries = await Promise.all((input.libraries ?? []).map(({ text, location }) => loadLibrary(text, location)));
  const own = libraries.flatMap(({ file }) => file.metrics);
  const criteria = readCriteria(source, { text: input.sanity, location: 'sanity.yaml' }, input.tier, own);
  const corpora = new Map<string, MadeCorpus>();
  const leftOut = Object.keys(input.corpora).filter((name) => input.measured?.includes(name) === false);
  for (const [name, corpus] of Object.entries(input.corpora)) if (!leftOut.includes(name)) corpora.set(name, await indexed(name, corpus));
  checkNames(source, criteria, {
    corpora: new Map([...corpora].map(([name, { corpus }]) => [name, corpus])),
    leftOut,
    external: Object.keys(input.external ?? {}),
    hasBaseline: input.backends['baseline'] !== undefined,
  });

  const predictions = new Map<string, InferOutput>();
  const scores = new Map<string, ScoreOutput>();
  const files: ScoresFile[] = [];
  for (const [backend, declared] of Object.entries(input.backends)) {
    for (const [corpus, output] of corpora) {
      const key = `${backend}:${corpus}`;
      const predicted = await inferred(declared, corpus, output, input.corpora[corpus]?.images);
      const scored = score({
        shards: [{ location: key, ...predicted }],
        truth: { location: corpus, rows: output.truth },
        metrics: [],
        own: libraries.flatMap(({ metrics }) => metrics),
      });
      predictions.set(key, predicted);
      scores.set(key, scored);
      files.push({ backend, role: backend.split('.')[0] as Role, corpus, ...scored });
    }
  }
  const judged = judge(criteria, {
    evaluation: evaluationName,
    corpora: new Map([...corpora].map(([name, { corpus }]) => [name, corpus])),
    leftOut,
    slices: new Map([...corpora].map(([name, { slices }]) => [name, slices])),
    scores: files,
    own: libraries.flatMap(({ metrics }) => metrics),
    external: new Map(Object.entries(input.external ?? {}).map(([name, given]) => [name, readExternal(given)])),
    training: input.training ?? null,
  });
  return { corpora, predictions, scores, ...criteria, ...judged };
}

/** One shard; an undeclared file is empty bytes, which no decoder takes. */
async function indexed(name: string, { importer, options = {}, sources = {}, datasetVersion = '1', ...files }: CorpusInput): Promise<MadeCorpus> {
  const labels = Object.entries(files.labels ?? {}).map(([key, text]) => [key, Buffer.from(text)] as const);
  const kinds = { images: Object.entries(files.images ?? {}), masks: Object.entries(files.masks ?? {}), labels };
  const bytes = new Map(Object.entries(kinds).flatMap(([kind, entries]) => entries.map(([key, data]) => [`${kind}/${key}`, data])));
  const declared = (kind: keyof typeof kinds) => kinds[kind].map(([key]) => ({ key, path: `${kind}/${key}` }));
  return makeCorpus({
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

function inferred(
  { name, kind, config = {}, predictions, model }: BackendInput,
  corpus: string,
  { inputs }: MadeCorpus,
  images: CorpusInput['images'] = {},
): Promise<InferOutput> {
  return infer({
    backends,
    backend: { name, kind, config },
    source:
      model === undefined
        ? { kind: 'imported', files: [{ location: `${name}.ndjson`, text: predictions ?? '' }] }
        : { kind: 'checkpoint', model: { checkpoint: checkFiles(model), bytes: model.model, data: model.data }, runtime: runtime.parse({}) },
    corpus,
    inputs: inputs.flat(),
    picture: pictureOpener((key) => images[key] ?? new Uint8Array()),
  });
}
