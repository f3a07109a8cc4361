/** Ground truth as one mask on the displayed picture's grid. */

import type { TruthPart } from '../contracts/draft.ts';
import type { Problem } from '../errors/errors.ts';
import { InputError } from '../errors/errors.ts';
import type { GreyImage, Size } from '../image/raster.ts';
import { polygonsToRuns } from '../masks/polygons.ts';
import type { Runs } from '../masks/runs.ts';
import { encodeThreshold, fromCounts, fromText, union } from '../masks/runs.ts';

/**
 * Union of the parts, in canonical runs.
 *
 * Outlines are filled by COCO's rule: a pixel is inside when its centre is. Drawing libraries (OpenCV's fillPoly, say) also
 * paint the outline itself, which makes objects up to a pixel larger on each side.
 * @param readMask pixels of a mask file, by key
 * @throws InputError EV1017 a part of another size, EV1026 an outline outside, or what the masks library says about broken runs and outlines
 */
export async function foreground(
  parts: readonly TruthPart[],
  size: Size,
  location: string,
  readMask: (key: string) => Promise<GreyImage>,
): Promise<Runs> {
  const masks: Runs[] = [];
  for (const part of parts) masks.push(await runsOf(part, size, location, readMask));
  return union(masks, size.height, size.width);
}

async function runsOf(part: TruthPart, size: Size, location: string, readMask: (key: string) => Promise<GreyImage>): Promise<Runs> {
  switch (part.kind) {
    case 'mask': {
      const mask = await readMask(part.key);
      assertSize(`the mask ${part.key}`, mask, size, location);
      return encodeThreshold(mask.data, mask.height, mask.width, part.threshold);
    }
    case 'runs': {
      const [height, width] = part.size;
      assertSize('the mask of an annotation', { height, width }, size, location);
      return typeof part.counts === 'string'
        ? fromText({ size: [height, width], counts: part.counts }, location)
        : fromCounts(part.counts, part.size, location);
    }
    case 'outlines': {
      const [x, y] = part.unit === 'share' ? [size.width, size.height] : [1, 1];
      const outlines = part.outlines.map((outline) => outline.map((value, i) => value * (i % 2 === 0 ? x : y)));
      assertInside(outlines, size, location);
      return polygonsToRuns(outlines, size.height, size.width, location);
    }
  }
}

/** Annotation tools round, so a pixel too far is no mistake. In pixels. */
const tolerance = 1;

/** What lies outside would be cut off without a word. @throws InputError EV1026 naming the first point of each outline that does */
function assertInside(outlines: readonly (readonly number[])[], { width, height }: Size, location: string): void {
  const problems = outlines.flatMap((outline, i): Problem[] => {
    const at = outline.findIndex((value, j) => value < -tolerance || value > (j % 2 === 0 ? width : height) + tolerance);
    if (at < 0) return [];
    const [x, y] = outline.slice(at - (at % 2));
    return [{ code: 'EV1026', location, message: `outline ${i}: the point (${x}, ${y}) lies outside of the picture of ${width} x ${height} pixels` }];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** @throws InputError EV1017 naming both sizes */
export function assertSize(what: string, given: Size, displayed: Size, location: string): void {
  if (given.height === displayed.height && given.width === displayed.width) return;
  const turned = given.height === displayed.width && given.width === displayed.height;
  throw new InputError({
    code: 'EV1017',
    location,
    message: `${what} has another size than the picture as it is displayed, EXIF orientation applied`,
    got: `${given.width} x ${given.height} pixels`,
    expected: `${displayed.width} x ${displayed.height} pixels`,
    ...(turned && { cure: 'Height and width are swapped: draw the ground truth on the upright picture, after its EXIF orientation was applied.' }),
  });
}
