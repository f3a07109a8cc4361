/** What a detector does at one score: what a product that shows boxes above a limit is like. */
import * as z from 'zod';
import type { Measured } from '../../../contracts/samples.ts';
import { binsOf, calibrationError } from '../calibration.ts';
import { optimalLrp } from '../lrp.ts';
import { bestConfidence, countsAt, type PointCounts, pointOf } from '../operating_point.ts';
import { matchOnce } from '../single_match.ts';
import { objectSizes, recallBySize, type Share } from '../size_recall.ts';
import type { Family, InstanceNumber } from './family.ts';

const parameters = z.strictObject({
  /** Detections with a lower score do not count. */
  confidence: z.number().default(0.25),
  /** An object is found by a detection of its class that overlaps it at least so much. */
  overlap: z.number().min(0.1).max(1).default(0.5),
  limit: z.int().min(1).max(10_000).default(100),
});
type Parameters = z.infer<typeof parameters>;

const size = ({ name }: (typeof objectSizes)[number]): InstanceNumber[] => [
  {
    id: `recall_${name}`,
    title: `Recall, ${name} objects`,
    summary: `Share of the ${name} objects that were found, matched one to one.`,
    of: 'whole',
  },
  {
    id: `found_${name}`,
    title: `Found, ${name} objects`,
    summary: `How many ${name} objects were found: the numerator of their recall.`,
    unit: 'objects',
    of: 'whole',
  },
  { id: `objects_${name}`, title: `Objects, ${name}`, summary: `How many ${name} objects there are: the denominator.`, unit: 'objects', of: 'whole' },
];

const numbers: readonly InstanceNumber[] = [
  {
    id: 'precision',
    title: 'Precision',
    summary: 'Share of the detections that are right, of those with enough score.',
    undefinedWhen: 'nothing is detected',
  },
  { id: 'recall', title: 'Recall', summary: 'Share of the objects that are found by detections with enough score.' },
  { id: 'f1', title: 'F1', summary: 'Twice the right detections over all detections with enough score and all objects.' },
  {
    id: 'objects',
    title: 'Objects',
    summary: 'How many objects are to be found: what the other numbers rest on.',
    unit: 'objects',
    undefinedWhen: 'never',
  },
  {
    id: 'best_f1',
    title: 'Best F1',
    summary: 'F1 at the score where F1 of all classes together is highest. The score is chosen on the same data, which flatters.',
  },
  {
    id: 'best_confidence',
    title: 'Best score',
    summary: 'The score where F1 of all classes together is highest.',
    undefinedWhen: 'nothing right is detected',
    of: 'whole',
  },
  ...objectSizes.flatMap(size),
  {
    id: 'calibration_error',
    title: 'Calibration error',
    summary: 'Mean distance of score and precision over ten bins of scores, weighted by detections.',
    better: 'lower',
    undefinedWhen: 'nothing is detected, or a score is outside 0 to 1',
    of: 'whole',
  },
  {
    id: 'lrp',
    title: 'Optimal LRP',
    summary: "Localisation recall precision error at each class's best score: missed, wrong and loose together; 0 is perfect.",
    better: 'lower',
  },
];

const noObject: Measured = { undefined: 'no object of this class' };

export const operatingFamily: Family<Parameters> = {
  id: 'operating',
  version: 1,
  numbers,
  parameters,
  prepare(observed, { confidence, overlap, limit }) {
    const { scene } = observed;
    const match = matchOnce(observed, overlap, limit);
    return (weights) => {
      const point = countsAt(match, scene, confidence, weights);
      const best = bestConfidence(match, scene, weights);
      const atBest = best === null ? point : countsAt(match, scene, best, weights);
      const lrp = optimalLrp(match, scene, overlap, weights);
      const errors = lrp.flatMap((of) => of?.error ?? []);
      const row = (at: PointCounts, bestF1: Measured, own: Partial<Record<string, Measured>>, rest: Measured): Measured[] => {
        const { precision, recall, f1 } = pointOf(at);
        const measured: Partial<Record<string, Measured>> = { precision, recall, f1, objects: at.objects, best_f1: bestF1, ...own };
        return numbers.map(({ id }) => measured[id] ?? rest);
      };
      const f1At = (of: PointCounts): Measured => (best === null ? (of.objects === 0 ? noObject : 0) : pointOf(of).f1);
      return {
        whole: row(
          point.all,
          f1At(atBest.all),
          {
            best_confidence: best ?? { undefined: 'nothing right was detected' },
            ...sizesOf(recallBySize(match, scene, confidence, weights)),
            calibration_error: calibrationError(binsOf(match, scene, weights)),
            lrp: errors.length === 0 ? noObject : errors.reduce((sum, error) => sum + error, 0) / errors.length,
          },
          noObject,
        ),
        of: (part) =>
          row(point.classes[part] as PointCounts, f1At(atBest.classes[part] as PointCounts), { lrp: lrp[part]?.error ?? noObject }, noObject),
      };
    };
  },
};

function sizesOf(shares: readonly Share[]): Record<string, Measured> {
  const rows = shares.flatMap(({ found, total }, i): [string, Measured][] => {
    const { name } = objectSizes[i] as (typeof objectSizes)[number];
    return [
      [`recall_${name}`, total === 0 ? { undefined: `there is no ${name} object` } : found / total],
      [`found_${name}`, found],
      [`objects_${name}`, total],
    ];
  });
  return Object.fromEntries(rows);
}
