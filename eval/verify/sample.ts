/** A draft with its input and truth opened: what the bytes say, checked against what the source says. */
import { digestOfTruth } from '../annotations/registry.ts';
import type { InputRow, Truth } from '../contracts/corpus.ts';
import type { DigestRow, DraftRow } from '../contracts/draft.ts';
import type { MaskValues } from '../contracts/mask_values.ts';
import { InputError, type Problems } from '../errors/errors.ts';
import { displayedSize } from '../image/decode.ts';
import { lookOf } from '../image/look.ts';
import type { Size } from '../image/raster.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { readMask } from '../mask_files/read.ts';
import { toText } from '../masks/runs.ts';
import { instancesOf } from './instances.ts';
import { regionsOf } from './region_files.ts';
import { assertSize, foreground } from './truth.ts';

export interface VerifiedSample {
  readonly input: InputRow;
  readonly truth: Truth;
  /** Over the truth's content in one canonical form. */
  readonly digest: string;
  /** 8 x 8 mean grey values of its picture. */
  readonly look?: string | undefined;
  /** What its mask files say. */
  readonly mask?: DigestRow['mask'] | undefined;
}

/** Bytes of declared files, by key. */
export interface Reader {
  readonly picture: (key: string) => Uint8Array;
  readonly mask: (key: string) => Uint8Array;
}

/**
 * @param values what the values of mask files mean, where that is declared
 * Problems that leave the sample usable are collected: EV1018 a hash that differs, EV1017 a size that does.
 * @throws InputError EV1001 to EV1003 unreadable files, EV1017 and EV12… truth that is broken or does not fit, EV1028 values of masks that nothing declares
 */
export async function verifySample(draft: DraftRow, read: Reader, problems: Problems, values?: MaskValues): Promise<VerifiedSample> {
  const input = await inputOf(draft, read, problems);
  const look = draft.image === null || input.kind !== 'image' ? undefined : await lookOf(read.picture(draft.image));
  const { truth, mask } = await truthOf(draft, input, read, values);
  return { input, truth, digest: digestOfTruth(truth, draft.id), look, mask };
}

async function truthOf({ id, truth }: DraftRow, input: InputRow, read: Reader, values?: MaskValues): Promise<Pick<VerifiedSample, 'truth' | 'mask'>> {
  const location = `sample ${id}`;
  switch (truth.kind) {
    case 'objects':
      return { truth: instancesOf(truth.objects, pictureOf(input)) };
    case 'region_files':
      return { truth: await regionsOf(truth, input.kind === 'image' ? input : undefined, read.mask, values, location) };
    case 'foreground':
      return drawn(truth.parts, pictureOf(input), location, (key) => readMask(read.mask(key), key, values, location));
    default:
      return { truth };
  }
}

async function inputOf({ id, image, features, hashes, sizes }: DraftRow, read: Reader, problems: Problems): Promise<InputRow> {
  if (features !== undefined) {
    const { source, names, rows } = features;
    return { kind: 'features', id, sha256: digestOf({ names, rows }), source, names, rows };
  }
  if (image === null) return { kind: 'absent', id };
  const bytes = read.picture(image);
  const hash = sha256(bytes);
  for (const { sha256: expected, location } of hashes) {
    const message = `sample ${id}: the picture ${image} is not the one that was annotated`;
    if (expected !== hash) problems.add({ code: 'EV1018', location, message, got: hash, expected });
  }
  const size = await displayedSize(bytes, image);
  for (const given of sizes) problems.collect(() => assertSize(`sample ${id}: the annotated picture`, given, size, given.location));
  return { kind: 'image', id, image, sha256: hash, height: size.height, width: size.width };
}

function pictureOf(input: InputRow): InputRow & Size {
  if (input.kind === 'image') return input;
  throw new InputError({ code: 'EV1004', location: input.id, message: 'this truth needs a picture to be drawn on' });
}

async function drawn(...given: Parameters<typeof foreground>): Promise<Pick<VerifiedSample, 'truth' | 'mask'>> {
  const { runs, masks } = await foreground(...given);
  const [mask] = masks;
  const ignored = masks.find((one) => one.ignored !== null)?.ignored;
  const truth = { kind: 'mask' as const, mask: toText(runs), ...(ignored && { ignore: toText(ignored) }) };
  return { truth, mask: mask && { parts: mask.parts, level: mask.level } };
}
