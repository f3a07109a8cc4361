/** Ground truth as one mask on the displayed picture's grid. */

import type { TruthPart } from '../contracts/draft.ts';
import { InputError, type Problem } from '../errors/errors.ts';
import type { Size } from '../image/raster.ts';
import type { MaskOfFile } from '../mask_files/read.ts';
import { polygonsToRuns } from '../masks/polygons.ts';
import { fromCounts, fromText, type Runs, union } from '../masks/runs.ts';

export interface Drawn {
  readonly runs: Runs;
  /** What the mask files among the parts say. */
  readonly masks: readonly MaskOfFile[];
}

/**
 * Union of the parts, in canonical runs.
 *
 * Outlines are filled by COCO's rule: a pixel is inside when its centre is. Drawing libraries (OpenCV's fillPoly, say) also
 * paint the outline itself, which makes objects up to a pixel larger on each side.
 * @param read a mask file, by key
 * @throws InputError EV1017 a part of another size, EV1026 an outline outside, EV1027 outlines in shares, or what the masks library says about broken runs and outlines
 */
export async function foreground(
  parts: readonly TruthPart[],
  size: Size,
  location: string,
  read: (key: string) => Promise<MaskOfFile>,
): Promise<Drawn> {
  assertPixels(parts, size, location);
  const all: Runs[] = [];
  const masks: MaskOfFile[] = [];
  for (const part of parts) {
    if (part.kind === 'mask') {
      const mask = await read(part.key);
      assertSize(`the mask ${part.key}`, mask.runs, size, location);
      masks.push(mask);
      all.push(mask.runs);
    } else all.push(runsOf(part, size, location));
  }
  return { runs: union(all, size.height, size.width), masks };
}

function runsOf(part: Exclude<TruthPart, { kind: 'mask' }>, size: Size, location: string): Runs {
  switch (part.kind) {
    case 'runs': {
      const [height, width] = part.size;
      const at = `${part.location} (${location})`;
      assertSize('the mask of an annotation', { height, width }, size, at);
      return typeof part.counts === 'string' ? fromText({ size: [height, width], counts: part.counts }, at) : fromCounts(part.counts, part.size, at);
    }
    case 'outlines': {
      const at = `${part.location} (${location})`;
      const [x, y] = part.unit === 'share' ? [size.width, size.height] : [1, 1];
      const outlines = part.outlines.map((outline) => outline.map((value, i) => value * (i % 2 === 0 ? x : y)));
      assertInside(outlines, size, at);
      return polygonsToRuns(outlines, size.height, size.width, at);
    }
  }
}

/** All outlines within the first pixel of a picture: they are shares, and would be a mask of one pixel. @throws InputError EV1027 */
function assertPixels(parts: readonly TruthPart[], { width, height }: Size, location: string): void {
  const outlines = parts.flatMap((part) => (part.kind === 'outlines' && part.unit === 'pixel' ? part.outlines : []));
  const small = outlines.length > 0 && outlines.every((outline) => outline.every((value) => value >= 0 && value <= 1));
  if (!small || Math.min(width, height) < 3) return;
  const [first] = parts.flatMap((part) => (part.kind === 'outlines' ? part.location : []));
  throw new InputError({
    code: 'EV1027',
    location: `${first} (${location})`,
    message: `no outline leaves the first of ${width} x ${height} pixels: these are shares of width and height`,
    got: (outlines[0] ?? []).join(', '),
    expected: 'x and y in pixels',
  });
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
