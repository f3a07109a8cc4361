/** The checkpoint stage: checks a model's files and writes down what they are. */
import type { Checkpoint } from '../contracts/checkpoint.ts';
import type { Problem } from '../errors/errors.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { readModel } from '../onnx/model.ts';
import { checkExternalData } from './external.ts';

export interface CheckpointInput {
  /** The model's file name, for messages and the list of files. */
  readonly name: string;
  readonly model: Uint8Array;
  /** External data files by the name that the model uses. */
  readonly data: ReadonlyMap<string, Uint8Array>;
  /** SHA-256 of the model file in hexadecimal, when it is pinned. */
  readonly pinned?: string | undefined;
}

/** @throws InputError EV3001 to EV3007, all problems at once */
export function run({ name, model, data, pinned }: CheckpointInput): Checkpoint {
  const problems: Problem[] = [];
  const own = { name, sha256: sha256(model), bytes: model.length };
  if (pinned !== undefined && own.sha256 !== `sha256:${pinned}`) {
    problems.push({ code: 'EV3002', place: name, message: 'its SHA-256 is not the pinned one', got: own.sha256.slice(7), expected: pinned });
  }
  const parsed = collect(problems, () => readModel(model, name));
  const byName = [...data].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (parsed !== undefined) problems.push(...checkExternalData(parsed.external, new Map(byName.map(([key, bytes]) => [key, bytes.length])), name));
  if (parsed === undefined || problems.length > 0) throw new InputError(problems);

  const files = [own, ...byName.map(([key, bytes]) => ({ name: key, sha256: sha256(bytes), bytes: bytes.length }))];
  return {
    schemaVersion: 1,
    kind: 'checkpoint',
    digest: files.length === 1 ? own.sha256 : digestOf(files),
    files,
    metadata: { ...parsed.metadata },
    inputs: parsed.inputs.map((input) => ({ ...input, shape: [...input.shape] })),
    outputs: parsed.outputs.map((output) => ({ ...output, shape: [...output.shape] })),
  };
}

/** The result, or undefined with its problems noted. */
function collect<T>(problems: Problem[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
