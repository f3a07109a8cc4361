/**
 * The numbers that Ultralytics' validation prints, of boxes. They are not COCO's: other matching, other interpolation, other limits, and
 * precision and recall are read off at the score that is best on the very data. Read from versions 8.3 and 8.4.
 */
import { choosingOf } from '../matching.ts';
import type { Overlaps } from '../overlaps.ts';
import { groupsOf, rowsWithout } from '../ranking.ts';
import { imageOfRows, type Scene } from '../scene.ts';
import { type Curve, type CurveEnd, interpolated, ultralyticsAveragePrecision } from './average_precision.ts';
import { rightAt } from './match.ts';

/** 0.5 to 0.95 in ten values, as torch's linspace computes them in double precision. */
const ultralyticsThresholds: readonly number[] = Array.from({ length: 10 }, (_, i) => 0.5 + (i * 0.45) / 9);

export interface UltralyticsSettings {
  readonly end: CurveEnd;
  /** Detections of a picture that take part, of all classes together. */
  readonly limit: number;
  /** Only detections with a higher score take part. */
  readonly floor: number;
}

export interface UltralyticsClass {
  readonly ap50: number;
  readonly ap: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface UltralyticsNumbers {
  /** Means over the classes with objects; null when there are none. */
  readonly mean: UltralyticsClass | null;
  /** In the scene's order; null for a class without objects. */
  readonly classes: readonly (UltralyticsClass | null)[];
  /** The score at which the mean F1 is highest. */
  readonly confidence: number | null;
}

/** Prepared once, asked with how often each picture counts. */
export function prepareUltralytics(
  scene: Scene,
  overlaps: Overlaps,
  { end, limit, floor }: UltralyticsSettings,
): (weights: Float64Array) => UltralyticsNumbers {
  const { truths, detections, parts } = scene;
  const { order, imageOf } = choosingOf(scene);
  const within = withinLimit(scene, order, imageOf, limit, floor);
  const right = rightAt(scene, overlaps, within, ultralyticsThresholds);
  const ranked = groupsOf(within, detections.part, parts.length);
  const truthImage = imageOfRows(truths);
  const objects = rowsWithout(truths.crowd);
  return (weights) => {
    const wantedOf = new Float64Array(parts.length);
    for (const t of objects) (wantedOf[truths.part[t] as number] as number) += weights[truthImage[t] as number] as number;
    const measured = parts.map((_, part) => {
      const wanted = wantedOf[part] as number;
      return wanted === 0
        ? null
        : measureClass(ranked.rows.subarray(ranked.start[part], ranked.start[part + 1]), {
            wanted,
            right,
            imageOf,
            weights,
            end,
            scores: detections.score,
          });
    });
    return readNumbers(measured);
  };
}

/** The detections that take part, in falling order of score. */
function withinLimit({ images, detections }: Scene, order: Uint32Array, imageOf: Uint32Array, limit: number, floor: number): Uint32Array {
  const seen = new Uint32Array(images);
  return order.filter((d) => {
    const image = imageOf[d] as number;
    if ((detections.score[d] as number) <= floor || (seen[image] as number) >= limit) return false;
    seen[image] = (seen[image] as number) + 1;
    return true;
  });
}

interface Measurement {
  readonly wanted: number;
  readonly right: Uint32Array;
  readonly imageOf: Uint32Array;
  readonly weights: Float64Array;
  readonly end: CurveEnd;
  readonly scores: Float64Array;
}

interface MeasuredClass {
  readonly ap: readonly number[];
  /** At 1000 scores from 0 to 1, at the lowest threshold. */
  readonly precision: Float64Array;
  readonly recall: Float64Array;
}

const gridPoints = 1000;
/** The grid of scores from 1 down to 0, negated. */
const risingPlaces = Float64Array.from({ length: gridPoints }, (_, i) => (i + 1 - gridPoints) / (gridPoints - 1));
const tiny = 1e-16;

function measureClass(rows: Uint32Array, measurement: Measurement): MeasuredClass {
  const { weights, imageOf, scores, end } = measurement;
  const drawn = rows.filter((d) => (weights[imageOf[d] as number] as number) > 0);
  // Nothing detected is worth 0 everywhere, not the precision of 1 at which a curve starts.
  if (drawn.length === 0)
    return { ap: ultralyticsThresholds.map(() => 0), precision: new Float64Array(gridPoints), recall: new Float64Array(gridPoints) };
  const curves = ultralyticsThresholds.map((_, t) => curveAt(drawn, t, measurement));
  const { recalls, precisions } = curves[0] as Curve;
  const falling = Float64Array.from(drawn, (d) => -(scores[d] as number));
  // Scores from 1 down to 0 are places that rise where they are negated.
  const at = (values: Float64Array, beyond: number): Float64Array => {
    const found = interpolated(risingPlaces, falling, values);
    for (let i = 0; i < gridPoints && (risingPlaces[i] as number) < (falling[0] as number); i++) found[i] = beyond;
    return found.reverse();
  };
  return { ap: curves.map((curve) => ultralyticsAveragePrecision(curve, end)), precision: at(precisions, 1), recall: at(recalls, 0) };
}

function curveAt(rows: Uint32Array, threshold: number, { wanted, right, imageOf, weights }: Measurement): Curve {
  const [recalls, precisions] = [new Float64Array(rows.length), new Float64Array(rows.length)];
  let [found, all] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const d = rows[i] as number;
    const weight = weights[imageOf[d] as number] as number;
    all += weight;
    if ((((right[d] as number) >>> threshold) & 1) === 1) found += weight;
    recalls[i] = found / (wanted + tiny);
    precisions[i] = found / all;
  }
  return { recalls, precisions };
}

