/** The infer stage: one backend on some samples of one corpus. It knows their inputs, and nothing of truth or slices. */

import type { Backend, Config, ImageSample, Outcome, Predictor, Sample, Source, Task } from '../backends/backend.ts';
import type { BackendDeclaration } from '../contracts/backend.ts';
import type { ImageInput, InputRow } from '../contracts/corpus.ts';
import type { PredictionRow, PredictionsHeader } from '../contracts/predictions.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import type { PictureReader, RgbImage } from '../image/raster.ts';
import { validate } from '../io/issues.ts';
import { byText } from '../io/order.ts';
import { identify, modelsOf } from './identify.ts';

export interface InferInput {
  /** The kinds that can be opened, by name: a program is made of those that it needs. */
  readonly backends: ReadonlyMap<string, Backend>;
  readonly backend: Pick<BackendDeclaration, 'name' | 'kind' | 'config'>;
  readonly source: Source;
  readonly corpus: string;
  readonly inputs: readonly InputRow[];
  /** Of the corpus, where the inputs are a shard of it: see Task. */
  readonly whole?: Task['whole'];
  /** The decoded picture of a sample. @throws InputError when it is not the one of the corpus */
  readonly picture: (row: ImageInput, reader: PictureReader) => Promise<RgbImage>;
}

export interface InferOutput {
  readonly header: PredictionsHeader;
  readonly rows: PredictionRow[];
  /** Rows of imported predictions that are about samples that the corpus does not have. */
  readonly unknownRows: number;
}

/** @throws InputError with the problems of the backend, or with those of all samples at once */
export async function run(input: InferInput): Promise<InferOutput> {
  const { backends, backend: declared, source, corpus, inputs } = input;
  const { name, kind } = declared;
  const backend = backendOf(kind, backends, name);
  const config = validate<Config>(backend.configuration, declared.config, name, 'EV3012', 'the configuration');
  if (backend.source !== source.kind) {
    const message = `a backend of kind ${kind} is not made of this`;
    throw new InputError({ code: 'EV3013', location: name, message, got: source.kind, expected: backend.source });
  }
  checkFiles(source);
  const predictor = await backend.open(config, source, { corpus, samples: inputs, ...(input.whole === undefined ? {} : { whole: input.whole }) });
  try {
    const header: PredictionsHeader = { schemaVersion: 4, kind: 'predictions', backend: identify({ name, kind, config }, source) };
    return { header, rows: await predictAll(predictor, input), unknownRows: predictor.unknownRows ?? 0 };
  } finally {
    await predictor.close();
  }
}

function backendOf(kind: string, backends: InferInput['backends'], location: string): Backend {
  const backend = backends.get(kind);
  if (backend !== undefined) return backend;
  const message = `there is no kind of backend "${kind}"${nearestText(kind, backends.keys())}`;
  throw new InputError({ code: 'EV3011', location, message, expected: [...backends.keys()].join(', ') });
}

/**
 * EV3010 for every file of a model that is missing or has another length than the checkpoint says. Its bytes are not hashed
 * again: checkpoint.json was made of the same declared inputs, and every shard would pay for it.
 */
function checkFiles(source: Source): void {
  const problems = new Problems();
  for (const [fold, { checkpoint, bytes: model, data }] of modelsOf(source)) {
    const given = new Map([[checkpoint.files[0]?.name ?? '', model], ...data]);
    for (const { name, bytes } of checkpoint.files) {
      const length = given.get(name)?.length;
      if (length === bytes) continue;
      const location = fold === '' ? name : `${fold}: ${name}`;
      const got = length === undefined ? 'no such file' : `${length} bytes`;
      problems.add({ code: 'EV3010', location, message: 'the file is not the one that was checked', got, expected: `${bytes} bytes` });
    }
  }
  problems.check();
}

/** One row a sample, sorted by id. Samples are opened when the backend takes them; only their predictions stay in memory. */
async function predictAll(predictor: Predictor, { inputs, picture }: InferInput): Promise<PredictionRow[]> {
  const sorted = [...inputs].sort((a, b) => byText(a.id, b.id));
  const answers = new Map<string, Outcome | InputError>();
  for await (const [id, answer] of predictor.predict(samplesOf(sorted, picture))) answers.set(id, answer);
  const problems = new Problems();
  const rows = sorted.flatMap((row) => {
    const answer = answers.get(row.id);
    if (answer === undefined) throw new Error(`the backend says nothing about ${row.id}`);
    if (!(answer instanceof InputError)) return [rowOf(row, answer)];
    problems.absorb(answer);
    return [];
  });
  problems.check();
  return rows;
}

async function* samplesOf(rows: readonly InputRow[], picture: InferInput['picture']): AsyncGenerator<Sample> {
  for (const row of rows) yield row.kind === 'image' ? imageSample(row, picture) : row;
}

function imageSample(row: ImageInput, picture: InferInput['picture']): ImageSample {
  const { id, width, height } = row;
  return { kind: 'image', id, width, height, image: (reader) => picture(row, reader) };
}

function rowOf(sample: InputRow, outcome: Outcome): PredictionRow {
  const common = { id: sample.id, input: sample.kind === 'absent' ? null : sample.sha256 };
  if ('failed' in outcome) return { ...common, reason: outcome.failed, status: 'failed' };
  return { ...common, ...outcome, status: 'ok' };
}
