/** What masks tell about how they were made: outlines of predictions as labels, and background drawn as the object. */
import { type Geometry, looksOfACorpus, type MaskGeometry } from '../contracts/samples.ts';
import { drawnFrom } from '../io/drawn.ts';
import { defineCheck, onEach, share } from './check.ts';
import { type Row, scoresOf } from './evaluation.ts';
import { Found } from './found.ts';
import type { Rows } from './rows.ts';
import { shapesOf } from './shapes.ts';
import { isTracedBoxes } from './template_boxes.ts';

const noMask = 'no sample has masks or boxes to look at';

/**
 * Objects of fewer than 32 pixels along a side are not looked at: there a pixel is within what annotators differ by. Of masks 200 are, which digests of ids draw, whatever the number of shards. Against
 * the limit of a half that finds labels three fifths of which were drawn after predictions in all but 0.3 % of corpora, two thirds in all but one in a million; if two fifths are so by chance it fires in 0.2 %.
 */
export const tracedLabels = defineCheck({
  name: 'traced_labels',
  measures: 'share of predictions whose contour follows that of the ground truth within a pixel or at one distance',
  finding: ({ backend, corpus }) => `the labels of ${corpus} were drawn after predictions of ${backend}`,
  advice: "See how the labels were made. Labels that are outlines of a model's own masks, corrected or not, say how well it agrees with itself.",
  measure: (evaluation) =>
    onEach(evaluation, ({ rows }, target) => {
      const { looked, all } = looksAt(rows);
      const traced = Found.of(looked.filter((one) => one.traced).map(({ row }) => row.id));
      const detail = 'predictions follow the contour of the ground truth';
      return share(target, traced, looked.length, all === looked.length ? detail : `${detail}; ${looked.length} of ${all} were looked at`, noMask);
    }),
});

interface Look {
  readonly row: Row;
  readonly traced: boolean;
}

/** Score draws as many masks of each shard, so that they are drawn of all once more; boxes are told here, and all of them. `all` could be looked at. */
function looksAt(rows: Rows<Row>): { readonly looked: readonly Look[]; readonly all: number } {
  const told: Look[] = [];
  let leftOut = 0;
  let hasMasks = false;
  for (const row of rows) {
    const { geometry, boxes } = row;
    hasMasks ||= geometry !== undefined;
    const traced = geometry === undefined ? boxes && isTracedBoxes(boxes) : geometry.traced;
    if (typeof traced === 'boolean') told.push({ row, traced });
    else if (geometry !== undefined && traced === undefined) leftOut++;
  }
  return { looked: hasMasks ? drawnFrom(told, looksOfACorpus, ({ row }) => row.id) : told, all: told.length + leftOut };
}

/** A negative that has at least this overlap with the truth is no chance: an object that was missed has next to none. */
const overlapOfNegative = 0.5;

export const reversedPolarity = defineCheck({
  name: 'reversed_polarity',
  measures: 'share of masks that look like the negative of a mask',
  finding: ({ backend, corpus }) => `${backend === '' ? 'the ground truth' : backend} on ${corpus} marks the background in place of the object`,
  advice: 'Swap foreground and background where the masks are made. Overlaps of backgrounds are high whatever the object is.',
  measure: (evaluation) => [
    ...evaluation.corpora.map((corpus) => {
      const around = new Found();
      let drawn = 0;
      for (const { row, shape } of shapesOf(scoresOf(evaluation.candidate, corpus).rows, 'truth')) {
        if (shape.box === null) continue;
        drawn++;
        if (shape.corners === 4) around.add(row);
      }
      return share({ corpus: corpus.name }, around, drawn, 'ground truths cover all four corners of their picture', noMask);
    }),
    ...onEach(evaluation, ({ rows, columns }, target) => {
      const overlaps = columns.find(({ metric }) => metric.id === 'mask_iou')?.values.numbers;
      const reversed = new Found();
      let drawn = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows.at(i);
        const { geometry } = row;
        if (geometry === undefined || geometry.prediction === null) continue;
        drawn++;
        if (isNegative(geometry, geometry.prediction, overlaps?.[i] ?? Number.NaN)) reversed.add(row);
      }
      return share(target, reversed, drawn, 'predictions fit the ground truth better as negatives', noMask);
    }),
  ],
});

/** From areas and the overlap alone, which may be unknown: the negative covers what the prediction leaves out. */
function isNegative({ size, truth }: Geometry, prediction: MaskGeometry, overlap: number): boolean {
  const intersection = (overlap * (truth.area + prediction.area)) / (1 + overlap);
  const ofNegative = (truth.area - intersection) / (size[0] * size[1] - prediction.area + intersection);
  return ofNegative >= overlapOfNegative && ofNegative > overlap;
}
