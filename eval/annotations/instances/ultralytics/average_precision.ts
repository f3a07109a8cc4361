/** Average precision as Ultralytics computes it: straight lines between points, area by trapezoids over 101 recalls. */

/** What comes after the last recall: up to 8.3 a straight line down to precision 0 at recall 1, from 8.4 on nothing. */
export type CurveEnd = 'ramp' | 'cut';

const steps = 100;

/** Of every detection of a class in falling order of score: recall and precision down to it. */
export interface Curve {
  readonly recalls: Float64Array;
  readonly precisions: Float64Array;
}

/** The curve starts at precision 1; precision never falls towards lower recalls. */
export function ultralyticsAveragePrecision({ recalls, precisions }: Curve, end: CurveEnd): number {
  const last = recalls.at(-1) ?? 1;
  const [tailRecalls, tailPrecisions] =
    end === 'ramp'
      ? [[1], [0]]
      : [
          [last, 1],
          [0, 0],
        ];
  const x = Float64Array.from([0, ...recalls, ...tailRecalls]);
  const y = Float64Array.from([1, ...precisions, ...tailPrecisions]);
  for (let i = y.length - 2; i >= 0; i--) y[i] = Math.max(y[i] as number, y[i + 1] as number);
  let area = 0;
  let previous = interpolate(0, x, y);
  for (let step = 1; step <= steps; step++) {
    const next = interpolate(step === steps ? 1 : step * (1 / steps), x, y);
    area += (previous + next) / 2 / steps;
    previous = next;
  }
  return area;
}

/** The line at `at` through points whose x never fall; of points with one x the last counts. */
export function interpolate(at: number, x: Float64Array, y: Float64Array): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return y[0] as number;
  if (low === x.length) return y[low - 1] as number;
  const [x0, x1, y0, y1] = [x[low - 1] as number, x[low] as number, y[low - 1] as number, y[low] as number];
  return y0 + ((y1 - y0) / (x1 - x0)) * (at - x0);
}
