/** Metrics of whole slices that users write: what `prepare` may give, and that it must follow its weights. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CorpusMetric } from '../annotations/metric.ts';
import { InputError } from '../errors/errors.ts';
import { loadLibrary } from './library.ts';

const row = `id: 'size_error', version: 1, title: 'RMSE', summary: '', unit: 'mm', range: [0, 10], better: 'lower', secondary: false,
  undefinedWhen: 'never', truthKind: 'json', type: 'size', aggregate: 'slice', observe: ({ truth, prediction }) => prediction - truth`;
const moduleOf = (prepare: string, more = ''): string => `export const metrics = [{ ${row}, ${more} prepare: ${prepare} }];`;
const rmse = `(errors) => (weights) => {
  let [squares, n] = [0, 0];
  for (let i = 0; i < errors.length; i++) { squares += weights[i] * errors[i] ** 2; n += weights[i]; }
  return [{ value: n === 0 ? { undefined: 'no sample' } : Math.sqrt(squares / n) }];
}`;

async function metricOf(text: string): Promise<CorpusMetric> {
  const [metric] = (await loadLibrary(text, 'm.mjs')).metrics;
  return metric?.kind === 'corpus' ? metric : assert.fail();
}

async function asked(text: string, weights: readonly number[], parts: readonly string[] = []): Promise<unknown> {
  const { definition } = await metricOf(text);
  try {
    return definition.prepare([1, 2, 2, 4] as never, parts, null)(Float64Array.from(weights));
  } catch (error) {
    return error instanceof InputError ? error.problems.map(({ code, location }) => `${code} ${location}`).join() : assert.fail(String(error));
  }
}

test('a number of weights is that of so many samples', async () => {
  assert.deepEqual(await asked(moduleOf(rmse), [1, 0, 0, 0]), [1]);
  assert.deepEqual(await asked(moduleOf(rmse), [0, 1, 1, 0]), [2]);
  assert.deepEqual(await asked(moduleOf(rmse), [0, 0, 0, 0]), [{ undefined: 'no sample' }]);
});

test('what is kept of a sample is what observe gives, and a failure is its own to judge', async () => {
  const { observe } = await metricOf(moduleOf(rmse));
  const value = (n: number) => ({ kind: 'json' as const, type: 'size', value: n });
  assert.equal(observe?.({ truth: 4, prediction: 3 }, false, { id: 's', truth: value(4), prediction: value(3) }), -1);
});

test('parts come in the order in which they were asked for, and one that is not given has no value', async () => {
  const parts = "parts: { sets: ['side'], whole: false },";
  const text = moduleOf("(errors, parts) => () => [{ part: 'b', value: 2 }, { part: 'a', value: 1 }]", parts);
  const got = await asked(text, [1, 1, 1, 1], ['a', 'b', 'c']);
  assert.deepEqual(got, [{ undefined: 'no number of the whole' }, 1, 2, { undefined: 'no number of c' }]);
});

const refused: Record<string, { text: string; says: string }> = {
  'weights are left out of account': { text: moduleOf('(errors) => () => [{ value: errors.length }]'), says: 'EV5506 metric size_error' },
  'weights are counted and samples divide': {
    text: moduleOf('(errors) => (weights) => [{ value: errors.reduce((sum, e, i) => sum + weights[i] * e, 0) / errors.length }]'),
    says: 'EV5506 metric size_error',
  },
  'it depends on chance': { text: moduleOf('() => () => [{ value: Math.random() }]'), says: 'EV5505 metric size_error' },
  'it throws': { text: moduleOf('() => { throw new Error("no"); }'), says: 'EV5504 metric size_error' },
  'its numbers throw': { text: moduleOf('() => () => { throw new Error("no"); }'), says: 'EV5504 metric size_error' },
  'prepare gives a number': { text: moduleOf('() => 3'), says: 'EV5504 metric size_error' },
  'it gives NaN': { text: moduleOf('() => () => [{ value: 0 / 0 }]'), says: 'EV5504 metric size_error' },
  'it leaves its range': { text: moduleOf('() => () => [{ value: 11 }]'), says: 'EV5504 metric size_error' },
  'it has a part that it does not declare': {
    text: moduleOf("() => () => [{ value: 1 }, { part: 'a', value: 1 }]"),
    says: 'EV5504 metric size_error',
  },
  'it gives nothing of the whole': { text: moduleOf('() => () => []'), says: 'EV5504 metric size_error' },
};
for (const [name, { text, says }] of Object.entries(refused)) {
  test(`refused: ${name}`, async () => assert.equal(await asked(text, [1, 1, 1, 1]), says));
}

test('a row of a slice without prepare, or with measure, is refused', async () => {
  const text = `export const metrics = [{ ${row} }, { ${row.replace("'slice'", "'mean'")} }];`;
  await assert.rejects(loadLibrary(text, 'm.mjs'), (error: InputError) => error.problems.every(({ code }) => code === 'EV5502'));
});