function readNumbers(measured: readonly (MeasuredClass | null)[]): UltralyticsNumbers {
  const classes = measured.filter((of) => of !== null);
  if (classes.length === 0) return { mean: null, classes: measured.map(() => null), confidence: null };
  const f1Of = ({ precision, recall }: MeasuredClass, i: number): number => {
    const [p, r] = [precision[i] as number, recall[i] as number];
    return (2 * p * r) / (p + r + tiny);
  };
  const mean = (value: (of: MeasuredClass) => number): number => classes.reduce((sum, of) => sum + value(of), 0) / classes.length;
  const f1 = new Float64Array(gridPoints);
  for (const of of classes) for (let i = 0; i < gridPoints; i++) f1[i] = (f1[i] as number) + f1Of(of, i);
  const smooth = smoothed(f1.map((sum) => sum / classes.length));
  const best = smooth.reduce((top, value, i) => (value > (smooth[top] as number) ? i : top), 0);
  const numbers = (of: MeasuredClass): UltralyticsClass => ({
    ap50: of.ap[0] as number,
    ap: of.ap.reduce((sum, value) => sum + value, 0) / of.ap.length,
    precision: of.precision[best] as number,
    recall: of.recall[best] as number,
    f1: f1Of(of, best),
  });
  const each = measured.map((of) => (of === null ? null : numbers(of)));
  const [precision, recall] = [mean((of) => numbers(of).precision), mean((of) => numbers(of).recall)];
  return {
    // As published: F1 of the mean precision and the mean recall, not the mean of F1.
    mean: {
      ap50: mean((of) => numbers(of).ap50),
      ap: mean((of) => numbers(of).ap),
      precision,
      recall,
      f1: (2 * precision * recall) / Math.max(precision + recall, 1e-6),
    },
    classes: each,
    confidence: best / (gridPoints - 1),
  };
}

/** Moving mean over a tenth of the grid; the ends are repeated. */
function smoothed(values: Float64Array): Float64Array {
  const width = Math.floor(Math.round(values.length * 0.1 * 2) / 2) + 1;
  const half = Math.floor(width / 2);
  const padded = new Float64Array(values.length + width);
  padded.fill(values[0] as number, 0, half).set(values, half);
  padded.fill(values.at(-1) as number, half + values.length);
  return values.map((_, i) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += padded[i + k] as number;
    return sum / width;
  });
}
