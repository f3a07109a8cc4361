import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaderboard } from '../contracts/leaderboard.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';
import { reportWith, type Told } from './testing/reports.ts';

const where = { corpus: 'val', slice: null };
const scoring = { terms: [{ name: 'iou', metric: 'iou', where, weight: 1 }] };
const given = (model: string, told: Told) => ({ model, report: reportWith(told) });

test('models by their best run; equal scores share a rank and the next one is skipped', () => {
  const board = run({
    scoring,
    reports: [
      given('jar', { candidate: 'jar1', values: { iou: 0.5 } }),
      given('jar', { candidate: 'jar2', values: { iou: 0.8 }, verdict: 'no-go' }),
      given('mug', { candidate: 'mug1', values: { iou: 0.8 } }),
      given('pot', { candidate: 'pot1', values: { iou: 0.7 } }),
      given('void', { candidate: 'void1', values: { iou: 0.9 }, verdict: 'void' }),
      given('none', { candidate: 'none1', values: { iou: null } }),
    ],
  });
  assert.deepEqual(
    board.entries.map(({ rank, model, score, runs, verdict }) => [rank, model, score, runs, verdict]),
    [
      [1, 'jar', 0.8, 2, 'no-go'],
      [1, 'mug', 0.8, 1, 'go'],
      [3, 'pot', 0.7, 1, 'go'],
    ],
  );
  assert.deepEqual(
    board.left_out.map(({ model, reason }) => [model, reason]),
    [
      ['none', 'not measured: iou'],
      ['void', 'the verdict is void: nothing trustworthy was measured'],
    ],
  );
  assert.deepEqual(leaderboard.parse(board), board);
});

test('the order of the reports does not matter', () => {
  const reports = ['a', 'b', 'c', 'd'].map((name, i) => given(name, { candidate: name, values: { iou: i % 2 } }));
  assert.equal(canonicalJson(run({ scoring, reports })), canonicalJson(run({ scoring, reports: reports.toReversed() })));
});

const unlike: readonly [string, Told, string][] = [
  ['other samples', { values: { iou: 1 }, corpus: 'other' }, 'corpus val'],
  ['measured in another way', { values: { iou: 1 }, measure: 'other' }, 'the measuring part of the criteria'],
  ['another version of the metric', { values: { iou: 1 }, version: 2 }, 'version of iou'],
];
for (const [name, told, difference] of unlike) {
  test(`two suites make no ranking: ${name}`, () => {
    assert.throws(
      () => run({ scoring, reports: [given('a', { values: { iou: 1 } }), given('b', { ...told, evaluation: '//b' })] }),
      (error) =>
        error instanceof InputError && error.problems.length === 1 && error.message.includes(`EV9102  //b`) && error.message.includes(difference),
    );
  });
}

test('a term that nothing measured', () => {
  assert.throws(
    () => run({ scoring: { terms: [{ name: 'x', metric: 'iuo', where, weight: 1 }] }, reports: [given('a', { values: { iou: 1 } })] }),
    /EV9103 {2}x/,
  );
});
