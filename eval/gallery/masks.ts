/** Masks on the grid of a displayed picture. */
import type { RleText } from '../contracts/common.ts';
import { decodeRuns, fromText, resampleNearest } from '../masks/runs.ts';
import type { Mask, Size } from './draw.ts';

export function sizeOf({ size: [height, width] }: RleText): Size {
  return { height, width };
}

/** Nearest neighbours; a mask that is not there is empty. @throws InputError EV1 codes, at `place`, for an unreadable mask */
export function maskAt(mask: RleText | undefined, size: Size, place: string): Mask {
  if (mask === undefined) return { ...size, data: new Uint8Array(size.width * size.height) };
  return { ...size, data: decodeRuns(resampleNearest(fromText(mask, place), size.height, size.width)) };
}
