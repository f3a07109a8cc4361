/** What a page draws of detections beyond rows: curves of precision against recall, and what was taken for what. */
import type { Chart } from '../../contracts/charts.ts';
import type { Measure } from '../../contracts/criteria.ts';
import { confusionOf } from './confusion.ts';
import { cocoFamilies } from './metrics/coco.ts';
import { shapeWords } from './metrics/family.ts';
import { operatingFamily } from './metrics/operating.ts';
import { lastScenes, type ObservedScene, type Shape } from './observed.ts';
import type { InstancesObservation } from './schema.ts';

/** The overlap at which COCO's AP50 is made. */
const overlap = 0.5;
const decimals = 4;

/** Of boxes, and of pixels where every picture has them. @param chosen parameters of the criteria: the charts are made as the numbers are */
export function charts(observations: readonly InstancesObservation[], chosen: Measure['parameters']): Chart[] {
  return (['box', 'mask'] as const).flatMap((shape) => {
    const observed = observations.length === 0 ? null : lastScenes[shape](observations);
    return observed === null ? [] : [...curvesOf(observed, shape, chosen), confusionChart(observed, shape, chosen)];
  });
}

function curvesOf(observed: ObservedScene, shape: Shape, chosen: Measure['parameters']): Chart[] {
  const { id, title } = shapeWords[shape];
  const { coco } = cocoFamilies;
  const curves = coco.precisionCurves(observed, coco.parameters.parse(chosen?.[`${id}_coco`] ?? {}), overlap);
  const lines = [{ curve: meanCurve(curves) }, ...observed.scene.parts.map((part, i) => ({ part, curve: curves[i] ?? null }))].flatMap(
    ({ curve, ...part }) => (curve === null ? [] : [{ ...part, values: curve.map((value) => Number(value.toFixed(decimals))) }]),
  );
  if (lines.length === 0) return [];
  return [
    {
      kind: 'curves',
      id: `${id}_precision_recall`,
      title: `Precision and recall, ${title}`,
      about: `At an overlap of ${overlap}, by COCO’s rules: the area below a curve is the class’s AP50.`,
      x: 'recall',
      y: 'precision',
      lines,
    },
  ];
}

function confusionChart(observed: ObservedScene, shape: Shape, chosen: Measure['parameters']): Chart {
  const { id, title } = shapeWords[shape];
  const point = operatingFamily.parameters.parse(chosen?.[`${id}_operating`] ?? {});
  const { parts, counts } = confusionOf(observed, point.overlap, point.confidence);
  return {
    kind: 'matrix',
    id: `${id}_confusion`,
    title: `What was taken for what, ${title}`,
    about: `Detections with a score of at least ${point.confidence} that overlap an object by at least ${point.overlap}, the largest overlaps first, each once.`,
    x: 'detected as',
    y: 'true class',
    labels: [...parts],
    counts: counts.map((row) => [...row]),
  };
}

/** The mean of the curves at each recall; null where no class has one. */
function meanCurve(curves: readonly (readonly number[] | null)[]): number[] | null {
  const known = curves.filter((curve) => curve !== null);
  const [first] = known;
  return first === undefined ? null : first.map((_, i) => known.reduce((sum, curve) => sum + (curve[i] as number), 0) / known.length);
}
