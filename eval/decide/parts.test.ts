/** Criteria about parts: one by name, each of a set, and what the table does not have. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Where } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { run } from './run.ts';
import { type CriterionText, corpusOf, policyOf, rowOf, tableOf } from './testing/table.ts';

const parts = { class: ['bowl', 'cup', 'traffic light'], small: ['cup'], region: ['lid'] };
const whole: Where = { corpus: 'flagged', slice: null };
const rows = [
  rowOf({ ...whole, part: 'bowl' }, 'recall', 0.9, 5),
  rowOf({ ...whole, part: 'traffic light' }, 'recall', 0.6, 4),
  rowOf({ ...whole, part: 'cup' }, 'recall', null, 0, { n: 9, defined: 0, undefined: 9, undefinedReasons: { 'the sample has no cup': 9 } }),
];
const common: CriterionText = { id: 'found', metric: 'recall', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 };

function judge(where: object) {
  const corpora = [{ ...corpusOf('flagged', ['frame_cut']), parts }];
  return run({
    metrics: tableOf({ corpora, rows }),
    policy: policyOf([{ ...common, where: { corpus: 'flagged', ...where } as CriterionText['where'] }]),
  }).criteria;
}
const told = (where: object) => judge(where).map(({ id, status, reason, where: { part } }) => [id, part, status, reason]);

test('one part', () => {
  assert.deepEqual(told({ part: 'traffic light' }), [
    ['found', 'traffic light', 'fail', 'traffic light on flagged: recall is 0.600; at least 0.700 is required (4 samples)'],
  ]);
});

test('each part of a set, also one that no sample has: that lacks evidence, which is no pass', () => {
  const results = judge({ each: { part: 'class' } });
  assert.deepEqual(
    results.map(({ id, title, status }) => [id, title, status]),
    [
      ['found/bowl', 'found: bowl', 'pass'],
      ['found/cup', 'found: cup', 'insufficient'],
      ['found/traffic light', 'found: traffic light', 'fail'],
    ],
  );
  assert.match(results[1]?.reason ?? '', /^cup on flagged: recall rests on 0 samples; .*the sample has no cup: 9/);
});

test('exceptions are left out; a set of which the metric has no part judges nothing, and blocks', () => {
  assert.deepEqual(
    judge({ each: { part: 'class' }, except: ['cup', 'traffic light'] }).map(({ id }) => id),
    ['found/bowl'],
  );
  assert.deepEqual(told({ each: { part: 'region' } }), [
    ['found', undefined, 'insufficient', 'flagged: no region is left, so this criterion judged nothing'],
  ]);
});

const refused: [where: object, message: RegExp][] = [
  [{ part: 'trafic light' }, /no part of flagged that recall is measured of "trafic light" \(nearest: traffic light\)/],
  [{ part: 'lid' }, /no part of flagged that recall is measured of "lid"/],
  [{ each: { part: 'clas' } }, /no set of parts of flagged "clas" \(nearest: class\)/],
  [{ each: { part: 'class' }, except: ['mug'] }, /"mug"/],
];
for (const [where, message] of refused) {
  test(`EV5302 ${JSON.stringify(where)}`, () => {
    assert.throws(
      () => judge(where),
      (error) => error instanceof InputError && error.problems.some((problem) => problem.code === 'EV5302' && message.test(problem.message)),
    );
  });
}
