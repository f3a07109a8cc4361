/** A metric and labels of a user's own, from the sources to the verdict. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { judge } from './judge.ts';
import { evaluationName, run } from './run.ts';

const sanity = readFileSync(join(import.meta.dirname, '../../criteria/sanity.yaml'), 'utf8');
const library = (body = 'Math.abs(truth - (prediction ?? 0)) / truth', version = 1): string => `export const metrics = [{
  id: 'length_error', version: ${version}, title: 'Length error', summary: '', unit: 'ratio', range: [0, null], better: 'lower', secondary: false,
  undefinedWhen: 'never', truthKind: 'json', type: 'length', aggregate: 'mean', measure: ({ truth, prediction }) => [{ value: ${body} }] }];`;
const criteria = `schema: 1
id: lengths
version: 1
measure:
  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 5}
criteria:
  - {id: near, metric: length_error, where: {corpus: leaves}, of: candidate, limit: 0.1, minimum_n: 3}
`;
const lengths = [10, 20, 40, 80];
const rows = (make: (length: number, i: number) => object) =>
  lengths.map((length, i) => JSON.stringify({ id: `l${i}`, ...make(length, i) })).join('\n');
const samples = rows((value) => ({ truth: { kind: 'json', type: 'length', value } }));

function evaluate(text: string | null, share = 1.05, yaml = criteria) {
  return run({
    corpora: { leaves: { importer: 'samples', sources: { samples } } },
    backends: {
      candidate: { name: 'ruler', kind: 'predictions', predictions: rows((length, i) => ({ type: 'length', value: length * share + i / 100 })) },
    },
    criteria: yaml,
    sanity,
    libraries: text === null ? [] : [{ text, location: 'length_error.mjs' }],
  });
}

const refusal = async (step: () => Promise<unknown>): Promise<string[]> => {
  try {
    await step();
  } catch (error) {
    if (error instanceof InputError) return [...new Set(error.problems.map(({ code }) => code))];
    throw error;
  }
  return [];
};

test('criteria judge it, and the table names the file that defined it', async () => {
  const { decision, metrics, measure } = await evaluate(library());
  assert.deepEqual([decision.verdict, decision.criteria[0]?.status], ['go', 'pass'], decision.why);
  const [definition] = metrics.definitions;
  assert.deepEqual([definition?.id, definition?.library], ['length_error', measure.measure.own_metrics?.[0]?.library]);
  assert.equal((await evaluate(library(), 1.5)).decision.verdict, 'no-go');
});

test('another file is another measurement, even where no version was raised and no number moved', async () => {
  const [one, other] = [await evaluate(library()), await evaluate(`${library()}\n`)];
  assert.equal(one.metrics.rows[0]?.value, other.metrics.rows[0]?.value);
  assert.notEqual(one.metrics.measure, other.metrics.measure);
});

test('scores of another file than that of the criteria are refused', async () => {
  const [one, other] = [await evaluate(library()), await evaluate(`${library()}\n`)];
  const { header, rows: scored } = other.scores.get('candidate:leaves') ?? assert.fail();
  const made = one.corpora.get('leaves') ?? assert.fail();
  const scores = [{ backend: 'candidate', role: 'candidate' as const, corpus: 'leaves', header, rows: scored }];
  const corpora = { corpora: new Map([['leaves', made.corpus]]), slices: new Map([['leaves', made.slices]]) };
  assert.deepEqual(await refusal(async () => judge(one, { evaluation: evaluationName, ...corpora, scores })), ['EV5204']);
});

test('without the library the criteria name a metric that nobody measures', async () => {
  assert.deepEqual(await refusal(() => evaluate(null)), ['EV2004']);
});

test('a metric that is not deterministic stops where samples are scored', async () => {
  assert.deepEqual(await refusal(() => evaluate(library('Math.random()'))), ['EV5505']);
});

/** The root mean square of the errors of a slice; failed samples are off by their whole length. */
const ofSlices = `export const metrics = [{
  id: 'length_rmse', version: 1, title: 'RMSE of lengths', summary: '', unit: 'mm', range: [0, null], better: 'lower', secondary: false,
  undefinedWhen: 'never', truthKind: 'json', type: 'length', aggregate: 'slice',
  observe: ({ truth, prediction }) => truth - (prediction ?? 0),
  prepare: (errors) => (weights) => {
    let [squares, n] = [0, 0];
    for (let i = 0; i < errors.length; i++) { squares += weights[i] * errors[i] ** 2; n += weights[i]; }
    return [{ value: n === 0 ? { undefined: 'no sample' } : Math.sqrt(squares / n) }];
  } }];`;

test('a metric of whole slices has its value, its interval and its criterion', async () => {
  const yaml = criteria
    .replace('minimum_groups: 5', 'minimum_groups: 3')
    .replace('metric: length_error', 'metric: length_rmse')
    .replace('limit: 0.1', 'holds: interval, limit: 4.2');
  const { decision, metrics } = await evaluate(ofSlices, 1.05, yaml);
  const [row] = metrics.rows;
  const errors = lengths.map((length, i) => length * 0.05 + i / 100);
  assert.ok(Math.abs((row?.value ?? 0) - Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / 4)) < 1e-9);
  assert.ok(row?.interval && row.interval.low < (row.value ?? 0) && row.interval.high > (row.value ?? 0), row?.intervalReason ?? '');
  assert.deepEqual([decision.criteria[0]?.status, decision.criteria[0]?.interval], ['pass', row.interval]);
  assert.equal((await evaluate(ofSlices, 1.05, yaml.replace('4.2', '2.5'))).decision.criteria[0]?.status, 'inconclusive');
});

const ofParts = (a: string, b: string): string => `export const metrics = [{
  id: 'side_error', version: 1, title: 'Side error', summary: '', unit: 'mm', range: [0, null], better: 'lower', secondary: false,
  undefinedWhen: 'never', parts: { sets: ['side'], whole: false }, truthKind: 'json', type: 'length', aggregate: 'mean',
  measure: ({ truth, prediction }) => [{ part: 'a', value: ${a} }, { part: 'b', value: ${b} }] }];`;

for (const [name, first, fires] of [
  ['is equal everywhere', '0', false],
  ['is measured nowhere', '{ undefined: "weak" }', false],
  ['is equal everywhere, as the second is', '0', true],
] as const) {
  test(`spread is looked for in all parts, where the first ${name}`, async () => {
    const { metrics } = await run({
      corpora: {
        leaves: {
          importer: 'samples',
          sources: { samples: rows((value) => ({ truth: { kind: 'json', type: 'length', value, parts: { side: ['a', 'b'] } } })) },
        },
      },
      backends: {
        candidate: { name: 'ruler', kind: 'predictions', predictions: rows((length, i) => ({ type: 'length', value: length + i / 100 })) },
      },
      criteria: criteria.replace('length_error, where: {corpus: leaves}', 'side_error, where: {corpus: leaves, part: b}'),
      sanity,
      libraries: [{ text: ofParts(first, fires ? '1' : 'Math.abs(truth - prediction)'), location: 'm.mjs' }],
    });
    const [fact] = metrics.facts.filter(({ check }) => check === 'no_spread');
    assert.equal(fact?.value, fires ? 1 : 0.25);
  });
}
