import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RleText } from '../../contracts/common.ts';
import type { Truth } from '../../contracts/corpus.ts';
import { metricDefinition } from '../../contracts/metrics.ts';
import type { Prediction } from '../../contracts/predictions.ts';
import type { Measured } from '../../contracts/samples.ts';
import { InputError } from '../../errors/errors.ts';
import { encodeMask, toText } from '../../masks/runs.ts';
import { definitionOf, metricById, metrics } from '../../metrics/table.ts';
import { compare, digestOfTruth } from '../registry.ts';
import { type MaskCounts, metrics as maskMetrics } from './metrics.ts';

/** A mask drawn as rows of "." and "#". */
function mask(...rows: readonly string[]): RleText {
  return toText(
    encodeMask(
      Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 1 : 0)),
      rows.length,
      rows[0]?.length ?? 0,
    ),
  );
}
const truthOf = (...rows: readonly string[]): Truth => ({ kind: 'mask', mask: mask(...rows) });
const predictionOf = (...rows: readonly string[]): Prediction => ({ kind: 'mask', mask: mask(...rows) });

const noTruth = { undefined: 'the truth is empty' };
const noPixels = { undefined: 'the prediction is empty' };
const noPrediction = { undefined: 'no prediction' };

interface Case {
  readonly name: string;
  readonly truth: Truth;
  /** Null: the backend failed. */
  readonly prediction: Prediction | null;
  readonly outcome: 'scored' | 'correct_rejection';
  /** intersection, prediction, truth; the same of the boxes. */
  readonly counts: readonly number[];
  readonly iou: Measured;
  readonly precision: Measured;
  readonly recall: Measured;
  readonly boxIou: Measured;
}

const cases: readonly Case[] = [
  {
    name: 'equal masks',
    truth: truthOf('.##', '.#.'),
    prediction: predictionOf('.##', '.#.'),
    outcome: 'scored',
    counts: [3, 3, 3, 4, 4, 4],
    iou: 1,
    precision: 1,
    recall: 1,
    boxIou: 1,
  },
  {
    name: 'two of three predicted pixels are right, two of four true ones found',
    truth: truthOf('##..', '##..'),
    prediction: predictionOf('.##.', '.#..'),
    outcome: 'scored',
    counts: [2, 3, 4, 2, 4, 4],
    iou: 2 / 5,
    precision: 2 / 3,
    recall: 2 / 4,
    boxIou: 2 / 6,
  },
  {
    name: 'the right box around a wrong mask',
    truth: truthOf('####', '#...', '#...', '####'),
    prediction: predictionOf('#..#', '....', '....', '#..#'),
    outcome: 'scored',
    counts: [4, 4, 10, 16, 16, 16],
    iou: 4 / 10,
    precision: 1,
    recall: 4 / 10,
    boxIou: 1,
  },
  {
    name: 'masks side by side',
    truth: truthOf('##..'),
    prediction: predictionOf('..##'),
    outcome: 'scored',
    counts: [0, 2, 2, 0, 2, 2],
    iou: 0,
    precision: 0,
    recall: 0,
    boxIou: 0,
  },
  {
    name: 'both empty',
    truth: truthOf('..', '..'),
    prediction: predictionOf('..', '..'),
    outcome: 'correct_rejection',
    counts: [0, 0, 0, 0, 0, 0],
    iou: 1,
    precision: noPixels,
    recall: noTruth,
    boxIou: 1,
  },
  {
    name: 'a false alarm',
    truth: truthOf('..', '..'),
    prediction: predictionOf('..', '.#'),
    outcome: 'scored',
    counts: [0, 1, 0, 0, 1, 0],
    iou: 0,
    precision: 0,
    recall: noTruth,
    boxIou: 0,
  },
  {
    name: 'a miss',
    truth: truthOf('..', '.#'),
    prediction: predictionOf('..', '..'),
    outcome: 'scored',
    counts: [0, 0, 1, 0, 0, 1],
    iou: 0,
    precision: noPixels,
    recall: 0,
    boxIou: 0,
  },
  {
    name: 'the backend failed',
    truth: truthOf('..', '.#'),
    prediction: null,
    outcome: 'scored',
    counts: [0, 0, 1, 0, 0, 1],
    iou: 0,
    precision: noPrediction,
    recall: 0,
    boxIou: 0,
  },
  {
    name: 'the backend failed where there was nothing to find',
    truth: truthOf('..', '..'),
    prediction: null,
    outcome: 'scored',
    counts: [0, 0, 0, 0, 0, 0],
    iou: 0,
    precision: noPrediction,
    recall: noTruth,
    boxIou: 0,
  },
];

