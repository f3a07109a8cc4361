/**
 * The three verdicts of the example, and its numbers against an independent reference (Python, OpenCV, Pillow,
 * onnxruntime) that shares no code with ours.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectedDigest, goldenRecord, numbersOf } from '../../eval/cli/record/golden.ts';
import { keyOf } from '../../eval/cli/record/key.ts';
import { type Golden, golden } from '../../eval/contracts/golden.ts';
import { type Report, report } from '../../eval/contracts/report.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const reports = Object.fromEntries(['v1', 'v2', 'v3'].map((v) => [v, report.parse(read(`examples/pottery/${v}/report.json`))]));

interface Expected {
  readonly summary: readonly ({ readonly backend: string; readonly corpus: string; readonly class: string; readonly n: number } & Record<
    string,
    number
  >)[];
}
const expected = read('datasets/pottery/expected.json') as Expected;

/** What datasets/pottery's notes justify for the same resize: JPEG decoders and the last digits of logits differ. */
const tolerance = 0.003;
/** One picture of 96 near the pass limit may fall on its other side. */
const passRateTolerance = 0.0105;

for (const [version, recommendation, deciding, failed] of [
  ['v1', 'no-go', 'flagged_pass_rate', ['class_no_regression', 'flagged_beats_baseline', 'flagged_pass_rate', 'heldout_mean_iou']],
  ['v2', 'go', 'class_no_regression/specular_glaze', []],
  ['v3', 'no-go', 'class_no_regression/handle_hole', ['class_no_regression']],
] as const) {
  test(`${version} is ${recommendation}, decided by ${deciding}`, () => {
    const { decision } = reports[version] as Report;
    assert.equal(decision.recommendation, recommendation);
    assert.equal(decision.verdict, recommendation);
    assert.equal(decision.deciding, deciding);
    assert.deepEqual([...new Set(decision.failed.map((id) => id.split('/')[0]))].sort(), failed);
  });
}

test('v3 fails on handles and nowhere else', () => {
  assert.deepEqual((reports['v3'] as Report).decision.failed, ['class_no_regression/handle_hole']);
});

const names = {
  mean_iou: ['mask_iou', 'value'],
  median_iou: ['mask_iou', 'median'],
  p10_iou: ['mask_iou', 'p10'],
  p90_iou: ['mask_iou', 'p90'],
} as const;
const checkpoints = { v1: 'pottery-v1', v2: 'pottery-v2', v3: 'pottery-v3-regressed' } as const;

for (const [version, checkpoint] of Object.entries(checkpoints)) {
  test(`numbers of ${version} and the baseline agree with the independent reference`, () => {
    const { rows } = (reports[version] as Report).metrics;
    let compared = 0;
    for (const theirs of expected.summary.filter((s) => s.backend === checkpoint || s.backend === 'saliency-tiny')) {
      const role = theirs.backend === 'saliency-tiny' ? 'baseline' : 'candidate';
      const ours = (metric: string) =>
        rows.find(
          (r) => r.role === role && r.where.corpus === theirs.corpus && r.metric === metric && (r.where.slice?.value ?? 'all') === theirs.class,
        );
      for (const [name, [metric, statistic]] of Object.entries(names)) {
        const row = ours(metric);
        assert.ok(row, `${role} ${theirs.corpus} ${theirs.class} ${metric}`);
        assert.equal(row.n, theirs.n);
        // A percentile of few pictures follows one of them: it gets the tolerance of a single picture.
        const allowed = statistic === 'value' ? tolerance : 0.02;
        assert.ok(
          Math.abs((row[statistic] ?? Number.NaN) - (theirs[name] ?? Number.NaN)) <= allowed,
          `${role} ${theirs.corpus} ${theirs.class} ${name}: ${row[statistic]} and ${theirs[name]}`,
        );
        compared++;
      }
      assert.ok(Math.abs((ours('pass_rate')?.value ?? Number.NaN) - (theirs['pass_rate'] ?? Number.NaN)) <= passRateTolerance);
      assert.ok(Math.abs((ours('mask_recall')?.value ?? Number.NaN) - (theirs['mean_recall'] ?? Number.NaN)) <= tolerance);
    }
    assert.equal(compared, 2 * 10 * 4);
  });
}

test('v2 says what its golden record says', () => {
  const update =
    'if this is meant: bazel run //eval:cli -- bless --report bazel-bin/examples/pottery/v2 --out examples/pottery/golden/v2.json --write';
  const recorded = golden.parse(read('examples/pottery/golden/v2.json'));
  assert.equal(recorded.digest, expectedDigest(recorded), 'the record was edited by hand');
  const found = goldenRecord(reports['v2'] as Report, recorded.replaces);
  assert.deepEqual(saidOf(found), saidOf(recorded), update);

  const numbers = new Map(numbersOf(found).map((number) => [keyOf(number), number]));
  assert.deepEqual([...numbers.keys()].sort(), numbersOf(recorded).map(keyOf).sort(), update);
  for (const number of numbersOf(recorded)) {
    const [a, b, location] = [numbers.get(keyOf(number)), number, keyOf(number).replaceAll('\0', ' ')];
    assert.equal(a?.n, b.n, `${location}; ${update}`);
    const allowed = number.metric === 'pass_rate' ? passRateTolerance : tolerance;
    const close = a?.value === b.value || Math.abs((a?.value ?? Number.NaN) - (b.value ?? Number.NaN)) <= allowed;
    assert.ok(close, `${location}: ${a?.value} and ${b.value}; ${update}`);
  }
});

/** A record without its numbers, whose last digits are the platform's. */
function saidOf({ rows: _rows, digest: _digest, criteria, sanity, ...said }: Golden): unknown {
  return { ...said, criteria: criteria.map(({ id, status }) => [id, status]), sanity: sanity.map(({ check, of }) => [check, of]) };
}
