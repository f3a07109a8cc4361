/** COCO's numbers as metrics: equal to pycocotools. What costs a pass of its own is a family of its own. */
import * as z from 'zod';
import type { Measured } from '../../../contracts/samples.ts';
import { cocoAlone } from '../coco/alone.ts';
import { type CellNumbers, type CocoCurves, type CocoSettings, cocoSettings, curvesOf, weightedCells } from '../coco/evaluate.ts';
import { type CocoNumber, cellsOf, cocoNumbers, placeOf, readAt } from '../coco/numbers.ts';
import { cocoThresholds } from '../coco/settings.ts';
import type { ObservedScene } from '../observed.ts';
import type { Scene } from '../scene.ts';
import type { Family, InstanceNumber } from './family.ts';

const parameters = z.strictObject({
  convention: z.literal('coco').default('coco'),
  /** Detections of a picture and class that take part, the best ones. */
  limit: z.int().min(1).max(10_000).default(100),
});
type Parameters = z.infer<typeof parameters>;

type Row = InstanceNumber & { readonly coco: CocoNumber };

/** The published number by its id, with the words for it. */
function row(id: (typeof cocoNumbers)[number]['id'], title: string, summary: string): Row {
  return { id, title, summary, coco: cocoNumbers.find((number) => number.id === id) as CocoNumber };
}

const overlap = 'averaged over overlaps from 0.5 to 0.95';

const precision: readonly Row[] = [
  row('ap', 'AP', `Average precision by COCO's rules, ${overlap}: 101 recalls, greedy by score, crowds neither right nor wrong.`),
  row('ap50', 'AP50', "Average precision by COCO's rules at an overlap of 0.5."),
  row('ap75', 'AP75', "Average precision by COCO's rules at an overlap of 0.75."),
  row('ar_100', 'AR', `Share of objects found by at most the limit of detections a picture and class, ${overlap}.`),
];

const sizes: readonly Row[] = [
  row('ap_small', 'AP, small', 'AP of objects up to 32 x 32 pixels.'),
  row('ap_medium', 'AP, medium', 'AP of objects from 32 x 32 to 96 x 96 pixels.'),
  row('ap_large', 'AP, large', 'AP of objects from 96 x 96 pixels on.'),
  row('ar_small', 'AR, small', 'AR of objects up to 32 x 32 pixels.'),
  row('ar_medium', 'AR, medium', 'AR of objects from 32 x 32 to 96 x 96 pixels.'),
  row('ar_large', 'AR, large', 'AR of objects from 96 x 96 pixels on.'),
];

const limits: readonly Row[] = [
  row('ar_1', 'AR, best detection', `Share of objects found by the best detection of each picture and class, ${overlap}.`),
  row('ar_10', 'AR, 10 detections', `Share of objects found by the 10 best detections of each picture and class, ${overlap}.`),
];

interface CocoFamily extends Family<Parameters> {
  /** Of all pictures, by class; null for a class without objects. */
  precisionCurves(observed: ObservedScene, parameters: Parameters, threshold: number): (readonly number[] | null)[];
}

function family(id: string, rows: readonly Row[]): CocoFamily {
  const planOf = ({ limit }: Parameters) => {
    // The limit takes the place of COCO's 100; those of 1 and 10 are what their numbers are about.
    const numbers = rows.map(({ coco }): CocoNumber => ({ ...coco, limit: coco.limit === 100 ? limit : coco.limit }));
    const cells = cellsOf(numbers);
    const settings: CocoSettings = { ...cocoSettings, limits: cells.map((cell) => cell.limit) };
    return { cells, settings, places: numbers.map((number) => placeOf(number, cells, settings)) };
  };
  // Pictures alone and the whole are made of the same curves.
  let last: { readonly scene: Scene; readonly limit: number; readonly curves: CocoCurves } | undefined;
  const curvesOn = ({ scene, overlaps }: ObservedScene, chosen: Parameters): CocoCurves => {
    if (last?.scene !== scene || last.limit !== chosen.limit) {
      const { cells, settings } = planOf(chosen);
      last = { scene, limit: chosen.limit, curves: curvesOf(scene, overlaps, cells, settings) };
    }
    return last.curves;
  };
  return {
    id,
    version: 1,
    numbers: rows,
    parameters,
    // Sums of whole numbers.
    slicedByWeights: true,
    prepare(observed, chosen) {
      const { places } = planOf(chosen);
      const read = (of: readonly CellNumbers[]): Measured[] => places.map((place) => readAt(place, of));
      const weighted = weightedCells(observed.scene, curvesOn(observed, chosen));
      return (weights) => {
        const measured = weighted(weights);
        return { whole: read(measured), of: (part) => read(measured.map((cell) => [cell[part] ?? null])).map(ofClass) };
      };
    },
    precisionCurves(observed, chosen, threshold) {
      const { curves, scratch } = curvesOn(observed, chosen);
      const position = cocoThresholds.indexOf(threshold);
      return (curves[0] as CocoCurves['curves'][number]).map((curve) => (curve === null ? null : curve.precisions(position, scratch)));
    },
    alone(observed, chosen) {
      return cocoAlone(observed.scene, curvesOn(observed, chosen), planOf(chosen).places);
    },
  };
}

function ofClass(value: Measured): Measured {
  return typeof value === 'number' ? value : { undefined: 'no object of this class' };
}

export const cocoFamilies = { coco: family('coco', precision), sizes: family('coco_sizes', sizes), limits: family('coco_limits', limits) };