for (const { name, truth, prediction, outcome, counts, iou, precision, recall, boxIou } of cases) {
  test(`mask metrics: ${name}`, () => {
    const comparison = compare(truth, prediction, 's-1');
    assert.equal(comparison.outcome, outcome);
    const [intersection, predicted, isTrue, boxIntersection, boxPrediction, boxTruth] = counts;
    assert.deepEqual(comparison.observed, {
      intersection,
      prediction: predicted,
      truth: isTrue,
      box_intersection: boxIntersection,
      box_prediction: boxPrediction,
      box_truth: boxTruth,
    });
    const values = maskMetrics.map((metric) => [metric.id, metric.measure(comparison.observed as MaskCounts, prediction === null)[0]?.value]);
    assert.deepEqual(Object.fromEntries(values), {
      mask_iou: iou,
      mask_precision: precision,
      mask_precision_pooled: precision,
      mask_recall: recall,
      mask_recall_pooled: recall,
      box_iou: boxIou,
    });
  });
}

test('truth and prediction have equal digests exactly when their masks are equal', () => {
  const truth = truthOf('.#', '#.');
  assert.equal(compare(truth, predictionOf('.#', '#.'), 's-1').prediction, digestOfTruth(truth, 's-1'));
  assert.notEqual(compare(truth, predictionOf('#.', '.#'), 's-1').prediction, digestOfTruth(truth, 's-1'));
  assert.equal(compare(truth, null, 's-1').prediction, null);
});

test('a mask of another size is refused, never resampled', () => {
  assert.throws(
    () => compare(truthOf('..', '.#'), predictionOf('...', '.#.'), 's-1'),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(error.problems, [
        {
          code: 'EV4003',
          location: 's-1',
          message: 'the predicted mask has another size than the true one',
          got: '2 x 3',
          expected: '2 x 2 (height x width)',
        },
      ]);
      return true;
    },
  );
});

test('malformed run lengths name the sample and the side', () => {
  const broken: Prediction = { kind: 'mask', mask: { size: [2, 2], counts: '5' } };
  assert.throws(
    () => compare(truthOf('..', '.#'), broken, 's-1'),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV1203' && error.problems[0].location === 's-1 (prediction)',
  );
});

test('a prediction of another kind is refused', () => {
  const boxes = { kind: 'boxes', boxes: [] } as unknown as Prediction;
  assert.throws(
    () => compare(truthOf('.#'), boxes, 's-1'),
    (error) => error instanceof InputError && error.problems[0]?.code === 'EV5107' && error.problems[0].got === 'boxes',
  );
});

test('pooled metrics give the counts behind their value, the others none', () => {
  const { observed } = compare(truthOf('##..', '##..'), predictionOf('.##.', '.#..'), 's-1');
  const counted = maskMetrics.map((metric) => [metric.id, metric.aggregate, metric.measure(observed as MaskCounts, false)[0]?.counts]);
  assert.deepEqual(
    counted.filter(([, aggregate, counts]) => aggregate === 'ratio' || counts !== undefined),
    [
      ['mask_precision_pooled', 'ratio', { numerator: 2, denominator: 3 }],
      ['mask_recall_pooled', 'ratio', { numerator: 2, denominator: 4 }],
    ],
  );
});

test('definitions keep their contract, ids are unique, and only boxes and the bias are secondary', () => {
  const definitions = metrics.map(definitionOf);
  for (const definition of definitions) assert.deepEqual(metricDefinition.parse(definition), definition);
  for (const metric of metrics) assert.equal(metricById(metric.id), metric);
  assert.equal(metricById('mask_iou.nose'), undefined);
  assert.deepEqual(
    definitions.filter(({ secondary }) => secondary).map(({ id }) => id),
    ['box_iou', 'bias'],
  );
});

test('pixels that nobody judged are neither right nor wrong', () => {
  const truth: Truth = { kind: 'mask', mask: mask('##..', '##..'), ignore: mask('..#.', '..#.') };
  const judged = compare(truth, predictionOf('###.', '#.##'), 'sample a');
  assert.deepEqual(judged.observed, { intersection: 3, prediction: 4, truth: 4, box_intersection: 4, box_prediction: 8, box_truth: 4 });
  assert.equal(compare(truth, predictionOf('###.', '##..'), 'sample a').prediction, digestOfTruth(truth, 'sample a'), 'equal where it counts');
  assert.notEqual(digestOfTruth(truth, 'sample a'), digestOfTruth({ kind: 'mask', mask: mask('##..', '##..') }, 'sample a'));
});
