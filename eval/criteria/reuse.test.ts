/** How often data may have judged: a criterion like any other, which a file asks for by one line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyOf, problemsOf } from './testing/policy.ts';

const statistics = 'statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 5}';
const text = (id: string, rest = ''): string =>
  `schema: 1\nid: demo\nversion: 1\nmeasure: {${statistics}}\ncriteria:\n  - {id: ${id}, metric: mask_iou, where: {corpus: a}, of: candidate, limit: 0.5, minimum_n: 1}\n${rest}`;

test('a budget becomes a criterion that blocks, and its metric is declared', () => {
  const { policy, measure } = policyOf(text('x', 'reuse: {at_most: 20}\n'));
  const added = policy.criteria.at(-1);
  assert.deepEqual(
    [added?.id, added?.metric, added?.where, added?.limit, added?.level, added?.missing],
    ['reuse', 'judged_candidates', { corpus: 'reuse' }, 20, 'block', 'block'],
  );
  assert.deepEqual(
    measure.measure.external_metrics?.map(({ id, better }) => [id, better]),
    [['judged_candidates', 'lower']],
  );
  assert.equal(policyOf(text('x')).policy.criteria.length, 1);
});

test('its names are taken, and a budget is a whole number', () => {
  assert.match(problemsOf(text('reuse', 'reuse: {at_most: 20}\n')).join('\n'), /^EV2003 c\.yaml:6:10 "reuse" is a name that `reuse` adds/);
  assert.deepEqual(problemsOf(text('reuse')), []);
  assert.match(problemsOf(text('x', 'reuse: {at_most: -1}\n')).join('\n'), /^EV2002 c\.yaml:7:18/);
});
