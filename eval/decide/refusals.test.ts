/** Inputs that do not fit together are refused, all at once, before anything is judged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyFile } from '../contracts/criteria.ts';
import { type MetricsTable, metricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { run } from './run.ts';
import { backendOf, type CriterionText, deltaOf, digest, flagged, measurementOf, policyOf, quiet, rowOf, tableOf } from './testing/table.ts';

const floor: CriterionText = { id: 'floor', metric: 'mask_iou', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 };
const row = rowOf(flagged, 'mask_iou', 0.9, 9);

function problems(
  criteria: readonly CriterionText[],
  parts: Partial<MetricsTable>,
  policyParts: Partial<ReturnType<typeof policyOf>> = {},
): string[] {
  try {
    run({ metrics: tableOf({ rows: [row], ...parts }), policy: { ...policyOf(criteria), ...policyParts } });
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code, location, message }) => `${code} ${location}: ${message}`);
  }
  return [];
}

const cases: Record<string, { found: string[]; expected: string[] }> = {
  'nothing is wrong': { found: problems([floor], {}), expected: [] },
  'a table measured by other criteria': {
    found: problems([floor], { measure: digest('9') }),
    expected: ['EV5301 pottery: pass limit, statistics or correct rejections of the criteria are not those that the table was measured by'],
  },
  'every unknown name at once, with the nearest known one': {
    found: problems(
      [
        { ...floor, where: { corpus: 'flaged' } },
        { ...floor, id: 'b', where: { corpus: 'flagged', each: 'failure_clas' } },
        { ...floor, id: 'c', where: { corpus: 'flagged', slice: { failure_class: 'handel_hole' } } },
        { ...floor, id: 'd', where: { corpus: 'flagged', each: 'failure_class', except: ['unclasified', 'frame_cut'] } },
        { ...floor, id: 'e', metric: 'boundry_iou' },
        { ...floor, id: 'f', where: { corpus: 'heldout', slice: { failure_class: 'frame_cut' } } },
      ],
      {},
    ),
    expected: [
      'EV5302 criterion "floor": no corpus "flaged" (nearest: flagged)',
      'EV5302 criterion "b": no slice dimension of flagged "failure_clas" (nearest: failure_class)',
      'EV5302 criterion "c": no value of failure_class "handel_hole" (nearest: handle_hole)',
      'EV5302 criterion "d": no value of failure_class "unclasified" (nearest: unclassified)',
      'EV5303 criterion "e": no metric "boundry_iou"',
      'EV5302 criterion "f": no slice dimension of heldout "failure_class"',
    ],
  },
  'names of built-in properties are names like others': {
    found: problems([{ ...floor, where: { corpus: 'flagged', each: 'constructor' } }], {}),
    expected: ['EV5302 criterion "floor": no slice dimension of flagged "constructor"'],
  },
  'a difference without a baseline, also where the table has a row for it': {
    found: problems([{ ...floor, of: 'candidate - baseline' }], {
      backends: [backendOf('candidate', 'yolo', 'a')],
      deltas: [deltaOf(flagged, 'mask_iou', 0.5, 9)],
    }),
    expected: ['EV5304 criterion "floor": it judges candidate - baseline, and the evaluation has no baseline'],
  },
  'a measurement that no rule judges': {
    found: problems([floor], { facts: [measurementOf('polarity', 1, 9)] }),
    expected: ['EV5305 sanity:polarity: the policy has no rule for this check'],
  },
  'a policy that leaves a check out': {
    found: problems([floor], {}, { sanity: Object.fromEntries(Object.entries(quiet).filter(([check]) => check !== 'same_truth')) }),
    expected: ['EV5305 sanity:same_truth: the policy has no rule for this check'],
  },
  'no candidate': {
    found: problems([floor], { backends: [backendOf('baseline', 'rembg', 'b')] }),
    expected: ['EV5306 metrics: no backend is the candidate'],
  },
  'a pass limit on a metric that the table does not have': {
    found: problems([floor], { pass: { metric: 'vase', at: 0.5 } }),
    expected: ['EV5306 metrics: the pass limit is about vase, which is no metric of the table'],
  },
  'two candidates and two rows of one key': {
    found: problems([floor], {
      backends: [backendOf('candidate', 'yolo', 'a'), backendOf('candidate', 'other', 'c')],
      rows: [row, { ...row, value: 0.1 }],
      deltas: [deltaOf(flagged, 'mask_iou', 0.5, 9), deltaOf(flagged, 'mask_iou', 0.6, 9)],
    }),
    expected: [
      'EV5306 metrics: the row ["flagged"] mask_iou candidate yolo is there twice',
      'EV5306 metrics: the difference ["flagged"] mask_iou is there twice',
      'EV5306 metrics: the role candidate is there twice',
    ],
  },
};

for (const [name, { found, expected }] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(found, expected));
}

test('a policy without criteria and numbers that are not finite do not get past the contracts', () => {
  assert.equal(policyFile.safeParse(policyOf([floor])).success, true);
  assert.equal(policyFile.safeParse(policyOf([])).success, false);
  assert.equal(metricsTable.safeParse(tableOf({ rows: [row] })).success, true);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.equal(metricsTable.safeParse(tableOf({ rows: [{ ...row, value }] })).success, false);
  }
});
