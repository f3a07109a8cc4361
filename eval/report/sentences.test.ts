import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CriterionResult } from '../contracts/decision.ts';
import { reportDocument } from './document.ts';
import { foundAndNeeded, judgedText } from './phrases/criteria.ts';
import { reproduction } from './sections/provenance.ts';
import { differenceText, firmness, headline, onTheWhole, tallyText } from './sentences.ts';
import { changed, fixture, go, viewOf } from './testing/fixture.ts';

function withInterval(low: number, high: number, value = (low + high) / 2): string | undefined {
  const input = changed(({ metrics }) => {
    const delta = metrics.deltas.find(({ where, metric }) => where.corpus === 'flagged' && where.slice === null && metric === 'mask_iou');
    if (delta?.interval) Object.assign(delta, { value, candidate: 0.8 + value, baseline: 0.8, interval: { ...delta.interval, low, high } });
  });
  return onTheWhole(viewOf(input), 'flagged');
}

for (const [low, high, expected] of [
  [
    0.01,
    0.09,
    'On flagged as a whole mask IoU rose from 0.800 to 0.850, +0.050 (95% interval +0.010 to +0.090): wholly above zero, so better beyond what the choice of samples explains.',
  ],
  [
    -0.09,
    -0.01,
    'On flagged as a whole mask IoU fell from 0.800 to 0.750, −0.050 (95% interval −0.090 to −0.010): wholly below zero, so worse beyond what the choice of samples explains.',
  ],
  [
    -0.02,
    0.06,
    'On flagged as a whole mask IoU rose from 0.800 to 0.820, +0.020 (95% interval −0.020 to +0.060): the interval contains zero, so over all samples this metric does not show that the candidate is better or worse.',
  ],
  [
    0,
    0.04,
    'On flagged as a whole mask IoU rose from 0.800 to 0.820, +0.020 (95% interval 0.000 to +0.040): the interval contains zero, so over all samples this metric does not show that the candidate is better or worse.',
  ],
] as const) {
  test(`an interval from ${low} to ${high}`, () => assert.equal(withInterval(low, high), expected));
}

test('a metric of which less is better turns the sentence, not the numbers', () => {
  const input = changed(({ metrics }) => {
    for (const definition of metrics.definitions) definition.better = 'lower';
  });
  assert.match(onTheWhole(viewOf(input), 'flagged') ?? '', /rose .* wholly above zero, so worse beyond/);
});

test('without a baseline there is nothing to say about differences', () => {
  assert.equal(onTheWhole(viewOf(changed(({ metrics }) => (metrics.deltas = []))), 'flagged'), undefined);
});

const deciding = (): CriterionResult => {
  const result = viewOf(fixture()).deciding;
  assert.ok(result);
  return result;
};

test('how firm a result is', () => {
  const [view, result] = [viewOf(fixture()), deciding()];
  const interval = result.interval && { ...result.interval, low: -0.2, high: -0.05 };
  assert.equal(
    firmness({ ...result, interval }, view),
    'The 95% interval over 6 groups is −0.200 to −0.050 and contains the limit of −0.080: other samples of the same kind could turn this result.',
  );
  assert.match(firmness(result, view) ?? '', /wholly on the failing side of the limit of −0\.080\.$/);
  assert.equal(firmness({ ...result, interval: null }, view), 'There is no interval, so nothing is said about how far 6 samples can be trusted.');
  assert.equal(firmness({ ...result, judged: null, margin: null }, view), undefined);
});

test('a near miss does not look like a hit', () => {
  const near = { ...deciding(), of: 'candidate', limit: 0.7, observed: 0.69996, judged: 0.69996, margin: 0.69996 - 0.7 };
  assert.deepEqual(foundAndNeeded(near), { found: '0.69996', asked: 'at least', needed: '0.70000', margin: '−0.00004' });
});

test('a criterion held to its interval shows the bound', () => {
  const held = { ...deciding(), judged: -0.187 };
  assert.equal(foundAndNeeded(held).found, '−0.143 (bound −0.187)');
});

test('a difference says on how many pairs it rests where that is not all', () => {
  const delta = viewOf(fixture()).delta(deciding().where, 'mask_iou');
  assert.ok(delta);
  assert.equal(differenceText(delta), '−0.143');
  assert.equal(differenceText({ ...delta, n: 5, unpaired: 1 }), '−0.143 (5 pairs)');
  assert.equal(differenceText(undefined), '–');
});

test('nothing found is said in a word', () => {
  assert.deepEqual(foundAndNeeded({ ...deciding(), observed: null, judged: null, margin: null }), {
    found: 'nothing',
    asked: 'at least',
    needed: '−0.080',
    margin: '–',
  });
});

test('words of the verdict', () => {
  assert.equal(headline(viewOf(fixture())), 'No-go: yolo_v3 may not be promoted');
  assert.equal(tallyText(viewOf(fixture())), '10 of 11 blocking checks hold and 1 fails.');
  assert.equal(tallyText(viewOf(go())), '10 of 10 blocking checks hold.');
  assert.equal(judgedText({ statistic: 'p10', of: 'candidate' }, 'Mask IoU'), '10th percentile of mask IoU');
});

for (const [evaluation, command] of [
  ['//eval:report', 'bazel build //eval:report'],
  ['@other//eval:report', 'bazel build @other//eval:report'],
  ['report', 'bazel build :report'],
] as const) {
  test(`to reproduce ${evaluation}`, () => assert.equal(reproduction(viewOf(changed(({ metrics }) => (metrics.evaluation = evaluation)))), command));
}

test('a swapped checkpoint is named, with its flag and its file, and made again', () => {
  const flag = { name: '//eval:candidate', value: '//models:v3' };
  const input = changed(({ metrics }) => {
    metrics.evaluation = '//eval:report';
    for (const { identity, role } of metrics.backends) if (role === 'candidate') identity.files = ['v3.onnx'];
  });
  assert.equal(reproduction(viewOf({ ...input, flag })), 'bazel build //eval:report --//eval:candidate=//models:v3');
  const document = reportDocument({ ...input, flag });
  const told = JSON.stringify(document.facts.entries);
  assert.match(told, /"--\/\/eval:candidate".*"\/\/models:v3"/);
  assert.match(told, /"yolo_v3".*"v3\.onnx"/);
  const provenance = JSON.stringify(document.sections.find(({ id }) => id === 'provenance'));
  assert.match(provenance, /"v3\.onnx".{1,40}"sha256:/);
});
