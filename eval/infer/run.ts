/** The infer stage: one backend on some samples of one corpus. It knows their inputs, and nothing of truth or slices. */

import type { Backend, Command, Config, FoldModels, ImageSample, Model, Outcome, Predictor } from '../backends/backend.ts';
import { backends } from '../backends/registry.ts';
import type { BackendDeclaration, BackendIdentity } from '../contracts/backend.ts';
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { ImageInput, InputRow } from '../contracts/corpus.ts';
import type { PredictionRow, PredictionsHeader } from '../contracts/predictions.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { check, pathText } from '../io/issues.ts';
import { byText } from '../io/order.ts';
import { checkedPicture } from './pictures.ts';

export interface InferInput {
  readonly backend: BackendDeclaration;
  /** What a backend of source `checkpoint` runs. */
  readonly checkpoint?: Checkpoint | undefined;
  readonly model?: Uint8Array | undefined;
  readonly data: ReadonlyMap<string, Uint8Array>;
  /** What a backend of source `folds` runs. */
  readonly folds?: FoldModels | undefined;
  /** What a backend of source `command` asks. */
  readonly command?: Command | undefined;
  /** What a backend of source `predictions` quotes. */
  readonly predictionsFiles: readonly { readonly location: string; readonly text: string }[];
  readonly corpus: string;
  readonly inputs: readonly InputRow[];
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
  const { predictor, checkpoint, size, digest } = await open(backend, config, input);
  try {
    const identity = { name, kind, digest, checkpoint, ...(size === undefined ? {} : { size }), config };
    return { header: { schemaVersion: 1, kind: 'predictions', backend: identity }, rows: await predictAll(predictor, input) };
  } finally {
    await predictor.close();
  }
}

function backendOf(kind: string, location: string): Backend {
  const backend = backends.get(kind);
  if (backend !== undefined) return backend;
  const message = `there is no kind of backend "${kind}"${nearestText(kind, backends.keys())}`;
  throw new InputError({ code: 'EV3011', location, message, expected: [...backends.keys()].join(', ') });
}

function configOf(backend: Backend, declared: Config, location: string): Config {
  const checked = check<Config>(backend.configuration, declared);
  if (checked.ok) return checked.value;
  throw new InputError(
    checked.findings.map(({ path, message, got, expected }) => ({
      code: 'EV3012' as const,
      location,
      message: `${pathText(path) || 'the configuration'}: ${message}`,
      ...(got === undefined ? {} : { got }),
      ...(expected === undefined ? {} : { expected }),
    })),
  );
}

interface Opened {
  readonly predictor: Predictor;
  readonly checkpoint: string | null;
  readonly size?: BackendIdentity['size'];
  /** Over kind, configuration and what the predictions come from. */
  readonly digest: string;
}

async function open(backend: Backend, config: Config, input: InferInput): Promise<Opened> {
  checkSource(backend, input);
  const { kind } = backend;
  switch (backend.source) {
    case 'checkpoint': {
      const model = modelOf(input, input.backend.name);
      const { digest: checkpoint } = model.checkpoint;
      return { predictor: await backend.open(config, model), checkpoint, size: sizeOf([model]), digest: digestOf({ kind, config, checkpoint }) };
    }
    case 'folds': {
      const folds = foldsOf(input);
      const names = [...folds.models.keys()].sort();
      const checkpoint = digestOf(names.map((name) => ({ name, checkpoint: folds.models.get(name)?.checkpoint.digest })));
      const plan = sha256(folds.plan.text);
      const digest = digestOf({ kind, config, checkpoint, plan });
      return { predictor: await backend.open(config, folds, input.inputs), checkpoint, size: sizeOf([...folds.models.values()]), digest };
    }
    case 'command': {
      const command = commandOf(input);
      const predictor = await backend.open(config, command, input.corpus, input.inputs);
      return { predictor, checkpoint: null, digest: digestOf({ kind, config, command: command.digest }) };
    }
    case 'predictions': {
      const { predictionsFiles: files, corpus, inputs: samples } = input;
      const quoted = files.map(({ text }) => sha256(text)).sort();
      return {
        predictor: await backend.open(config, { files, corpus, samples }),
        checkpoint: null,
        digest: digestOf({ kind, config, predictions: quoted }),
      };
    }
  }
}

