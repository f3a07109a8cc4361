/** Points of outlines as label tools write them: shares of width and height, or per cent. */
import * as z from 'zod';
import { InputError } from '../errors/errors.ts';
import { extremes } from '../io/order.ts';

/** A point as an object or as a pair. */
const point = z.union([
  z.looseObject({ x: z.number(), y: z.number() }).transform(({ x, y }) => [x, y] as const),
  z.tuple([z.number(), z.number()]).readonly(),
]);
export const points = z.array(point);
export type Points = z.infer<typeof points>;

/** Writers round; a point on the border may lie this far outside and is moved onto it. */
const tolerance = 1e-6;

/** `share`: the field's name says so. `share or per cent`: it does not, and the numbers must tell. */
export type Unit = 'share' | 'share or per cent';

/**
 * A closed outline x1, y1, x2, y2, … as shares. The unit is that of the whole outline, not of each point. Per cent within
 * 2 % of the upper left corner could be shares that are a little too large: nobody can tell, so they are refused.
 * @throws InputError EV1204 fewer than three points, EV1301 points that have no unit
 */
export function outlineOf(given: Points, unit: Unit, location: string): number[] {
  if (given.length < 3) {
    const cure = 'Draw the region again; three points or more make an outline.';
    throw new InputError({ code: 'EV1204', location, message: `${given.length} points are no outline`, cure });
  }
  const values = given.flat();
  const { least, most } = extremes(values);
  const divisor = least < -tolerance ? undefined : most <= 1 + tolerance ? 1 : unit === 'share or per cent' && most > 2 ? 100 : undefined;
  if (divisor === undefined || most > divisor * (1 + tolerance)) {
    const expected = unit === 'share' ? '0 to 1' : '0 to 1, or 0 to 100 with something above 2';
    throw new InputError({ code: 'EV1301', location, message: 'the points of an outline have no usable unit', got: `${least} to ${most}`, expected });
  }
  return values.map((value) => Math.min(Math.max(value / divisor, 0), 1));
}
