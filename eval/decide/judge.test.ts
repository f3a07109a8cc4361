import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CriterionResult, type Decision, decision as decisionSchema } from '../contracts/decision.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';
import {
  type CriterionText,
  deltaOf,
  flagged,
  heldout,
  inClass,
  intervalOf,
  policyOf,
  rowOf,
  sampleOf,
  type TableParts,
  tableOf,
} from './testing/table.ts';

function decide(criteria: readonly CriterionText[], parts: TableParts): Decision {
  const decision = run({ metrics: tableOf(parts), policy: policyOf(criteria) });
  assert.deepEqual(decisionSchema.parse(JSON.parse(canonicalJson(decision))), decision, 'the decision survives its file');
  return decision;
}

const floor: CriterionText = { id: 'floor', metric: 'mask_iou', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 };
const change: CriterionText = { ...floor, id: 'change', of: 'candidate - baseline', limit: -0.08 };
const each: CriterionText = { ...change, id: 'each', where: { corpus: 'flagged', each: 'failure_class', except: ['unclassified'] } };

test('a result is a complete record', () => {
  const samples = [0.9, 0.2, 0.7, 0.2, 0.6, 0.5, 0.4].map((value, i) => sampleOf(`s${i}`, i === 2 ? 'frame_cut' : 'handle_hole', value, 0.5));
  const interval = intervalOf(0.71, 0.79);
  const { criteria } = decide([{ ...floor, title: 'Good crops' }], {
    rows: [
      rowOf(flagged, 'mask_iou', 0.75, 7, { interval, intervalReason: null }),
      rowOf(flagged, 'mask_iou', 0.5, 7, { role: 'baseline', backend: 'rembg' }),
    ],
    samples,
  });
  assert.deepEqual(criteria, [
    {
      id: 'floor',
      criterion: 'floor',
      title: 'Good crops',
      status: 'pass',
      level: 'block',
      metric: 'mask_iou',
      metricVersion: 1,
      statistic: 'value',
      of: 'candidate',
      where: flagged,
      comparator: '>=',
      limit: 0.7,
      holds: 'value',
      observed: 0.75,
      judged: 0.75,
      margin: 0.75 - 0.7,
      relativeMargin: 0.75 - 0.7,
      relativeInterval: { low: 0.71 - 0.7, high: 0.79 - 0.7 },
      candidate: 0.75,
      baseline: 0.5,
      interval,
      n: 7,
      minimumN: 3,
      worstSamples: ['s1', 's3', 's6', 's5', 's4'],
      reason: 'flagged: mask IoU is 0.750; at least 0.700 is required (7 samples)',
    },
  ]);
});

