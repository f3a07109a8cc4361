import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SanityMeasurement } from '../contracts/metrics.ts';
import { looksOfACorpus } from '../contracts/samples.ts';
import { assemble } from '../tabulate/assemble.ts';
import { inputOf, scored, sliceRowOf } from '../tabulate/testing/build.ts';
import { measureSanity, sanityCheckNames, sanityChecks } from './table.ts';
import { cases } from './testing/cases.ts';
import { healthy, pair, plain, withCandidate, withSecondCorpus } from './testing/inputs.ts';

for (const { check, name, input, value, n, samples = [], of = {} } of cases) {
  test(`${check}: ${name}`, () => {
    const found = measureSanity(assemble(input)).filter((one) => one.check === check);
    const wanted = found.find((one) => Object.entries(of).every(([key, expected]) => one[key as keyof SanityMeasurement] === expected));
    assert.ok(wanted, `no such measurement among ${JSON.stringify(found)}`);
    assert.deepEqual({ value: wanted.value, n: wanted.n, samples: wanted.samples }, { value, n, samples });
    assert.notEqual(wanted.detail, '');
  });
}

test('every check is measured in every evaluation, in the order of the checks', () => {
  for (const input of [plain, pair, withSecondCorpus()]) {
    assert.deepEqual([...new Set(measureSanity(assemble(input)).map(({ check }) => check))], sanityCheckNames);
  }
});

test('every check has a case that is suspicious and one that is not', () => {
  for (const check of sanityCheckNames) {
    const values = cases.filter((one) => one.check === check && one.value !== null).map((one) => one.value as number);
    assert.ok(Math.max(...values) >= 0.5 && Math.min(...values) <= 0.25, `${check}: ${values}`);
  }
});

test('what is measured for each backend and corpus says which', () => {
  const subjects = measureSanity(assemble(pair)).map(({ check, corpus, backend }) => `${check} ${corpus} ${backend}`);
  assert.ok(subjects.includes('same_prediction heldout new') && subjects.includes('same_prediction heldout old'));
  assert.ok(subjects.includes('same_truth heldout ') && subjects.includes('candidate_equals_baseline heldout '));
});

test('what a metric lacks is told of each metric that criteria can judge', () => {
  const lacking = healthy.map((row) => ({ ...row, values: { ...row.values, mask_iou: { undefined: 'no strong region' } } }));
  const found = measureSanity(assemble(withCandidate(lacking)));
  const told = (check: string) => found.filter((one) => one.check === check).map(({ metric, value }) => `${metric} ${value}`);
  assert.ok(told('unscored_share').includes('mask_iou 1') && told('unscored_share').includes('mask_recall 0'));
  assert.ok(told('no_spread').includes('mask_iou null') && told('no_spread').includes('mask_recall 0.25'));
  assert.ok(!found.some(({ metric }) => metric === 'box_iou' || metric === 'pass_rate'));
});

test('at most 20 samples are named, in order', () => {
  const many = Array.from({ length: 30 }, (_, i) => `s${`${i}`.padStart(2, '0')}`);
  const input = inputOf({ samples: many.map((id) => sliceRowOf(id)).reverse(), candidate: many.map((id) => scored(id, [5, 5, 5])) });
  const copies = measureSanity(assemble(input)).find(({ check }) => check === 'prediction_equals_truth');
  assert.deepEqual([copies?.value, copies?.samples], [1, many.slice(0, 20)]);
  assert.equal(copies?.detail, '30 of 30 predictions equal the ground truth');
});

test('of many masks as many are looked at as score draws of one shard, and the sentence says of how many', () => {
  const ids = Array.from({ length: 3 * looksOfACorpus }, (_, i) => `s${i}`);
  const shape = { box: [10, 10, 40, 40] as const, area: 1600, corners: 0 };
  const rows = ids.map((id, i) => ({
    ...scored(id, [5 + (i % 7), 20, 20]),
    geometry: { size: [100, 100] as const, truth: shape, prediction: shape, ...(i % 6 === 0 ? {} : { traced: true }) },
  }));
  const input = inputOf({ samples: ids.map((id) => sliceRowOf(id)), candidate: rows });
  const traced = measureSanity(assemble(input)).find(({ check }) => check === 'traced_labels');
  assert.deepEqual([traced?.value, traced?.n], [1, looksOfACorpus]);
  assert.equal(traced?.detail, '200 of 200 predictions follow the contour of the ground truth; 200 of 600 were looked at');
});

test('a check has a name of its own, says what it measures and what to do, and names what it is about', () => {
  assert.equal(new Set(sanityCheckNames).size, sanityChecks.length);
  for (const { name, measures, advice, finding } of sanityChecks) {
    assert.match(name, /^[a-z_]+$/);
    assert.ok(measures.length > 10 && advice.endsWith('.'), name);
    assert.doesNotMatch(finding({ corpus: 'heldout', backend: 'yolo', metric: 'mask_iou' }), /undefined|\[object|\.$/);
  }
});
