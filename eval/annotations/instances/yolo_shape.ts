/** Objects as texts of YOLO tell them, in shares of the picture's width and height, to pixels. */
import type { RleText } from '../../contracts/common.ts';
import type { Size } from '../../image/raster.ts';
import { extremes } from '../../io/order.ts';
import { polygonsToRuns } from '../../masks/polygons.ts';
import { toText } from '../../masks/runs.ts';
import type { Box } from './schema.ts';

/**
 * @param shares four numbers are a box: its centre, width and height; more are an outline x1, y1, x2, y2, …
 * @throws InputError EV1204 an outline that is no polygon
 */
export function shapeOf(shares: readonly number[], { height, width }: Size, location: string): { readonly box: Box; readonly mask?: RleText } {
  if (shares.length === 4) {
    const [x = 0, y = 0, wide = 0, high = 0] = shares;
    return { box: [(x - wide / 2) * width, (y - high / 2) * height, wide * width, high * height] };
  }
  const outline = shares.map((value, i) => value * (i % 2 === 0 ? width : height));
  const [x, y] = [extremes(outline.filter((_, i) => i % 2 === 0)), extremes(outline.filter((_, i) => i % 2 === 1))];
  return {
    box: [x.least, y.least, x.most - x.least, y.most - y.least],
    mask: toText(polygonsToRuns([outline], height, width, location)),
  };
}
