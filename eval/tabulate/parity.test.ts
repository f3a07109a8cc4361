import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SampleRow } from '../contracts/samples.ts';
import { run } from './run.ts';
import { failed, inputOf, measureOf, type Pixels, scored, sliceRowOf } from './testing/build.ts';

const samples = ['a', 'b', 'c'].map((id) => sliceRowOf(id));
const compared = (parity: number, row: SampleRow): SampleRow => ({ ...row, values: { ...row.values, parity_masks: parity } });
const nothing: Pixels = [0, 0, 0];

/** Candidate with parity, baseline without: the baseline is not held against itself. */
function tableOf(measure = measureOf()) {
  const candidate = [compared(1, scored('a', [4, 5, 5])), compared(0, scored('b', nothing)), compared(0, failed('c', 5))];
  const baseline = [scored('a', [4, 5, 5]), scored('b', [0, 6, 0]), scored('c', [3, 5, 5])];
  const input = inputOf({ samples, candidate, baseline }, { measure });
  const [ours, theirs] = input.scores as [(typeof input.scores)[number], (typeof input.scores)[number]];
  const header = { ...ours.header, metrics: [...ours.header.metrics, { id: 'parity_masks', version: 1 }] };
  return run({ ...input, scores: [{ ...ours, header }, theirs] });
}

test('parity is a number of the candidate: a failure and an empty mask beside another count, correct rejection or not', () => {
  const { rows, deltas } = tableOf();
  const [candidate, baseline] = rows.filter(({ metric }) => metric === 'parity_masks');
  assert.deepEqual([candidate?.value, candidate?.defined, candidate?.undefined], [1 / 3, 3, 0]);
  assert.deepEqual([baseline?.value, baseline?.undefinedReasons], [null, { 'not compared with the baseline': 3 }]);
  assert.deepEqual(
    deltas.filter(({ metric }) => metric === 'parity_masks'),
    [],
  );
});

test('sanity checks look at the numbers against the truth: equal parity is what is wanted', () => {
  const about = tableOf(measureOf({ pass: { metric: 'parity_masks', at: 0.99 } })).facts.filter(({ metric }) => metric.startsWith('parity'));
  assert.deepEqual(about, []);
});

test('what is made of parity counts every sample, too', () => {
  const { rows } = tableOf(measureOf({ pass: { metric: 'parity_masks', at: 0.99 } }));
  const passed = rows.find(({ metric, role }) => metric === 'pass_rate' && role === 'candidate');
  assert.deepEqual(passed?.counts, { numerator: 1, denominator: 3 });
});
