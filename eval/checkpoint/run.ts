/** The checkpoint stage: checks a model's files and writes down what they are. */

import type { Checkpoint } from '../contracts/checkpoint.ts';
import { type Problem, Problems } from '../errors/errors.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { byText } from '../io/order.ts';
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
  const byName = [...data].sort(([a], [b]) => byText(a, b));
  const external = byName.map(([key, bytes]) => fileOf(key, bytes));
  const problems = new Problems();
  if (pinned !== undefined) problems.addAll(checkPin(own, pinned));
  for (const [key, pin] of pinnedData) {
    const file = external.find((one) => one.name === key);
    if (file === undefined) problems.add({ code: 'EV3002', location: key, message: 'it is pinned, and not declared' });
    else problems.addAll(checkPin(file, pin));
  }
  const parsed = problems.collect(() => readModel(model, name));
  if (parsed !== undefined) problems.addAll(checkExternalData(parsed.external, new Map(external.map((file) => [file.name, file.bytes])), name));
  problems.check();
  // What could not be read left a problem.
  if (parsed === undefined) throw new Error('the model was refused without a reason');
  const unpinned = external.flatMap((file) => (pinnedData.has(file.name) ? [] : [file.name]));

  return {
    schemaVersion: 1,
    kind: 'checkpoint',
    digest: external.length === 0 ? own.sha256 : digestOf([own, ...external]),
    files: [own, ...external],
    ...(unpinned.length === 0 ? {} : { unpinned }),
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
