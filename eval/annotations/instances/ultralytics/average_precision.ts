/** Average precision as Ultralytics computes it: straight lines between points, area by trapezoids over 101 recalls. */

/** What comes after the last recall: up to 8.3 a straight line down to precision 0 at recall 1, from 8.4 on nothing. */
export type CurveEnd = 'ramp' | 'cut';

const steps = 100;
const grid = Float64Array.from({ length: steps + 1 }, (_, i) => (i === steps ? 1 : i * (1 / steps)));

/** Of every detection of a class in falling order of score: recall and precision down to it. */
export interface Curve {
  readonly recalls: Float64Array;
  readonly precisions: Float64Array;
}

/** The curve starts at precision 1; precision never falls towards lower recalls. */
export function ultralyticsAveragePrecision({ recalls, precisions }: Curve, end: CurveEnd): number {
  const count = recalls.length;
  const tail = end === 'ramp' ? 1 : 2;
  const [x, y] = [new Float64Array(1 + count + tail), new Float64Array(1 + count + tail)];
  x.set(recalls, 1);
  y.set(precisions, 1);
  y[0] = 1;
  if (end === 'cut') x[1 + count] = recalls.at(-1) ?? 1;
  x[count + tail] = 1;
  for (let i = y.length - 2; i >= 0; i--) if ((y[i + 1] as number) > (y[i] as number)) y[i] = y[i + 1] as number;
  const points = interpolated(grid, x, y);
  let area = 0;
  for (let i = 1; i <= steps; i++) area += ((points[i - 1] as number) + (points[i] as number)) / 2 / steps;
  return area;
}

/** The line through points whose x never fall, at places that never fall; of points with one x the last counts. */
export function interpolated(places: Float64Array, x: Float64Array, y: Float64Array): Float64Array {
  const values = new Float64Array(places.length);
  let next = 0;
  for (let i = 0; i < places.length; i++) {
    const at = places[i] as number;
    while (next < x.length && (x[next] as number) <= at) next++;
    if (next === 0) values[i] = y[0] as number;
    else if (next === x.length) values[i] = y[next - 1] as number;
    else {
      const [x0, y0] = [x[next - 1] as number, y[next - 1] as number];
      values[i] = y0 + (((y[next] as number) - y0) / ((x[next] as number) - x0)) * (at - x0);
    }
  }
  return values;
}
