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
  /** SHA-256 of data files in hexadecimal, by name, of those that are pinned. */
  readonly pinnedData?: ReadonlyMap<string, string>;
}

/** @throws InputError EV3001 to EV3008, all problems at once */
export function run({ name, model, data, pinned, pinnedData = new Map() }: CheckpointInput): Checkpoint {
  const own = fileOf(name, model);
  const byName = [...data].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const external = byName.map(([key, bytes]) => fileOf(key, bytes));
  const problems: Problem[] = pinned === undefined ? [] : checkPin(own, pinned);
  for (const [key, pin] of pinnedData) {
    const file = external.find((one) => one.name === key);
    problems.push(
      ...(file === undefined ? [{ code: 'EV3002' as const, location: key, message: 'it is pinned, and not declared' }] : checkPin(file, pin)),
    );
  }
  const parsed = collect(problems, () => readModel(model, name));
  if (parsed !== undefined) problems.push(...checkExternalData(parsed.external, new Map(external.map((file) => [file.name, file.bytes])), name));
  if (parsed === undefined || problems.length > 0) throw new InputError(problems);

  return {
    schemaVersion: 1,
    kind: 'checkpoint',
    digest: external.length === 0 ? own.sha256 : digestOf([own, ...external]),
    files: [own, ...external],
    parameters: parsed.parameters,
    metadata: { ...parsed.metadata },
    inputs: parsed.inputs.map((input) => ({ ...input, shape: [...input.shape] })),
    outputs: parsed.outputs.map((output) => ({ ...output, shape: [...output.shape] })),
  };
}

type File = Checkpoint['files'][number];

function fileOf(name: string, bytes: Uint8Array): File {
  return { name, sha256: sha256(bytes), bytes: bytes.length };
}

function checkPin(file: File, pinned: string): Problem[] {
  const got = file.sha256.slice('sha256:'.length);
  if (got === pinned) return [];
  return [{ code: 'EV3002', location: file.name, message: 'its SHA-256 is not the pinned one', got, expected: pinned }];
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