type Told = Partial<CriterionResult>;
const cases: Record<string, { criterion: CriterionText; parts: TableParts; told: Told }> = {
  'equality passes': {
    criterion: floor,
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.7, 3)] },
    told: { status: 'pass', margin: 0, reason: 'flagged: mask IoU is 0.700; at least 0.700 is required (3 samples)' },
  },
  'one step below fails, and the sentence shows the difference': {
    criterion: { ...floor, limit: 0.75 },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.75 - 2 ** -53, 3)] },
    told: {
      status: 'fail',
      margin: -(2 ** -53),
      reason: 'flagged: mask IoU is 0.7499999999999999; at least 0.7500000000000000 is required (3 samples)',
    },
  },
  'where lower is better the comparator turns round': {
    criterion: { ...floor, metric: 'error_rate', limit: 0.1 },
    parts: { rows: [rowOf(flagged, 'error_rate', 0.25, 3)] },
    told: {
      status: 'fail',
      comparator: '<=',
      margin: 0.1 - 0.25,
      relativeMargin: 0.1 - 0.25,
      reason: 'flagged: error rate is 0.250; at most 0.100 is required (3 samples)',
    },
  },
  'a margin is relative to the width of the range': {
    criterion: { ...floor, metric: 'score', limit: 60 },
    parts: { rows: [rowOf(flagged, 'score', 70, 3)] },
    told: { status: 'pass', margin: 10, relativeMargin: 0.1 },
  },
  'an open range: relative to the limit': {
    criterion: { ...floor, metric: 'distance', limit: 4 },
    parts: { rows: [rowOf(flagged, 'distance', 3, 3, { interval: intervalOf(2, 5), intervalReason: null })] },
    told: { status: 'pass', margin: 1, relativeMargin: 0.25, relativeInterval: { low: 0.5, high: -0.25 }, metricVersion: 3 },
  },
  'an open range and the limit 0: as it is': {
    criterion: { ...change, metric: 'distance', limit: 0 },
    parts: { deltas: [deltaOf(flagged, 'distance', 2, 3)] },
    told: {
      status: 'fail',
      margin: -2,
      relativeMargin: -2,
      reason: 'flagged: contour distance rose by 2.000 against the baseline; no rise is allowed (3 samples)',
    },
  },
  'a statistic of the row': {
    criterion: { ...floor, statistic: 'p10' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.9, 9, { p10: 0.4, interval: intervalOf(0.8, 0.95), intervalReason: null })] },
    told: {
      status: 'fail',
      observed: 0.4,
      interval: null,
      reason: 'flagged: 10th percentile of mask IoU is 0.400; at least 0.700 is required (9 samples)',
    },
  },
  'a rise where a fall is allowed': {
    criterion: change,
    parts: { deltas: [deltaOf(flagged, 'mask_iou', 0.02, 3)] },
    told: {
      status: 'pass',
      comparator: '>=',
      candidate: 0.52,
      baseline: 0.5,
      reason: 'flagged: mask IoU rose by 0.020 against the baseline; a fall of at most 0.080 is allowed (3 samples)',
    },
  },
  'a fall where a rise is required': {
    criterion: { ...change, limit: 0.04 },
    parts: { deltas: [deltaOf(flagged, 'mask_iou', -0.02, 3)] },
    told: { status: 'fail', reason: 'flagged: mask IoU fell by 0.020 against the baseline; a rise of at least 0.040 is required (3 samples)' },
  },
  'no change': {
    criterion: { ...change, limit: 0 },
    parts: { deltas: [deltaOf(flagged, 'mask_iou', 0, 3)] },
    told: { status: 'pass', margin: 0, reason: 'flagged: mask IoU did not change against the baseline; no fall is allowed (3 samples)' },
  },
  'a fall of a metric where lower is better': {
    criterion: { ...change, metric: 'error_rate', limit: -0.1 },
    parts: { deltas: [deltaOf(flagged, 'error_rate', -0.2, 3)] },
    told: {
      status: 'pass',
      comparator: '<=',
      reason: 'flagged: error rate fell by 0.200 against the baseline; at least 0.100 is required (3 samples)',
    },
  },
  'the worse bound of the interval must hold too': {
    criterion: { ...floor, holds: 'interval' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.75, 9, { interval: intervalOf(0.69, 0.8), intervalReason: null })] },
    told: {
      status: 'inconclusive',
      observed: 0.75,
      judged: 0.69,
      moreNeeded: 5,
      reason:
        'flagged: mask IoU is 0.750, at worst 0.690 within its 95 % interval; at least 0.700 is required (9 samples); ' +
        'inconclusive: about 5 more samples of the same kind would decide, if value and spread stay as they are',
    },
  },
  'the bound is the upper one where lower is better': {
    criterion: { ...change, metric: 'error_rate', limit: 0.1, holds: 'interval' },
    parts: { deltas: [deltaOf(flagged, 'error_rate', -0.05, 9, { interval: intervalOf(-0.1, 0.1), intervalReason: null })] },
    told: {
      status: 'pass',
      judged: 0.1,
      reason:
        'flagged: error rate fell by 0.050 against the baseline, at worst rose by 0.100 within its 95 % interval; at most 0.100 is allowed (9 samples)',
    },
  },
  'a value outside its own interval is not hidden by it': {
    criterion: { ...floor, holds: 'interval' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.6, 9, { interval: intervalOf(0.71, 0.8), intervalReason: null })] },
    told: { status: 'inconclusive', judged: 0.6, moreNeeded: null },
  },
  'nor where lower is better': {
    criterion: { ...floor, metric: 'error_rate', limit: 0.1, holds: 'interval' },
    parts: { rows: [rowOf(flagged, 'error_rate', 0.2, 9, { interval: intervalOf(0.05, 0.09), intervalReason: null })] },
    told: { status: 'inconclusive', judged: 0.2, moreNeeded: null },
  },
  'an interval is asked for and there is none': {
    criterion: { ...floor, holds: 'interval' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.75, 9)] },
    told: { status: 'insufficient', level: 'block', observed: 0.75, judged: null, reason: 'flagged: mask IoU has no interval (too few groups)' },
  },
  'too few samples': {
    criterion: { ...floor, minimum_n: 4 },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.99, 3)] },
    told: {
      status: 'insufficient',
      level: 'block',
      margin: null,
      relativeMargin: null,
      n: 3,
      reason: 'flagged: mask IoU rests on 3 samples; at least 4 are needed',
    },
  },
  'undefined samples are no evidence': {
    criterion: floor,
    parts: {
      rows: [rowOf(flagged, 'mask_iou', 0.99, 36, { defined: 2, undefined: 34, undefinedReasons: { 'no truth': 30, 'empty prediction': 4 } })],
    },
    told: {
      status: 'insufficient',
      n: 2,
      reason: 'flagged: mask IoU rests on 2 samples; at least 3 are needed; 34 of 36 have no value (empty prediction: 4; no truth: 30)',
    },
  },
  'failed samples are told': {
    criterion: floor,
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.8, 9, { failed: 1 })] },
    told: { status: 'pass', reason: 'flagged: mask IoU is 0.800; at least 0.700 is required (9 samples); the candidate failed on 1 of 9' },
  },
  'unpaired samples are told and are no pairs': {
    criterion: { ...change, minimum_n: 5 },
    parts: { deltas: [deltaOf(flagged, 'mask_iou', 0.1, 4, { unpaired: 30 })] },
    told: {
      status: 'insufficient',
      n: 4,
      reason:
        'flagged: mask IoU against the baseline rests on 4 samples; at least 5 are needed; 30 more have a value for one backend only and are not in the difference',
    },
  },
  'a number that nobody computed': {
    criterion: { ...floor, statistic: 'median' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.8, 9, { median: null })] },
    told: { status: 'insufficient', reason: 'flagged: median mask IoU has no value' },
  },
  'a number of the whole that is undefined although samples have one': {
    criterion: floor,
    parts: { rows: [rowOf(flagged, 'mask_iou', null, 9, { valueReason: 'constant prediction' })] },
    told: { status: 'insufficient', reason: 'flagged: mask IoU has no value (constant prediction)' },
  },
  'no row': {
    criterion: floor,
    parts: {},
    told: { status: 'insufficient', n: 0, reason: 'flagged: mask IoU rests on 0 samples; at least 3 are needed; the table has no row for it' },
  },
  'missing evidence that only warns': {
    criterion: { ...floor, missing: 'warn' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.99, 2)] },
    told: { status: 'insufficient', level: 'warn' },
  },
  'missing evidence of a criterion that only informs does not block': {
    criterion: { ...floor, level: 'info' },
    parts: { rows: [] },
    told: { status: 'insufficient', level: 'info' },
  },
  'missing evidence that sets the criterion aside': {
    criterion: { ...floor, missing: 'not_applicable' },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.99, 2)] },
    told: { status: 'not_applicable', observed: 0.99, judged: null, margin: null },
  },
  'one slice': {
    criterion: { ...floor, where: { corpus: 'flagged', slice: { failure_class: 'frame_cut' } } },
    parts: { rows: [rowOf(flagged, 'mask_iou', 0.1, 9), rowOf(inClass('frame_cut'), 'mask_iou', 0.8, 4)] },
    told: {
      status: 'pass',
      id: 'floor',
      where: inClass('frame_cut'),
      reason: 'frame_cut on flagged: mask IoU is 0.800; at least 0.700 is required (4 samples)',
    },
  },
};