/** Each source of a backend, what it needs, and whether that is there. */
const sources = {
  checkpoint: { needs: 'a checkpoint', given: ({ checkpoint, model }: InferInput) => checkpoint !== undefined || model !== undefined },
  folds: { needs: 'a checkpoint for each fold', given: ({ folds }: InferInput) => folds !== undefined },
  command: { needs: 'a program', given: ({ command }: InferInput) => command !== undefined },
  predictions: { needs: 'files of predictions', given: ({ predictionsFiles }: InferInput) => predictionsFiles.length > 0 },
} as const satisfies Record<Backend['source'], unknown>;

/** @throws InputError EV3013 unless exactly what the kind of backend needs was given */
function checkSource({ kind, source }: Backend, input: InferInput): void {
  const given = Object.values(sources).filter((one) => one.given(input));
  if (given.length === 1 && given[0] === sources[source]) return;
  const got = given.map(({ needs }) => needs).join(' and ') || 'nothing';
  const message = `a backend of kind ${kind} is made of ${sources[source].needs}`;
  throw new InputError({ code: 'EV3013', location: input.backend.name, message, got });
}

function foldsOf({ folds }: InferInput): FoldModels {
  if (folds === undefined) throw new Error('a backend of folds without folds');
  const problems = new Problems();
  for (const [fold, model] of folds.models) checkBytes(model, fold, problems);
  problems.check();
  return folds;
}

function commandOf({ command }: InferInput): Command {
  if (command === undefined) throw new Error('a backend of a command without a command');
  return command;
}

/** Parameters and bytes of the largest model. */
function sizeOf(models: readonly Model[]): NonNullable<BackendIdentity['size']> {
  const sizes = models.map(({ checkpoint: { parameters, files } }) => ({ parameters, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }));
  return { parameters: Math.max(...sizes.map(({ parameters }) => parameters)), bytes: Math.max(...sizes.map(({ bytes }) => bytes)) };
}

/** The model with its bytes, compared with what the checkpoint says about them. */
function modelOf({ checkpoint, model, data }: InferInput, location: string): Model {
  if (checkpoint === undefined || model === undefined) {
    throw new InputError({ code: 'EV3013', location, message: 'a checkpoint is its manifest and its model', got: 'one of them' });
  }
  const problems = new Problems();
  const whole = { checkpoint, bytes: model, data };
  checkBytes(whole, '', problems);
  problems.check();
  return whole;
}

/** EV3010 for every file that is not the one that was checked. */
function checkBytes({ checkpoint, bytes: model, data }: Model, fold: string, problems: Problems): void {
  const given = new Map([[checkpoint.files[0]?.name ?? '', model], ...data]);
  for (const file of checkpoint.files) {
    const bytes = given.get(file.name);
    const got = bytes === undefined ? 'no such file' : sha256(bytes);
    const location = fold === '' ? file.name : `${fold}: ${file.name}`;
    if (got !== file.sha256)
      problems.add({ code: 'EV3010', location, message: 'the file is not the one that was checked', got, expected: file.sha256 });
  }
}

/** One row a sample, sorted by id. Samples are worked off one by one; only their predictions stay in memory. */
async function predictAll(predictor: Predictor, { inputs, readImage }: InferInput): Promise<PredictionRow[]> {
  const problems = new Problems();
  const rows: PredictionRow[] = [];
  for (const row of [...inputs].sort((a, b) => byText(a.id, b.id))) {
    try {
      rows.push(rowOf(row, await predictor.predict(row.kind === 'image' ? imageSample(row, readImage) : row)));
    } catch (error) {
      problems.absorb(error);
    }
  }
  problems.check();
  return rows;
}

function imageSample(row: ImageInput, readImage: InferInput['readImage']): ImageSample {
  const { id, width, height } = row;
  return { kind: 'image', id, width, height, image: () => checkedPicture(row, readImage) };
}

function rowOf(sample: InputRow, outcome: Outcome): PredictionRow {
  const common = { id: sample.id, input: sample.kind === 'absent' ? null : sample.sha256 };
  if ('failed' in outcome) return { ...common, status: 'failed', reason: outcome.failed };
  return { ...common, status: 'ok', ...outcome };
}
