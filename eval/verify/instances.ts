/** Objects as their sources tell them to objects in pixels of the displayed picture. */
import type { Instance, InstancesTruth } from '../annotations/instances/schema.ts';
import { shapeOf } from '../annotations/instances/yolo_shape.ts';
import type { ObjectOfPicture } from '../contracts/draft.ts';
import type { Size } from '../image/raster.ts';

/** @throws InputError EV1204 an outline that is no polygon */
export function instancesOf(objects: readonly ObjectOfPicture[], { height, width }: Size): InstancesTruth {
  return { kind: 'instances', height, width, objects: objects.map((object) => instanceOf(object, { height, width })) };
}

function instanceOf(object: ObjectOfPicture, size: Size): Instance {
  if ('box' in object) {
    const { location: _, ...rest } = object;
    return rest;
  }
  const { part, shares, location } = object;
  return { part, ...shapeOf(shares, size, location) };
}
