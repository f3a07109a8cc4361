/** What Ultralytics' validation prints, of boxes: under names of their own, so that nobody holds them against COCO's. */
import * as z from 'zod';
import type { Measured } from '../../../contracts/samples.ts';
import { prepareUltralytics, type UltralyticsClass } from '../ultralytics/evaluate.ts';
import type { Family, InstanceNumber } from './family.ts';

const parameters = z.strictObject({
  /** Up to 8.3 the curve falls straight from its last point to recall 1 and precision 0; from 8.4 on it ends there. */
  convention: z.enum(['ultralytics-8.4', 'ultralytics-8.3']).default('ultralytics-8.4'),
  /** Detections of a picture that take part, of all classes together. */
  limit: z.int().min(1).max(10_000).default(300),
  /** Only detections with a higher score take part. */
  floor: z.number().min(0).max(1).default(0.001),
});

const tuned = 'at the score where the smoothed mean F1 is highest, which is chosen on the same data';

const numbers: readonly (InstanceNumber & { readonly read: keyof UltralyticsClass })[] = [
  {
    id: 'ultralytics_map50_95',
    title: 'mAP50-95 of Ultralytics',
    summary: 'Its average precision over overlaps from 0.5 to 0.95. Not COCO: a perfect result is 0.995.',
    read: 'ap',
  },
  { id: 'ultralytics_map50', title: 'mAP50 of Ultralytics', summary: 'Its average precision at an overlap of 0.5.', read: 'ap50' },
  { id: 'ultralytics_precision', title: 'Precision of Ultralytics', summary: `Mean precision of the classes ${tuned}.`, read: 'precision' },
  { id: 'ultralytics_recall', title: 'Recall of Ultralytics', summary: `Mean recall of the classes ${tuned}.`, read: 'recall' },
  { id: 'ultralytics_f1', title: 'F1 of Ultralytics', summary: `F1 of that mean precision and that mean recall, ${tuned}.`, read: 'f1' },
];

const noObject: Measured = { undefined: 'no class has an object' };

export const ultralyticsFamily: Family<z.infer<typeof parameters>> = {
  id: 'ultralytics',
  version: 1,
  numbers,
  parameters,
  prepare({ scene, overlaps }, { convention, limit, floor }) {
    const weighted = prepareUltralytics(scene, overlaps, { end: convention === 'ultralytics-8.4' ? 'cut' : 'ramp', limit, floor });
    return (weights) => {
      const { mean, classes } = weighted(weights);
      const read = (of: UltralyticsClass | null | undefined, reason: Measured): Measured[] => numbers.map((number) => of?.[number.read] ?? reason);
      return { whole: read(mean, noObject), of: (part) => read(classes[part], { undefined: 'no object of this class' }) };
    };
  },
};
