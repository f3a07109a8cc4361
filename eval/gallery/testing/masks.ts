/** Small masks for tests. */
import type { RleText } from '../../contracts/common.ts';
import { encodeMask, toText } from '../../masks/runs.ts';
import type { Mask } from '../draw.ts';

/** "#" inside. */
export function maskOf(...rows: readonly string[]): Mask {
  return { width: rows[0]?.length ?? 0, height: rows.length, data: Uint8Array.from([...rows.join('')].map((pixel) => (pixel === '#' ? 1 : 0))) };
}

export function runsOf({ data, height, width }: Mask): RleText {
  return toText(encodeMask(data, height, width));
}
