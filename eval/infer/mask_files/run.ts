/** Mask files that are predictions to rows of what they show. */
import type { MaskFileConfig, MaskFileRow } from '../../backends/mask_files.ts';
import { Problems } from '../../errors/errors.ts';
import { readMask, readParts } from '../../mask_files/read.ts';
import { toText } from '../../masks/runs.ts';

export interface MaskFile {
  /** Its path below its package. */
  readonly key: string;
  readonly bytes: () => Uint8Array;
}

/** A row a file, in the order of the files. @throws InputError EV1001 to EV1003, EV1028: what is wrong with any of them, at once */
export async function run(files: Iterable<MaskFile>, config: Pick<MaskFileConfig, 'predicts' | 'mask_values'>): Promise<MaskFileRow[]> {
  const problems = new Problems();
  const rows: MaskFileRow[] = [];
  for (const { key, bytes } of files) {
    try {
      rows.push(await rowOf(key, bytes(), config));
    } catch (error) {
      problems.absorb(error);
    }
  }
  problems.check();
  return rows;
}

async function rowOf(
  file: string,
  bytes: Uint8Array,
  { predicts, mask_values: values }: Pick<MaskFileConfig, 'predicts' | 'mask_values'>,
): Promise<MaskFileRow> {
  if (predicts === 'foreground' || values === undefined || values === 'nonzero' || !('parts' in values)) {
    return { file, mask: toText((await readMask(bytes, file, values, 'the prediction')).runs) };
  }
  const parts = await readParts(bytes, file, values, 'the prediction');
  return { file, regions: Object.fromEntries([...parts].map(([name, mask]) => [name, toText(mask)])) };
}
