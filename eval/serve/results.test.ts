import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Where } from '../contracts/metrics.ts';
import { declaredEvaluation } from '../contracts/service.ts';
import { backendOf, rowOf } from '../decide/testing/table.ts';
import { numbersOf } from '../leaderboard/numbers.ts';
import { reportWith } from '../leaderboard/testing/reports.ts';
import { compareResult, fieldsOf } from './results.ts';

const declared = declaredEvaluation.parse({
  backend: { rule: 'x' },
  criteria: '//x',
  fields: { iou: { metric: 'iou', corpus: 'val' }, recall: { metric: 'recall', corpus: 'val' }, ms: { metric: 'ms', corpus: 'speed' } },
  parts: { per_class: { metric: 'ap', corpus: 'val' } },
  score: { iou: 1 },
});
const where: Where = { corpus: 'val', slice: null };

/** Two backends in one report: each metric with the number of a and of b. */
function reportOf(values: Readonly<Record<string, readonly [number, number]>>) {
  const report = reportWith({ values: Object.fromEntries(Object.entries(values).map(([metric, [a]]) => [metric, a])) });
  const rows = Object.entries(values).map(([metric, [, b]]) => rowOf(where, metric, b, 3, { backend: 'b', role: 'baseline' }));
  const backends = [...report.metrics.backends, backendOf('baseline', 'b', '1')];
  return { ...report, metrics: { ...report.metrics, backends, rows: [...report.metrics.rows, ...rows] } };
}

test('each number of both, with the better one by the direction of its metric; a tie is a tie', () => {
  const result = compareResult(reportOf({ iou: [0.75, 0.5], recall: [0.25, 0.25] }), ['a', 'b'], declared, '//jobs/1:report');
  assert.deepEqual([result.winner, result.score_diff], ['a', 0.25]);
  assert.deepEqual(
    Object.entries(result.metrics).map(([name, { a, b, diff, better, outcome }]) => [name, a, b, diff, better, outcome]),
    [
      ['iou', 0.75, 0.5, 0.25, 'a', 'unknown'],
      ['recall', 0.25, 0.25, 0, 'tie', 'tie'],
      ['ms', null, null, null, null, null],
      ['score', 0.75, 0.5, 0.25, 'a', 'unknown'],
    ],
  );
});

test('equal scores have no winner, and a comparison turned round has the other one', () => {
  const winner = (a: number, b: number): unknown => compareResult(reportOf({ iou: [a, b] }), ['a', 'b'], declared, '').winner;
  assert.deepEqual([winner(0.5, 0.5), winner(0.25, 0.5), winner(0.5, 0.25)], [null, 'b', 'a']);
});

test('numbers of parts are one field, by their names', () => {
  const report = reportOf({ iou: [0.5, 0.5] });
  const parts = [
    ['person', 0.5],
    ['traffic light', 0.25],
  ] as const;
  const rows = parts.map(([part, value]) => rowOf({ ...where, part }, 'ap', value, 3, { backend: 'a' }));
  const numbers = numbersOf({ metrics: { ...report.metrics, rows: [...report.metrics.rows, ...rows] } });
  assert.deepEqual(fieldsOf(numbers, declared), { iou: 0.5, recall: null, ms: null, per_class: { person: 0.5, 'traffic light': 0.25 } });
});
