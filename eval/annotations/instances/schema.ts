/**
 * Instances: objects in a picture, each of a class (its part) with a box and, where they are known, its pixels. Boxes are x, y,
 * width, height in pixels of the upright picture, real numbers; (0, 0) is the outer corner of the first pixel.
 */
import { z } from 'zod';
import { finite, partName, rle } from '../../contracts/common.ts';

const side = finite.nonnegative();
export const box = z.tuple([finite, finite, side, side]);
export type Box = z.infer<typeof box>;

/** One labelled object. A flag that does not hold is left out, so that equal labels have one form. */
export const instance = z.strictObject({
  part: partName,
  box,
  /** Of the picture's size. Without it the object takes part in comparisons of boxes only. */
  mask: rle.optional(),
  /** In square pixels, for size classes. Left out: that of the mask, or of the box where there is none. */
  area: side.optional(),
  /** A region with many objects of the class: what is found in it counts neither as right nor as wrong. */
  crowd: z.literal(true).optional(),
  /** A single object that need not be found: finding it counts neither as right nor as wrong. */
  ignore: z.literal(true).optional(),
});
export type Instance = z.infer<typeof instance>;

/** Truth of one picture. No objects: a background picture, on which every detection is wrong. */
export const truth = z.strictObject({
  kind: z.literal('instances'),
  /** Of the upright picture, in pixels. */
  height: z.int().positive(),
  width: z.int().positive(),
  objects: z.array(instance),
});
export type InstancesTruth = z.infer<typeof truth>;

/**
 * Detections in columns: a picture has a hundred of them, a corpus half a million. Entry i of each column is detection i; the
 * order of detections decides between equal scores.
 */
const columns = {
  parts: z.array(partName),
  scores: z.array(finite),
  /** x, y, width, height of the first detection, of the second one, and so on. */
  boxes: z.array(finite),
  /** Run-length texts of the detections' pixels; all are of one size, [height, width] of the picture. */
  masks: z.strictObject({ size: rle.shape.size, counts: z.array(z.string()) }).optional(),
};

type Columns = z.infer<z.ZodObject<typeof columns>>;

function checkColumns({ parts, scores, boxes, masks }: Columns, context: z.RefinementCtx): void {
  const lengths: [column: string, got: number, expected: number][] = [
    ['scores', scores.length, parts.length],
    ['boxes', boxes.length, 4 * parts.length],
    ['masks', masks?.counts.length ?? parts.length, parts.length],
  ];
  for (const [column, got, expected] of lengths) {
    if (got !== expected)
      context.addIssue({ code: 'custom', path: [column], message: `${got} entries for ${parts.length} parts, expected ${expected}` });
  }
  const negative = boxes.findIndex((value, i) => i % 4 > 1 && value < 0);
  if (negative >= 0) context.addIssue({ code: 'custom', path: ['boxes', negative], message: 'a width or height is negative' });
}

export const prediction = z.strictObject({ kind: z.literal('instances'), ...columns }).superRefine(checkColumns);
export type InstancesPrediction = z.infer<typeof prediction>;

/** Detections of one picture in a file of predictions made elsewhere, beside the sample's id. */
export const imported = { instances: z.strictObject(columns).superRefine(checkColumns) };

const index = z.int().nonnegative();
const areas = z.array(side);
/** Pairs that overlap: entry i of each column is pair i, detection by detection. */
const pairs = z.strictObject({ detection: z.array(index), truth: z.array(index), overlap: z.array(finite) });

/** What the comparison of one picture leaves behind: enough for every number, without boxes and masks. */
export const observation = z.strictObject({
  kind: z.literal('instances'),
  truths: z.strictObject({ parts: z.array(partName), areas, crowd: z.array(index), ignored: z.array(index) }),
  detections: z.strictObject({ parts: z.array(partName), scores: z.array(finite), areas }),
  box: pairs,
  /** Only where truth and detections have pixels. `areas` are those of the detections' masks. */
  mask: pairs.extend({ areas }).optional(),
});
export type InstancesObservation = z.infer<typeof observation>;