for (const [name, { criterion, parts, told }] of Object.entries(cases)) {
  test(name, () => {
    const [result, ...others] = decide([criterion], parts).criteria;
    assert.deepEqual(others, []);
    assert.deepEqual({ ...result, ...told }, result);
  });
}

test('each value is judged, in the order of the taxonomy, without those left out', () => {
  const deltas = ['frame_cut', 'handle_hole', 'low_contrast', 'unclassified'].map((value, i) =>
    deltaOf(inClass(value), 'mask_iou', -0.1 + i / 10, 3),
  );
  const { criteria } = decide([{ ...each, title: 'No class gets worse' }], { deltas });
  assert.deepEqual(
    criteria.map(({ id, title, status, where }) => ({ id, title, status, where })),
    [
      { id: 'each/low_contrast', title: 'No class gets worse: low contrast', status: 'pass', where: inClass('low_contrast') },
      { id: 'each/handle_hole', title: 'No class gets worse: handle hole', status: 'pass', where: inClass('handle_hole') },
      { id: 'each/frame_cut', title: 'No class gets worse: frame cut', status: 'fail', where: inClass('frame_cut') },
    ],
  );
});

test('the worst differences come first, ties by id, at most five, only of the slice', () => {
  const samples = [
    sampleOf('b', 'handle_hole', 0.5, 0.9),
    sampleOf('a', 'handle_hole', 0.5, 0.9),
    sampleOf('c', 'handle_hole', 0.9, 0.5),
    sampleOf('d', 'handle_hole', 0.1, 0.4),
    sampleOf('x', 'frame_cut', 0, 1),
    sampleOf('no-value', 'handle_hole', 0, 1, 'pass_rate'),
  ];
  const result = decide([each], { samples }).criteria.find(({ id }) => id === 'each/handle_hole');
  assert.deepEqual(result?.worstSamples, ['a', 'b', 'd', 'c']);
});

test('the worst samples of a pass rate are the worst by what passes', () => {
  const samples = [sampleOf('a', 'frame_cut', 0.6, 0.6), sampleOf('b', 'frame_cut', 0.5, 0.9), sampleOf('c', 'frame_cut', 0.1, 0.1)];
  const worst = (criterion: CriterionText) => decide([{ ...criterion, metric: 'pass_rate' }], { samples }).criteria[0]?.worstSamples;
  assert.deepEqual(
    [worst(floor), worst(change)],
    [
      ['c', 'b', 'a'],
      ['b', 'a', 'c'],
    ],
  );
});

test('the whole corpus is not one of its slices', () => {
  const { criteria } = decide([{ ...floor, where: { corpus: 'heldout' } }], {
    rows: [rowOf(flagged, 'mask_iou', 0.9, 9), rowOf(heldout, 'mask_iou', 0.1, 9)],
  });
  assert.equal(criteria[0]?.observed, 0.1);
});
