/** Opens the pictures and masks of a shard: checks every one against what its source says, and draws the truth. */
import { blankOfTruth, partsOfTruth } from '../annotations/registry.ts';
import type { InputRow, TruthRow } from '../contracts/corpus.ts';
import type { DigestRow, DraftRow } from '../contracts/draft.ts';
import type { MaskValues } from '../contracts/mask_values.ts';
import { Problems } from '../errors/errors.ts';
import { byText } from '../io/order.ts';
import { rounded } from './leaks.ts';
import { type Reader, verifySample } from './sample.ts';

export interface VerifyInput {
  readonly drafts: Iterable<DraftRow>;
  readonly read: Reader;
  /** What the values of mask files mean; left out where it is not declared. */
  readonly maskValues?: MaskValues | undefined;
}

/** A row of each for every draft, by id. */
export interface VerifyOutput {
  readonly inputs: readonly InputRow[];
  readonly truth: readonly TruthRow[];
  readonly digests: readonly DigestRow[];
}

/** @throws InputError EV10…, EV12…: everything that is wrong with the files, at once */
export async function run({ drafts, read, maskValues }: VerifyInput): Promise<VerifyOutput> {
  const problems = new Problems();
  const output = { inputs: [] as InputRow[], truth: [] as TruthRow[], digests: [] as DigestRow[] };
  for (const draft of [...drafts].sort((a, b) => byText(a.id, b.id))) {
    try {
      const { input, truth, digest, mask, look } = await verifySample(draft, read, problems, maskValues);
      output.inputs.push(input);
      output.truth.push({ digest, id: draft.id, truth });
      const [parts, blank] = [partsOfTruth(truth), blankOfTruth(truth, `sample ${draft.id}`)];
      output.digests.push({
        id: draft.id,
        image: draft.image,
        sha256: input.kind === 'absent' ? null : input.sha256,
        ...(look !== undefined && { look }),
        ...leaksOf(draft, truth),
        truth: digest,
        ...(parts !== undefined && { parts }),
        ...(blank.length > 0 && { blank }),
        ...(mask !== undefined && { mask }),
      });
    } catch (error) {
      problems.absorb(error);
    }
  }
  problems.check();
  return output;
}

/** Features that are the target, rounded. */
function leaksOf({ features }: DraftRow, truth: TruthRow['truth']): Pick<DigestRow, 'leaks'> {
  const leaks = features === undefined || truth.kind !== 'series' ? [] : rounded(features, truth.values);
  return leaks.length === 0 ? {} : { leaks };
}
