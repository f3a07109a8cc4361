/** Repairs a model whose external data was renamed: writes the new name into it, after checking that the data can be its own. */
import { createHash } from 'node:crypto';
import { InputError, type Problem } from '../../errors/errors.ts';
import { sha256 } from '../../io/digest.ts';
import { type ExternalTensor, readModel } from '../../onnx/model.ts';
import { relocate } from '../../onnx/relocate.ts';
import { checkFile } from '../external.ts';

export interface RepairInput {
  readonly model: { readonly name: string; readonly bytes: Uint8Array };
  /** The data file by the name that the repaired model will ask for. */
  readonly data: { readonly name: string; readonly bytes: Uint8Array };
  /** SHA-256 of the data in hexadecimal, where somebody knows it. */
  readonly dataSha256?: string | undefined;
}

export interface Repaired {
  readonly model: Uint8Array;
  /** What was asked for before. */
  readonly from: string;
  readonly tensors: number;
  /** `sha256:` and hexadecimal digits, of the repaired model and of the data. */
  readonly modelDigest: string;
  readonly dataDigest: string;
}

/**
 * Nobody can tell from the files alone whether the data is that of another training run with the same layout: only a digest
 * does.
 * @throws InputError EV3001 no model; EV3005, EV3006, EV3008 data of another layout; EV3009 what is not a matter of one name
 */
export function run({ model, data, dataSha256 }: RepairInput): Repaired {
  const { external } = readModel(model.bytes, model.name);
  const [from = '', ...others] = new Set(external.map(({ entries }) => entries.get('location') ?? ''));
  const problem = (message: string, rest: Partial<Problem> = {}): Problem => ({ code: 'EV3009', location: model.name, message, ...rest });
  const dataDigest = sha256(data.bytes);
  if (external.length === 0) throw new InputError(problem('the model has no external data: there is nothing to repair'));
  if (others.length > 0)
    throw new InputError(problem('the model keeps its data in several files', { got: [from, ...others].join(', '), expected: 'one' }));
  if (from === data.name) throw new InputError(problem(`the model asks for ${data.name} already: there is nothing to repair`));
  const problems = checkFile(external, { name: data.name, size: data.bytes.length }, model.name);
  if (dataSha256 !== undefined && dataDigest !== `sha256:${dataSha256}`) {
    problems.push({
      code: 'EV3009',
      location: data.name,
      message: 'the data has another SHA-256 than stated',
      got: dataDigest.slice(7),
      expected: dataSha256,
    });
  }
  problems.push(...checkChecksums(external, data));
  if (problems.length > 0) throw new InputError(problems);
  const repaired = relocate(model.bytes, data.name);
  return { model: repaired, from, tensors: external.length, modelDigest: sha256(repaired), dataDigest };
}

/** ONNX lets a tensor state the SHA-1 of its file. */
function checkChecksums(external: readonly ExternalTensor[], { name, bytes }: RepairInput['data']): Problem[] {
  const stated = new Set(external.flatMap(({ entries }) => entries.get('checksum') ?? []));
  const got = createHash('sha1').update(bytes).digest('hex');
  return [...stated]
    .filter((checksum) => checksum.toLowerCase() !== got)
    .map((expected) => ({ code: 'EV3009', location: name, message: 'the model states another SHA-1 of its data', got, expected }));
}
