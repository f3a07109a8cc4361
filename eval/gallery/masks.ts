/** Masks on the grid of a displayed picture. */
import type { RleText } from '../contracts/common.ts';
import { decodeRuns, fromText, resampleNearest } from '../masks/runs.ts';
import type { Mask, Size } from './draw.ts';

export function sizeOf({ size: [height, width] }: RleText): Size {
  return { height, width };
}

/** Nearest neighbours; a mask that is not there is empty. @throws InputError EV1 codes, at `location`, for an unreadable mask */
export function maskAt(mask: RleText | undefined, size: Size, location: string): Mask {
  if (mask === undefined) return { ...size, data: new Uint8Array(size.width * size.height) };
  return { ...size, data: decodeRuns(resampleNearest(fromText(mask, location), size.height, size.width)) };
}
