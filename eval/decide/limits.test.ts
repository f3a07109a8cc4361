/** Quotients, and limits on both sides. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CriterionResult } from '../contracts/decision.ts';
import type { DeltaRow, Ratio } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { run } from './run.ts';
import { backendOf, type CriterionText, deltaOf, flagged, intervalOf, policyOf, rowOf, type TableParts, tableOf } from './testing/table.ts';

const range: CriterionText = {
  id: 'range',
  metric: 'mask_iou',
  where: { corpus: 'flagged' },
  of: 'candidate',
  limit: 0.7,
  at_most: 0.95,
  minimum_n: 3,
};
const lower: CriterionText = { ...range, metric: 'distance', limit: 5, at_least: 0.5 };
delete (lower as { at_most?: number }).at_most;
const ratio: CriterionText = { ...range, id: 'ratio', of: 'candidate / baseline', limit: 1.1 };
delete (ratio as { at_most?: number }).at_most;

const row = (metric: string, value: number, interval: readonly [number, number] | null = null): TableParts => ({
  rows: [rowOf(flagged, metric, value, 9, interval === null ? {} : { interval: intervalOf(...interval), intervalReason: null })],
});
const quotient = (value: number | null, more: Partial<Ratio> = {}, counts?: DeltaRow['counts']): TableParts => {
  const own = { value, reason: value === null ? 'the baseline is 0' : null, interval: null, intervalReason: 'too few groups', ...more };
  return { deltas: [deltaOf(flagged, 'mask_iou', 0.1, 9, { ratio: own, ...(counts && { counts }) })] };
};

type Told = Partial<CriterionResult>;
const cases: Record<string, { criterion: CriterionText; parts: TableParts; told: Told }> = {
  'between the limits': {
    criterion: range,
    parts: row('mask_iou', 0.9),
    told: {
      status: 'pass',
      tooGood: 0.95,
      margin: 0.95 - 0.9,
      reason: 'flagged: mask IoU is 0.900; at least 0.700 is required, and more than 0.950 is too good to be trusted (9 samples)',
    },
  },
  'equality with the upper limit passes': { criterion: range, parts: row('mask_iou', 0.95), told: { status: 'pass', margin: 0 } },
  'too good': {
    criterion: range,
    parts: row('mask_iou', 0.99),
    told: {
      status: 'fail',
      comparator: '>=',
      margin: 0.95 - 0.99,
      reason: 'flagged: mask IoU is 0.990; at least 0.700 is required, and more than 0.950 is too good to be trusted (9 samples)',
    },
  },
  'too bad': {
    criterion: range,
    parts: row('mask_iou', 0.6),
    told: {
      status: 'fail',
      reason: 'flagged: mask IoU is 0.600; at least 0.700 is required, and more than 0.950 is too good to be trusted (9 samples)',
    },
  },
  'too small, where less is better': {
    criterion: lower,
    parts: row('distance', 0.25),
    told: {
      status: 'fail',
      comparator: '<=',
      tooGood: 0.5,
      margin: -0.25,
      relativeMargin: -0.5,
      reason: 'flagged: contour distance is 0.250; at most 5.000 is required, and less than 0.500 is too good to be trusted (9 samples)',
    },
  },
  'a bound beyond the upper limit': {
    criterion: { ...range, holds: 'interval' },
    parts: row('mask_iou', 0.9, [0.8, 0.97]),
    told: {
      judged: 0.97,
      reason:
        'flagged: mask IoU is 0.900, as far as 0.970 within its 95 % interval; at least 0.700 is required, and more than 0.950 is too good to be trusted (9 samples); ' +
        'inconclusive: about 9 more samples of the same kind would decide, if value and spread stay as they are',
    },
  },
  'a difference that is too large': {
    criterion: { ...range, of: 'candidate - baseline', limit: 0.02, at_most: 0.2 },
    parts: { deltas: [deltaOf(flagged, 'mask_iou', 0.4, 9)] },
    told: {
      status: 'fail',
      reason:
        'flagged: mask IoU rose by 0.400 against the baseline; at least 0.020 is required, and a difference of more than 0.200 is too good to be trusted (9 samples)',
    },
  },
  'a quotient, whose margin is relative to its limit': {
    criterion: ratio,
    parts: quotient(1.21, { interval: intervalOf(1.05, 1.4), intervalReason: null }),
    told: {
      status: 'pass',
      observed: 1.21,
      margin: 1.21 - 1.1,
      relativeMargin: (1.21 - 1.1) / 1.1,
      interval: intervalOf(1.05, 1.4),
      reason: "flagged: mask IoU is 1.210 times the baseline's; at least 1.100 times is required (9 samples)",
    },
  },
  'the bound of a quotient': {
    criterion: { ...ratio, holds: 'interval' },
    parts: quotient(1.21, { interval: intervalOf(1.05, 1.4), intervalReason: null }),
    told: {
      judged: 1.05,
      reason:
        "flagged: mask IoU is 1.210 times the baseline's, at worst 1.050 times within its 95 % interval; at least 1.100 times is required (9 samples); inconclusive: about 11 more samples of the same kind would decide, if value and spread stay as they are",
    },
  },
  'a quotient of rates is a fraction': {
    // 33/10 over 30/10 is 1.1, and as doubles 1.0999999999999999 (0.33 / 0.3).
    criterion: ratio,
    parts: quotient(0.33 / 0.3, {}, { candidate: { numerator: 33, denominator: 100 }, baseline: { numerator: 30, denominator: 100 } }),
    told: { status: 'pass', margin: 0 },
  },
  'no quotient': {
    criterion: ratio,
    parts: quotient(null),
    told: { status: 'insufficient', reason: 'flagged: mask IoU against the baseline has no value (the baseline is 0)' },
  },
  'no interval of a quotient': {
    criterion: { ...ratio, holds: 'interval' },
    parts: quotient(1.21),
    told: { status: 'insufficient', reason: 'flagged: mask IoU against the baseline has no interval (too few groups)' },
  },
};
for (const [name, { criterion, parts, told }] of Object.entries(cases)) {
  test(name, () => {
    const [result] = run({ metrics: tableOf(parts), policy: policyOf([criterion]) }).criteria;
    assert.deepEqual(Object.fromEntries(Object.keys(told).map((key) => [key, result?.[key as keyof CriterionResult]])), told);
  });
}

test('a quotient needs a baseline', () => {
  const metrics = tableOf({ backends: [backendOf('candidate', 'yolo', 'a')], rows: [rowOf(flagged, 'mask_iou', 0.9, 9)] });
  const isTold = (error: unknown): boolean => error instanceof InputError && error.problems[0]?.code === 'EV5304';
  assert.throws(() => run({ metrics, policy: policyOf([ratio]) }), isTold);
});
