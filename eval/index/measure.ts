/** A draft with its picture and truth opened: what the bytes say, checked against what the source says. */
import type { RleText } from '../contracts/common.ts';
import type { Problems } from '../errors/errors.ts';
import { decodeMask, displayedSize } from '../image/decode.ts';
import { sha256 } from '../io/digest.ts';
import { maskDigest, toText } from '../masks/runs.ts';
import type { Draft } from './importer.ts';
import { attempt } from './importer.ts';
import { assertSize, foreground } from './truth.ts';

export interface Sample extends Draft {
  /** Of the picture's bytes. */
  readonly sha256: string;
  /** Displayed size in pixels. */
  readonly height: number;
  readonly width: number;
  readonly mask: RleText;
  readonly truthDigest: string;
}

/** Bytes of declared files, by key. */
export interface Reader {
  readonly picture: (key: string) => Uint8Array;
  readonly mask: (key: string) => Uint8Array;
}

/**
 * Problems that leave the sample usable are collected: EV1018 a hash that differs, EV1017 a size that does.
 * @throws InputError EV1001 to EV1003 unreadable files, EV1017 and EV12… truth that is broken or does not fit
 */
export async function measure(draft: Draft, read: Reader, problems: Problems): Promise<Sample> {
  const bytes = read.picture(draft.image);
  const hash = sha256(bytes);
  for (const { sha256: expected, place } of draft.hashes) {
    const message = `sample ${draft.id}: the picture ${draft.image} is not the one that was annotated`;
    if (expected !== hash) problems.add({ code: 'EV1018', place, message, got: hash, expected });
  }
  const size = await displayedSize(bytes, draft.image);
  for (const given of draft.sizes) attempt(problems, () => assertSize(`sample ${draft.id}: the annotated picture`, given, size, given.place));
  const runs = await foreground(draft.truth, size, `sample ${draft.id}`, (key) => decodeMask(read.mask(key), key));
  return { ...draft, sha256: hash, height: size.height, width: size.width, mask: toText(runs), truthDigest: maskDigest(runs) };
}
