/** Outlines to runs, pixel for pixel as COCO's mask tools fill them. */
import { InputError } from '../errors/errors.ts';
import { union } from './overlap.ts';
import { pixelCount, type Runs, RunsBuilder } from './run_length.ts';

/** Beyond this the outline is a mistake (a scaled file, wrong units), and walking along it would take forever. */
const maximumCoordinate = 2 ** 20;

/**
 * Mask of an object given as closed outlines x1, y1, x2, y2, … in pixels; (0, 0) is the outer corner of the first pixel.
 * Each outline fills by the even-odd rule, then the parts are united: an inner outline does not cut a hole.
 * @throws InputError EV1201 size, EV1204 an outline with an odd number of values, fewer than three points, or values
 * that are not finite or not plausible; all faulty outlines are named
 */
export function polygonsToRuns(polygons: readonly (readonly number[])[], height: number, width: number, location = 'polygons'): Runs {
  pixelCount(height, width, location);
  const problems = polygons.flatMap((outline, i) =>
    outlineProblems(outline).map((message) => ({ code: 'EV1204' as const, location, message: `outline ${i}: ${message}` })),
  );
  if (problems.length > 0) throw new InputError(problems);
  return union(
    polygons.map((outline) => fill(outline, height, width)),
    height,
    width,
  );
}

function outlineProblems(outline: readonly number[]): string[] {
  if (outline.length < 6 || outline.length % 2 !== 0) return [`${outline.length} values are not the x and y of three or more points`];
  const wrong = outline.find((value) => !(Math.abs(value) <= maximumCoordinate));
  return wrong === undefined ? [] : [`${wrong} is not a coordinate in pixels`];
}

/**
 * Corners are rounded to a grid five times as fine. Walking along the outline in unit steps of each edge's longer axis, a
 * run boundary is noted wherever the walk crosses the middle of a pixel column, 5 * column + 2.5; the row is that of the
 * upper of the two points, downwards to the next pixel centre. Sorted by position, the boundaries bound the runs.
 */
function fill(outline: readonly number[], height: number, width: number): Runs {
  const points = outline.length / 2;
  const fine = outline.map((value) => Math.trunc(5 * value + 0.5));
  const boundaries: number[] = [];
  let previousX = fine[0] as number;
  let previousY = fine[1] as number;
  const step = (x: number, y: number): void => {
    const left = Math.min(x, previousX);
    // Left of the picture the remainder is negative.
    if (x !== previousX && left % 5 === 2) {
      const column = (left - 2) / 5;
      const row = Math.ceil((Math.min(y, previousY) - 2) / 5);
      if (column < width) boundaries.push(column * height + Math.min(Math.max(row, 0), height));
    }
    previousX = x;
    previousY = y;
  };
  for (let i = 0; i < points; i++) {
    const next = (i + 1) % points;
    walkEdge(fine[2 * i] as number, fine[2 * i + 1] as number, fine[2 * next] as number, fine[2 * next + 1] as number, step);
  }
  boundaries.sort((a, b) => a - b);
  const builder = new RunsBuilder();
  for (let i = 0; i < boundaries.length; i += 2) builder.append(boundaries[i] as number, boundaries[i + 1] ?? height * width);
  return builder.finish(height, width);
}

/**
 * Unit steps from one fine point to another. The other axis is interpolated from the end with the smaller longer
 * coordinate and cut to whole numbers (towards zero, after adding a half), so that both directions visit the same points.
 */
function walkEdge(x0: number, y0: number, x1: number, y1: number, step: (x: number, y: number) => void): void {
  const [dx, dy] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  const steps = Math.max(dx, dy);
  if (steps === 0) return;
  const alongX = dx >= dy;
  const backwards = alongX ? x0 > x1 : y0 > y1;
  const [fromX, fromY, toX, toY] = backwards ? [x1, y1, x0, y0] : [x0, y0, x1, y1];
  const slope = alongX ? (toY - fromY) / dx : (toX - fromX) / dy;
  for (let i = 0; i <= steps; i++) {
    const t = backwards ? steps - i : i;
    if (alongX) step(fromX + t, Math.trunc(fromY + slope * t + 0.5));
    else step(Math.trunc(fromX + slope * t + 0.5), fromY + t);
  }
}
