/** The verdicts of this example: what goes, what is refused, and on which ground. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const read = (name) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name, 'report.json'), 'utf8'));
const meanOf = ({ metrics }, role) => metrics.rows.find((row) => row.role === role && row.metric === 'mask_iou' && row.where.slice === null).value;

test('v2 goes: it finds leaves on wood too', () => {
  const report = read('report');
  assert.equal(report.recommendation, 'go');
  assert.equal(report.decision.verdict, 'go');
  assert.ok(meanOf(report, 'candidate') > meanOf(report, 'baseline') + 0.2);
});

test('v3 is better on average and does not go: it lost slate, and nothing else speaks against it', () => {
  const report = read('report_v3');
  assert.ok(meanOf(report, 'candidate') > meanOf(report, 'baseline'));
  assert.equal(report.decision.verdict, 'no-go');
  assert.equal(report.decision.deciding, 'no_background_lost/slate');
  assert.deepEqual(report.decision.failed, ['no_background_lost/slate']);
});

test('a program with a package of its own is measured like a checkpoint: v2 goes against the script too', () => {
  const report = read('script/report');
  assert.equal(report.decision.verdict, 'go');
  assert.ok(meanOf(report, 'baseline') > 0.5, 'the script finds leaves where they are darker or brighter than the ground');
  assert.ok(meanOf(report, 'candidate') > meanOf(report, 'baseline'));
  const { identity } = report.metrics.backends.find(({ role }) => role === 'baseline');
  assert.deepEqual([identity.kind, identity.name, identity.checkpoint], ['command', 'script', null]);
});

test('the script says today what it once wrote down', () => {
  const report = read('script/report');
  assert.equal(meanOf(report, 'reference'), meanOf(report, 'baseline'));
  const [finding] = report.decision.sanity.filter(({ check, backend }) => check === 'option_without_effect' && backend === 'exported and script');
  assert.equal(finding?.value, 1);
});

test('a metric, an importer and failure classes of this module judge as ours do: the scanner goes', () => {
  const report = read('own/report');
  assert.equal(report.decision.verdict, 'go');
  const [{ id, library }] = report.metrics.definitions;
  assert.equal(id, 'length_error');
  assert.match(library, /^sha256:[0-9a-f]{64}$/);
  const classes = report.metrics.corpora[0].dimensions.failure_class.map(({ value, samples }) => [value, samples]);
  assert.deepEqual(classes, [
    ['torn', 5],
    ['wet', 5],
    ['whole', 9],
  ]);
});

test('a metric of whole slices has numbers of its parts, with intervals, and criteria go through them', () => {
  const { decision, metrics } = read('own/report');
  const passed = decision.criteria.filter(({ criterion, status }) => criterion === 'each_side' && status === 'pass');
  assert.deepEqual(
    passed.map(({ id, where }) => [id, where.part]),
    [
      ['each_side/length', 'length'],
      ['each_side/width', 'width'],
    ],
  );
  const numbers = metrics.rows.filter(({ metric, role, where }) => metric === 'size_rmse' && role === 'candidate' && where.slice === null);
  assert.deepEqual(
    numbers.map(({ where }) => where.part),
    [undefined, 'length', 'width'],
  );
  for (const { value, interval } of numbers) {
    assert.ok(interval.low <= value && value <= interval.high, JSON.stringify({ value, interval }));
    assert.deepEqual([interval.method, interval.resamples, interval.groups], ['group-bootstrap-percentile', 500, 6]);
  }
});

test('the camera is better on average and does not go: it cannot read torn leaves, which only the remarks tell', () => {
  const report = read('own/report_camera');
  assert.equal(report.decision.verdict, 'no-go');
  assert.deepEqual(report.decision.failed, ['each_class/torn']);
});
