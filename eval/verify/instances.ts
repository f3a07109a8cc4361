/** Objects as their sources tell them to objects in pixels of the displayed picture. */
import type { Instance, InstancesTruth } from '../annotations/instances/schema.ts';
import type { ObjectOfPicture } from '../contracts/draft.ts';
import type { Size } from '../image/raster.ts';
import { polygonsToRuns } from '../masks/polygons.ts';
import { toText } from '../masks/runs.ts';

/** @throws InputError EV1204 an outline that is no polygon */
export function instancesOf(objects: readonly ObjectOfPicture[], { height, width }: Size): InstancesTruth {
  return { kind: 'instances', height, width, objects: objects.map((object) => instanceOf(object, { height, width })) };
}

function instanceOf(object: ObjectOfPicture, { height, width }: Size): Instance {
  if ('box' in object) {
    const { location: _, ...rest } = object;
    return rest;
  }
  const { part, shares, location } = object;
  if (shares.length === 4) {
    const [x = 0, y = 0, wide = 0, high = 0] = shares;
    return { part, box: [(x - wide / 2) * width, (y - high / 2) * height, wide * width, high * height] };
  }
  const outline = shares.map((value, i) => value * (i % 2 === 0 ? width : height));
  const xs = outline.filter((_, i) => i % 2 === 0);
  const ys = outline.filter((_, i) => i % 2 === 1);
  const [left, top] = [xs.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.min(a, b))];
  const [right, bottom] = [xs.reduce((a, b) => Math.max(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  return { part, box: [left, top, right - left, bottom - top], mask: toText(polygonsToRuns([outline], height, width, location)) };
}
