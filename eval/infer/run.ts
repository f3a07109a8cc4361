/** The infer stage: one backend on some samples of one corpus. It knows pictures, and nothing of truth or slices. */
import type { Backend, Config, Model, Outcome, Predictor, Sample } from '../backends/backend.ts';
import { backends } from '../backends/registry.ts';
import type { BackendDeclaration } from '../contracts/backend.ts';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { ImageRow } from '../contracts/corpus.ts';
import type { PredictionRow, PredictionsHeader } from '../contracts/predictions.ts';
import { InputError, nearest, Problems } from '../errors/errors.ts';
import { decodeRgb } from '../image/decode.ts';
import type { RgbImage } from '../image/raster.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { check, pathText } from '../io/issues.ts';
import { toText } from '../masks/runs.ts';

export interface InferInput {
  readonly backend: BackendDeclaration;
  /** What a backend of source `checkpoint` runs. */
  readonly checkpoint?: Checkpoint | undefined;
  readonly model?: Uint8Array | undefined;
  readonly data: ReadonlyMap<string, Uint8Array>;
  /** What a backend of source `predictions` quotes. */
  readonly predictionsFiles: readonly { readonly place: string; readonly text: string }[];
  readonly corpus: string;
  readonly images: readonly ImageRow[];
  /** Bytes of a picture by its key. @throws InputError when there is none */
  readonly readImage: (key: string) => Uint8Array;
}

export interface InferOutput {
  readonly header: PredictionsHeader;
  readonly rows: PredictionRow[];
}

/** @throws InputError with the problems of the backend, or with those of all samples at once */
export async function run(input: InferInput): Promise<InferOutput> {
  const { name, kind } = input.backend;
  const backend = backendOf(kind, name);
  const config = configOf(backend, input.backend.config, name);
  const { predictor, checkpoint, digest } = await open(backend, config, input);
  try {
    const identity = { name, kind, digest, checkpoint, config };
    return { header: { schemaVersion: 1, kind: 'predictions', backend: identity }, rows: await predictAll(predictor, input) };
  } finally {
    await predictor.close();
  }
}

function backendOf(kind: string, place: string): Backend {
  const backend = backends.get(kind);
  if (backend !== undefined) return backend;
  const near = nearest(kind, backends.keys());
  const message = `there is no kind of backend "${kind}"${near === undefined ? '' : ` (nearest: ${near})`}`;
  throw new InputError({ code: 'EV3011', place, message, expected: [...backends.keys()].join(', ') });
}

function configOf(backend: Backend, declared: Config, place: string): Config {
  const checked = check<Config>(backend.configuration, declared);
  if (checked.ok) return checked.value;
  throw new InputError(
    checked.findings.map(({ path, message, got, expected }) => ({
      code: 'EV3012' as const,
      place,
      message: `${pathText(path) || 'the configuration'}: ${message}`,
      ...(got === undefined ? {} : { got }),
      ...(expected === undefined ? {} : { expected }),
    })),
  );
}

interface Opened {
  readonly predictor: Predictor;
  readonly checkpoint: string | null;
  /** Over kind, configuration and what the predictions come from. */
  readonly digest: string;
}

async function open(backend: Backend, config: Config, input: InferInput): Promise<Opened> {
  const place = input.backend.name;
  const { kind } = backend;
  if (backend.source === 'checkpoint') {
    const model = modelOf(input, place);
    if (input.predictionsFiles.length > 0) throw wrongSource(place, `a backend of kind ${kind} runs a checkpoint`, 'files of predictions');
    const checkpoint = model.checkpoint.digest;
    return { predictor: await backend.open(config, model), checkpoint, digest: digestOf({ kind, config, checkpoint }) };
  }
  const { predictionsFiles: files, corpus, images: samples } = input;
  if (files.length === 0) throw wrongSource(place, `a backend of kind ${kind} quotes files of predictions`, 'none');
  if (input.checkpoint !== undefined || input.model !== undefined) throw wrongSource(place, `a backend of kind ${kind} quotes files`, 'a checkpoint');
  const quoted = files.map(({ text }) => sha256(text)).sort();
  return {
    predictor: await backend.open(config, { files, corpus, samples }),
    checkpoint: null,
    digest: digestOf({ kind, config, predictions: quoted }),
  };
}

/** The model's bytes, compared with what the checkpoint says about them. */
function modelOf({ checkpoint, model, data }: InferInput, place: string): Model {
  if (checkpoint === undefined || model === undefined) throw wrongSource(place, 'the backend runs a checkpoint', 'no checkpoint');
  const [own, ...external] = checkpoint.files;
  const given = new Map([[own?.name ?? '', model], ...data]);
  const problems = new Problems();
  for (const file of [own, ...external]) {
    if (file === undefined) continue;
    const bytes = given.get(file.name);
    const got = bytes === undefined ? 'no such file' : sha256(bytes);
    if (got !== file.sha256)
      problems.add({ code: 'EV3010', place: file.name, message: 'the file is not the one that was checked', got, expected: file.sha256 });
  }
  problems.check();
  return { checkpoint, bytes: model, data };
}

function wrongSource(place: string, message: string, got: string): InputError {
  return new InputError({ code: 'EV3013', place, message, got });
}

/** One row a sample, sorted by id. Samples are worked off one by one; only their masks stay in memory. */
async function predictAll(predictor: Predictor, { images, readImage }: InferInput): Promise<PredictionRow[]> {
  const problems = new Problems();
  const rows: PredictionRow[] = [];
  for (const row of [...images].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    try {
      rows.push(rowOf(row, await predictor.predict(sampleOf(row, readImage))));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) problems.add(problem);
    }
  }
  problems.check();
  return rows;
}

function sampleOf(row: ImageRow, readImage: InferInput['readImage']): Sample {
  return {
    id: row.id,
    width: row.width,
    height: row.height,
    async image(): Promise<RgbImage> {
      const bytes = readImage(row.image);
      const got = sha256(bytes);
      if (got !== row.sha256) {
        throw new InputError({ code: 'EV1005', place: row.id, message: `${row.image} is not the picture of the corpus`, got, expected: row.sha256 });
      }
      const picture = await decodeRgb(bytes, row.id);
      if (picture.width !== row.width || picture.height !== row.height) {
        const message = `${row.image} has not the size that the corpus says`;
        const expected = `${row.width} x ${row.height} pixels`;
        throw new InputError({ code: 'EV1006', place: row.id, message, got: `${picture.width} x ${picture.height} pixels`, expected });
      }
      return picture;
    },
  };
}

function rowOf({ id, sha256: image }: ImageRow, outcome: Outcome): PredictionRow {
  if ('failed' in outcome) return { id, status: 'failed', image, reason: outcome.failed };
  return { id, status: 'ok', image, prediction: { kind: 'mask', mask: toText(outcome.mask) } };
}
