/** The settings under which COCO's numbers are published. As doubles: a recall of 57/100 does not reach 57 * 0.01. */
import type { AreaRange } from '../matching.ts';

/** 0.50 to 0.95 in ten values, as linspace computes them: the ninth is 0.8999999999999999. */
export const cocoThresholds: readonly number[] = Array.from({ length: 10 }, (_, i) => 0.5 + i * ((0.95 - 0.5) / 9));

/** 0 to 1 in 101 points, as linspace computes them. */
export const recallPoints: Float64Array = Float64Array.from({ length: 101 }, (_, i) => i * 0.01);

/** The ends belong to both neighbours: 32 x 32 is small and medium. */
export const cocoAreas = [
  { name: 'all', low: 0, high: 1e10 },
  { name: 'small', low: 0, high: 32 ** 2 },
  { name: 'medium', low: 32 ** 2, high: 96 ** 2 },
  { name: 'large', low: 96 ** 2, high: 1e10 },
] as const satisfies readonly AreaRange[];

/** Detections of a picture and class that take part. */
export const cocoLimits: readonly number[] = [1, 10, 100];
