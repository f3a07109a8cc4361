import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SanityRule } from '../contracts/criteria.ts';
import type { Decision } from '../contracts/decision.ts';
import type { SanityMeasurement } from '../contracts/metrics.ts';
import { sanityCheckNames } from '../sanity/table.ts';
import { run } from './run.ts';
import { neighbour } from './testing/numbers.ts';
import { backendOf, flagged, measurementOf, policyOf, quiet, rowOf, shippedSanity, tableOf } from './testing/table.ts';

const criteria = [{ id: 'floor', metric: 'mask_iou', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 }] as const;

function decide(measured: readonly SanityMeasurement[], sanity: Readonly<Record<string, SanityRule>>): Decision {
  return run({ metrics: tableOf({ rows: [rowOf(flagged, 'mask_iou', 0.9, 9)], facts: [...measured] }), policy: policyOf(criteria, sanity) });
}

const shipped = shippedSanity();
const healthy = sanityCheckNames.map((check) => measurementOf(check, 0, 36));
const healthyBut = (check: string, value: number | null, n = 36): SanityMeasurement[] =>
  healthy.map((one) => (one.check === check ? { ...one, value, n } : one));

test('the shipped policy lets a healthy run through', () => {
  const decision = decide(healthy, shipped);
  assert.equal(decision.verdict, 'go');
  assert.deepEqual([...new Set(decision.sanity.map(({ status }) => status))], ['quiet']);
  assert.deepEqual(
    decision.sanity.map(({ check }) => check),
    sanityCheckNames,
  );
});

const verdictOf = { void: 'void', block: 'no-go', warn: 'go', info: 'go' } as const;
for (const [check, rule] of Object.entries(shipped)) {
  test(`${check} fires above its limit, not on it`, () => {
    const on = decide(healthyBut(check, rule.limit), shipped);
    assert.equal(on.verdict, 'go');
    const above = decide(healthyBut(check, neighbour(rule.limit, 1)), shipped);
    assert.equal(above.verdict, verdictOf[rule.level]);
    const finding = above.sanity.find((f) => f.check === check);
    assert.deepEqual([finding?.status, finding?.level], ['fired', rule.level]);
    if (above.verdict !== 'go')
      assert.deepEqual([above.deciding, above.failed, above.why], [`sanity:${check}`, [`sanity:${check}`], finding?.reason]);
  });

  test(`${check} that could not be measured has the weight that its rule says`, () => {
    const unmeasured = decide(healthyBut(check, null, 0), shipped);
    assert.equal(unmeasured.verdict, verdictOf[rule.missing]);
    const absent = decide(
      healthy.filter((one) => one.check !== check),
      shipped,
    );
    assert.equal(absent.verdict, verdictOf[rule.missing]);
    const finding = absent.sanity.find((f) => f.check === check);
    assert.deepEqual([finding?.status, finding?.level, finding?.n], ['not_measured', rule.missing, 0]);
  });
}

test('of several metrics the one that the criteria judge is looked at', () => {
  const measured = (check: string, values: Readonly<Record<string, number | null>>): SanityMeasurement[] => [
    ...healthy.filter((one) => one.check !== check),
    ...Object.entries(values).map(([metric, value]) => ({ ...measurementOf(check, value, 36), corpus: 'flagged', metric })),
  ];
  const found = (check: string, values: Readonly<Record<string, number | null>>) => {
    const { verdict, sanity } = decide(measured(check, values), shipped);
    return [verdict, ...sanity.filter((one) => one.check === check).map(({ metric, value }) => `${metric} ${value}`)];
  };
  // The criteria judge mask_iou on flagged.
  assert.deepEqual(found('unscored_share', { strong_mean_iou: 1, mask_iou: 0 }), ['go', ' 0']);
  assert.deepEqual(found('unscored_share', { strong_mean_iou: 0, mask_iou: 1 }), ['no-go', ' 1']);
  assert.deepEqual(found('unscored_share', { strong_mean_iou: 1, region_iou: 0 }), ['go', ' 0']);
  assert.deepEqual(found('no_spread', { strong_mean_iou: 1, mask_iou: 0.1 }), ['go', 'mask_iou 0.1']);
  assert.deepEqual(found('no_spread', { strong_mean_iou: 0.1, mask_iou: 1 }), ['void', 'mask_iou 1']);
  assert.deepEqual(found('no_spread', { strong_mean_iou: null, region_iou: 1 }), ['void', 'region_iou 1']);
});

test('on too few samples a check says nothing, and says that', () => {
  const decision = decide(healthyBut('same_prediction', 1, 4), shipped);
  const finding = decision.sanity.find(({ check }) => check === 'same_prediction');
  assert.deepEqual([decision.verdict, finding?.status, finding?.level], ['go', 'not_measured', 'info']);
  assert.equal(finding?.reason, 'share of samples that get the most frequent prediction: rests on 4 samples; at least 5 are needed');
  assert.equal(decide(healthyBut('same_prediction', 1, 5), shipped).verdict, 'void');
});

