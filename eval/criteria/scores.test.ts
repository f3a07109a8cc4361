/** Scores from 0 to 1: numbers on a scale, weights that sum to 1, and the profiles that are shipped. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compositeDefinition } from '../metrics/declared.ts';
import { shipped } from '../metrics/table.ts';
import { run } from './run.ts';
import { head, plain, quotedProblems } from './testing/policy.ts';

const problemsOf = (terms: string, keys = ''): string[] =>
  quotedProblems(
    head.replace(
      '  statistics:',
      `  external_metrics: [{id: ms, title: Time, unit: ms, range: [0, null], better: lower}]\n  composites: [{id: score, title: Score, better: higher, ${keys}terms: [${terms}]}]\n  statistics:`,
    ) + plain,
  );
const quality = (weight: number | string): string => `{metric: mask_iou, weight: ${weight}}`;
const speed = (weight: number | string, scale = '{zero: 500, one: 50}'): string => `{metric: ms, weight: ${weight}, scale: ${scale}}`;

for (const [name, terms, expected] of [
  ['weights that sum to 1', [quality(0.9), speed(0.1)], []],
  ['weights that sum to 1 but for rounding', [quality(0.7), quality(0.2), speed(0.1)], []],
  ['weights that sum to more', [quality(0.9), speed(0.6)], ['EV2022 composite "score": the weights sum to 1.5']],
  ['weights that sum to less', [quality(0.5), speed(0.1)], ['EV2022 composite "score": the weights sum to 0.6']],
  ['a negative weight', [quality(1.1), speed(-0.1)], ['EV2022 composite "score": the weight of ms is negative']],
  ['a scale without width', [quality(0.9), speed(0.1, '{zero: 50, one: 50}')], ['EV2018 composite "score": the scale of ms ends where it begins']],
  ['no scale, any weights', [quality(1), '{metric: ms, weight: -0.001}'], []],
] as const) {
  test(name, () =>
    assert.deepEqual(
      problemsOf(terms.join(', '), 'over: rows, ').map((problem) => problem.replace(/ line \d+ (?:"[^"]*"|"\S*) (?=composite)/, ' ')),
      expected,
    ),
  );
}

test('a scale gives a score from 0 to 1 whatever the range of its number', () => {
  const term = { metric: 'ms', weight: 1, of: 'value' as const, scale: { zero: 500, one: 50 } };
  const { range, summary } = compositeDefinition({ id: 'score', title: 'Score', better: 'higher', over: 'rows', terms: [term] }, () => undefined);
  assert.deepEqual(range, [0, 1]);
  assert.match(summary, /1 x ms from 500 \(0\) to 50 \(1\)/);
});

for (const profile of ['default', 'aerial', 'security_camera', 'quality_inspection', 'real_time']) {
  test(`the profile ${profile} can be used as it is`, () => {
    const file = (location: string) => ({ text: readFileSync(location, 'utf8'), location });
    const { measure, policy } = run({
      criteria: file(`criteria/detection/${profile}.yaml`),
      sanity: file('criteria/sanity.yaml'),
      tier: undefined,
      metrics: shipped,
    });
    const [score] = measure.measure.composites ?? [];
    assert.equal(policy.id, `detection_${profile}`);
    assert.deepEqual(
      score?.terms.map(({ metric }) => metric),
      ['bbox_ap', 'bbox_ap50', 'bbox_recall_small', 'bbox_f1', 'inference_ms'],
    );
    assert.ok(score?.terms.every(({ when_undefined }) => when_undefined === undefined));
  });
}
