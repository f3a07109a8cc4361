import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Compared, SampleMetric } from '../annotations/metric.ts';
import { InputError } from '../errors/errors.ts';
import { loadLibrary } from './library.ts';
import { shipped, withOwn } from './table.ts';

const row = `id: 'length_error', version: 1, title: 'Length error', summary: '', unit: 'ratio', range: [0, 1], better: 'lower', secondary: false,
  undefinedWhen: 'never', truthKind: 'json', type: 'size', aggregate: 'mean'`;
const moduleOf = (measure: string, more = ''): string => `export const metrics = [{ ${row}, ${more} measure: ${measure} }];`;
const value = (n: number) => ({ kind: 'json' as const, type: 'size', value: n });
const compared: Compared = { id: 's', truth: value(4), prediction: value(3) };

async function metricOf(text: string, location = 'm.mjs'): Promise<SampleMetric> {
  const [metric] = (await loadLibrary(text, location)).metrics;
  return metric?.kind === 'sample' ? metric : assert.fail();
}

const measured = async (text: string) => (await metricOf(text)).measure({ truth: 4, prediction: 3 }, false, compared);

/** `EV5504 sample s` of what is refused. */
async function refusals(step: () => Promise<unknown>): Promise<string[]> {
  try {
    await step();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code, location }) => `${code} ${location}`);
    throw error;
  }
  return [];
}

test('a row of JavaScript is a metric of samples with the digest of its file', async () => {
  const text = moduleOf('({ truth, prediction }) => [{ value: (truth - prediction) / truth }]');
  const { file, metrics } = await loadLibrary(text, 'm.mjs');
  assert.deepEqual((metrics[0] as SampleMetric).measure({ truth: 4, prediction: 3 }, false, compared), [{ value: 0.25 }]);
  assert.equal(file.metrics[0]?.library, file.digest);
  assert.notEqual((await loadLibrary(`${text}\n`, 'm.mjs')).file.digest, file.digest);
});

test('a row of TypeScript is one too, and is told what was compared', async () => {
  const text = moduleOf(
    '(_: unknown, failed: boolean, { prediction }: { prediction: unknown }) => [{ value: failed || prediction === null ? 1 : 0 }]',
  );
  const metric = await metricOf(text, 'm.mts');
  assert.deepEqual(
    [metric.measure(null, false, compared), metric.measure(null, true, { ...compared, prediction: null })],
    [[{ value: 0 }], [{ value: 1 }]],
  );
});

test('what a function changes, it changes in copies of its own', async () => {
  const observed = { truth: 4, prediction: 3 };
  const metric = await metricOf(moduleOf('(observed) => [{ value: (observed.truth -= 4) }]'));
  assert.deepEqual(metric.measure(observed, false, compared), [{ value: 0 }]);
  assert.equal(observed.truth, 4);
});

const files: Record<string, { text: string; says: string[] }> = {
  'no JavaScript': { text: 'export const metrics = = 1', says: ['EV5501 m.mjs'] },
  'a module that throws': { text: 'throw new Error("no")', says: ['EV5501 m.mjs'] },
  'a module that imports its neighbour': { text: 'import "./other.mjs"', says: ['EV5501 m.mjs'] },
  'a module that imports a package': { text: 'import "zod"', says: ['EV5501 m.mjs'] },
  'another export': { text: 'export default []', says: ['EV5502 m.mjs'] },
  'no metric': { text: 'export const metrics = []', says: ['EV5502 m.mjs'] },
  'no function': { text: moduleOf('3'), says: ['EV5502 m.mjs'] },
  'an unknown field and a kind that there is not': {
    text: moduleOf('() => []', "weight: 2, truthKind: 'video',"),
    says: ['EV5502 m.mjs', 'EV5502 m.mjs'],
  },
  'an id of ours': { text: moduleOf('() => []', "id: 'mask_iou',"), says: ['EV5503 metric mask_iou'] },
  'a metric of ours that is derived': { text: moduleOf('() => []', "id: 'pass_rate',"), says: ['EV5503 metric pass_rate'] },
  'an id twice': { text: moduleOf('() => []').replace(/\[(\{.*\})\]/s, '[$1, $1]'), says: ['EV5503 metric length_error'] },
};
for (const [name, { text, says }] of Object.entries(files)) {
  test(`a file is refused: ${name}`, async () => assert.deepEqual(await refusals(() => loadLibrary(text, 'm.mjs')), says));
}

const functions: Record<string, { text: string; says: string }> = {
  throws: { text: moduleOf('() => { throw new Error("no"); }'), says: 'EV5504' },
  'gives NaN': { text: moduleOf('() => [{ value: 0 / 0 }]'), says: 'EV5504' },
  'gives a number, not a list': { text: moduleOf('() => 0.5'), says: 'EV5504' },
  'gives a promise': { text: moduleOf('async () => [{ value: 0.5 }]'), says: 'EV5504' },
  'leaves its range': { text: moduleOf('() => [{ value: 1.5 }]'), says: 'EV5504' },
  'gives nothing': { text: moduleOf('() => []'), says: 'EV5504' },
  'gives two numbers of one sample': { text: moduleOf('() => [{ value: 0 }, { value: 0 }]'), says: 'EV5504' },
  'names a part': { text: moduleOf("() => [{ value: 0 }, { part: 'tip', value: 0 }]"), says: 'EV5504' },
  'adds up nothing': { text: moduleOf('() => [{ value: 0.5 }]').replace("'mean'", "'ratio'"), says: 'EV5504' },
  'depends on chance': { text: moduleOf('() => [{ value: Math.random() }]'), says: 'EV5505' },
  'remembers samples': { text: `let n = 0; ${moduleOf('() => [{ value: 1 / ++n }]')}`, says: 'EV5505' },
};
for (const [name, { text, says }] of Object.entries(functions)) {
  test(`a function is refused that ${name}`, async () => assert.deepEqual(await refusals(() => measured(text)), [`${says} sample s`]));
}

test('two libraries of one evaluation cannot share an id; apart, each is a metric before ours', async () => {
  const [one, other] = [await loadLibrary(moduleOf('() => []'), 'a.mjs'), await loadLibrary(moduleOf('() => [] '), 'b.mjs')];
  assert.deepEqual(await refusals(async () => withOwn([...one.file.metrics, ...other.file.metrics])), ['EV5503 metric length_error']);
  const table = withOwn(one.file.metrics);
  assert.deepEqual([table.known[0], table.all.length], ['length_error', shipped.all.length + 1]);
  assert.equal(withOwn(), shipped);
});