test('a finding names what, where, how much and how many', () => {
  const measured = measurementOf('prediction_equals_truth', 0.5, 36, {
    corpus: 'flagged',
    backend: 'yolo',
    detail: '18 of 36 predictions equal the ground truth',
    samples: ['a', 'b'],
  });
  const [finding] = decide([measured, ...healthy.slice(1)], shipped).sanity;
  assert.deepEqual(finding, {
    check: 'prediction_equals_truth',
    level: 'void',
    status: 'fired',
    corpus: 'flagged',
    backend: 'yolo',
    metric: '',
    value: 0.5,
    limit: 0.05,
    n: 36,
    samples: ['a', 'b'],
    reason: 'predictions of yolo on flagged are the labels: 18 of 36 predictions equal the ground truth (0.500, more than the allowed 0.050)',
  });
});

test('a count is told as one', () => {
  const measured = measurementOf('training_overlap', 3, 36, { corpus: 'flagged' });
  const finding = decide([...healthy.filter(({ check }) => check !== measured.check), measured], shipped).sanity.find(
    ({ check }) => check === measured.check,
  );
  assert.equal(finding?.reason, 'the candidate was trained on samples of flagged: 3, more than the allowed 0');
});

const quietWords = (check: string): string => `${decide(healthy, shipped).sanity.find((finding) => finding.check === check)?.reason}`;

test('what is quiet is told with its limit', () => {
  assert.equal(quietWords('same_truth'), 'share of samples that have the most frequent ground truth: 0.000, at most 0.500 is allowed');
});

test('each check that fires says what that means', () => {
  const reasons = sanityCheckNames.map((check) => {
    const measured = measurementOf(check, 1, 36, {
      corpus: 'flagged',
      backend: check === 'option_without_effect' ? 'a and b' : 'yolo',
      metric: 'mask_iou',
    });
    const finding = decide([...healthy.filter((other) => other.check !== check), measured], shipped).sanity.find((found) => found.check === check);
    return finding?.reason.replace(/: 1.*/, '');
  });
  assert.deepEqual(reasons, [
    'predictions of yolo on flagged are the labels',
    'the labels of flagged were drawn after predictions of yolo',
    'predictions of yolo on flagged carry what only labels have',
    'the candidate was trained on samples of flagged',
    'a feature of flagged is the target, rounded',
    'the ground truth contradicts itself',
    'candidate and baseline are one backend',
    'candidate and baseline predict the same on flagged',
    'yolo predicts the same for different samples of flagged',
    'different samples of flagged have the same ground truth',
    'the ground truth of a class of flagged is empty everywhere',
    'the boxes of yolo on flagged mean something else than they were read as',
    'the boxes of yolo on flagged are in another unit, or scaled',
    'the classes of yolo on flagged have the names of others',
    'detections of yolo on flagged have one score',
    'yolo on flagged marks the background in place of the object',
    'mask_iou of yolo on flagged hardly differs from sample to sample',
    'yolo gives nothing usable for samples of flagged',
    'corpora share samples',
    'flagged has samples more than once',
    'flagged counts copies of pictures as independent',
    'a and b are declared differently and predict the same',
    'weights could be exchanged without anybody noticing',
  ]);
});

test('a backend that is only shown can only warn', () => {
  const measured = [
    ...healthy,
    measurementOf('prediction_equals_truth', 1, 36, { backend: 'oracle' }),
    measurementOf('same_prediction', null, 0, { backend: 'oracle' }),
  ];
  const shown = [backendOf('candidate', 'yolo', 'a'), backendOf('reference', 'oracle', 'c'), backendOf('reference', 'u2net', 'd')];
  const metrics = tableOf({ rows: [rowOf(flagged, 'mask_iou', 0.9, 9)], facts: measured, backends: shown });
  const decision = run({ metrics, policy: policyOf(criteria, shipped) });
  const odd = decision.sanity.filter(({ backend }) => backend === 'oracle').map(({ status, level }) => [status, level]);
  assert.deepEqual(
    [decision.verdict, odd],
    [
      'go',
      [
        ['fired', 'warn'],
        ['not_measured', 'warn'],
      ],
    ],
  );
});

test('void outweighs block, and both outweigh criteria', () => {
  const rules = { ...quiet, unscored_share: { ...quiet['unscored_share'], level: 'block' }, same_truth: { ...quiet['same_truth'], level: 'void' } };
  const measured = [measurementOf('unscored_share', 1, 9), measurementOf('same_truth', 1, 9)];
  const decision = run({ metrics: tableOf({ facts: measured }), policy: policyOf(criteria, rules as Record<string, SanityRule>) });
  assert.deepEqual(
    [decision.verdict, decision.deciding, decision.failed],
    ['void', 'sanity:same_truth', ['sanity:same_truth', 'sanity:unscored_share', 'floor']],
  );
});

test('findings of one check are sorted, whatever the order of the measurements', () => {
  const measured = [
    measurementOf('no_spread', 0.1, 9, { corpus: 'heldout', backend: 'yolo', metric: 'mask_iou' }),
    measurementOf('no_spread', 0.1, 9, { corpus: 'flagged', backend: 'yolo', metric: 'mask_iou' }),
    measurementOf('no_spread', 0.1, 9, { corpus: 'flagged', backend: 'rembg', metric: 'mask_iou' }),
  ];
  const keys = (list: readonly SanityMeasurement[]) =>
    decide(list, quiet).sanity.map(({ check, corpus, backend }) => [check, corpus, backend].join(' '));
  assert.deepEqual(keys(measured.toReversed()), keys(measured));
  assert.deepEqual(
    keys(measured).filter((key) => key.startsWith('no_spread')),
    ['no_spread flagged rembg', 'no_spread flagged yolo', 'no_spread heldout yolo'],
  );
});
