/**
 * Instances: objects in a picture, each of a class (its part) with a box and, where they are known, its pixels. Boxes are x, y,
 * width, height in pixels of the upright picture, real numbers; (0, 0) is the outer corner of the first pixel.
 */
import * as z from 'zod';
import { columns, doubles, indexes, partNames } from '../../contracts/columns.ts';
import { finite, partName, rle } from '../../contracts/common.ts';
import { newDoubles } from '../../io/typed_arrays.ts';

const side = finite.nonnegative();
export const box = z.tuple([finite, finite, side, side]);
export type Box = z.infer<typeof box>;

/** Box of a row of a column of boxes. */
export function boxAt(boxes: Float64Array, row: number): Box {
  return [boxes[4 * row], boxes[4 * row + 1], boxes[4 * row + 2], boxes[4 * row + 3]] as Box;
}

/** The column of some boxes. */
export function boxColumn(boxes: readonly Box[]): Float64Array {
  const column = newDoubles(4 * boxes.length);
  for (let i = 0; i < boxes.length; i++) for (let k = 0; k < 4; k++) column[4 * i + k] = boxes[i]?.[k] as number;
  return column;
}

/** One labelled object. A flag that does not hold is left out, so that equal labels have one form. Keys are in order, as they are written: there are millions. */
export const instance = z.strictObject({
  /** In square pixels, for size classes. Left out: that of the mask, or of the box where there is none. */
  area: side.optional(),
  box,
  /** A region with many objects of the class: what is found in it counts neither as right nor as wrong. */
  crowd: z.literal(true).optional(),
  /** A single object that need not be found: finding it counts neither as right nor as wrong. */
  ignore: z.literal(true).optional(),
  /** Of the picture's size. Without it the object takes part in comparisons of boxes only. */
  mask: rle.optional(),
  part: partName,
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

/** Run-length texts of the detections' pixels; all are of one size, [height, width] of the picture. */
const masks = z.strictObject({ size: rle.shape.size, counts: z.array(z.string()) });

/**
 * Detections in columns: a picture has a hundred of them, a corpus half a million. Entry i of each column is detection i; the
 * order of detections decides between equal scores.
 */
const detections = z.strictObject({
  kind: z.literal('instances'),
  /** Classes of the detections, each once. */
  parts: partNames,
  /** Positions in `parts`. */
  part: indexes,
  scores: doubles,
  /** x, y, width, height of the first detection, of the second one, and so on. */
  boxes: doubles,
  masks: masks.optional(),
});
export type InstancesPrediction = z.infer<typeof detections>;

export const prediction = detections.superRefine(({ parts, part, scores, boxes, masks }, context) => {
  checkColumns({ parts: part, scores, boxes, masks }, context);
  checkPositions('part', part, parts.length, context);
});

/** Detections of one picture in a file of predictions made elsewhere, beside the sample's id: as people write them, a class for each and lists of numbers. */
export const imported = {
  instances: z
    .strictObject({ parts: z.array(partName), scores: z.array(finite), boxes: z.array(finite), masks: masks.optional() })
    .superRefine(checkColumns),
};
export type ImportedInstances = z.infer<typeof imported.instances>;

/** The columns of detections that have a class each. */
export function detectionsOf({
  parts: classes,
  scores,
  boxes,
  masks,
}: { readonly [K in keyof ImportedInstances]: Readonly<ImportedInstances[K]> }): InstancesPrediction {
  const known = new Map<string, number>();
  const part = Uint32Array.from(classes, (name) => placeIn(known, name));
  return {
    kind: 'instances',
    parts: [...known.keys()],
    part,
    scores: Float64Array.from(scores),
    boxes: Float64Array.from(boxes),
    ...(masks !== undefined && { masks }),
  };
}

/** Position of a class among those that are known, in the order in which they first come. */
export function placeIn(known: Map<string, number>, name: string): number {
  const place = known.get(name);
  if (place !== undefined) return place;
  known.set(name, known.size);
  return known.size - 1;
}

interface Columns {
  readonly parts: ArrayLike<unknown>;
  readonly scores: ArrayLike<number>;
  readonly boxes: ArrayLike<number>;
  readonly masks?: z.infer<typeof masks> | undefined;
}

function checkColumns({ parts, scores, boxes, masks }: Columns, context: z.RefinementCtx): void {
  const count = parts.length;
  checkLength('scores', scores.length, count, context);
  checkLength('boxes', boxes.length, 4 * count, context);
  checkLength('masks', masks?.counts.length ?? count, count, context);
  for (let i = 2; i < boxes.length; i += 4) {
    const wrong = (boxes[i] as number) < 0 ? i : (boxes[i + 1] as number) < 0 ? i + 1 : undefined;
    if (wrong === undefined) continue;
    context.addIssue({ code: 'custom', path: ['boxes', wrong], message: 'a width or height is negative' });
    return;
  }
}

/** @param path with dots: lists of keys would be made for each row, and hardly one is wrong */
function checkLength(path: string, got: number, expected: number, context: z.RefinementCtx): void {
  if (got !== expected) context.addIssue({ code: 'custom', path: path.split('.'), message: `${got} entries, expected ${expected}` });
}

/** @param path as above */
function checkPositions(path: string, positions: Uint32Array, below: number, context: z.RefinementCtx): void {
  const wrong = firstFrom(positions, below);
  if (wrong < 0) return;
  context.addIssue({ code: 'custom', path: path.split('.'), message: `the position ${positions[wrong]} is in a list of ${below}` });
}

/** Where the first number is that is at least the limit, or -1. */
function firstFrom(numbers: Uint32Array, limit: number): number {
  for (let i = 0; i < numbers.length; i++) if ((numbers[i] as number) >= limit) return i;
  return -1;
}

/** Pairs that overlap: entry i of each column is pair i, detection by detection. */
const pairs = { detection: 'indexes', truth: 'indexes', overlap: 'doubles' } as const;

const observed = z.strictObject({
  kind: z.literal('instances'),
  /** Classes of the picture, each once: `part` of truths and detections are positions here. */
  parts: partNames,
  /** `crowd` and `ignored` are rows. */
  truths: columns({ part: 'indexes', areas: 'amounts', crowd: 'indexes', ignored: 'indexes' }),
  detections: columns({ part: 'indexes', scores: 'doubles', areas: 'amounts' }),
  box: columns(pairs),
  /** Only where truth and detections have pixels. `areas` are those of the detections' masks. */
  mask: columns({ ...pairs, areas: 'amounts' }).optional(),
});
export type InstancesObservation = z.infer<typeof observed>;

/** What the comparison of one picture leaves behind: enough for every number, without boxes and masks. */
export const observation = observed.superRefine(({ parts, truths, detections, box, mask }, context) => {
  const [objects, found] = [truths.part.length, detections.part.length];
  checkLength('truths.areas', truths.areas.length, objects, context);
  checkLength('detections.scores', detections.scores.length, found, context);
  checkLength('detections.areas', detections.areas.length, found, context);
  checkLength('mask.areas', mask?.areas.length ?? found, found, context);
  checkPositions('truths.part', truths.part, parts.length, context);
  checkPositions('truths.crowd', truths.crowd, objects, context);
  checkPositions('truths.ignored', truths.ignored, objects, context);
  checkPositions('detections.part', detections.part, parts.length, context);
  checkPairs('box', box, objects, found, context);
  if (mask !== undefined) checkPairs('mask', mask, objects, found, context);
});

function checkPairs(shape: string, of: InstancesObservation['box'], objects: number, found: number, context: z.RefinementCtx): void {
  checkLength(`${shape}.truth`, of.truth.length, of.detection.length, context);
  checkLength(`${shape}.overlap`, of.overlap.length, of.detection.length, context);
  checkPositions(`${shape}.detection`, of.detection, found, context);
  checkPositions(`${shape}.truth`, of.truth, objects, context);
}
