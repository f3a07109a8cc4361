import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { backends } from '../../backends/registry.ts';
import type { InputRow } from '../../contracts/corpus.ts';
import { InputError } from '../../errors/errors.ts';
import { byText } from '../../io/order.ts';
import { type InferInput, type InferOutput, run } from '../run.ts';
import { inferImported } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'imported-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const ndjson = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

const samples: readonly InputRow[] = Array.from({ length: 30 }, (_, i) => ({ kind: 'absent', id: `sample-${String(i).padStart(2, '0')}` }));
const shardsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, k) => written(`inputs-${count}-${k}.ndjson`, ndjson(samples.filter((_sample, i) => (i * 7) % count === k))));

const ours: Pick<InferInput, 'backend' | 'corpus'> = { backend: { name: 'elsewhere', kind: 'predictions', config: {} }, corpus: 'all' };
const regions: Pick<InferInput, 'backend' | 'corpus'> = {
  ...ours,
  backend: { ...ours.backend, kind: 'region_predictions', config: { grid: 8, runs: { leaf: 'leaf' } } },
};

async function inShards(backend: typeof ours, text: string, count: number): Promise<InferOutput[]> {
  const outputs: InferOutput[] = [];
  for await (const output of inferImported(backend, [written('p.ndjson', text)], shardsOf(count))) outputs.push(output);
  return outputs;
}

async function asOne(backend: typeof ours, text: string): Promise<InferOutput> {
  const picture = () => assert.fail('there is no picture');
  return run({ ...backend, backends, source: { kind: 'imported', files: [{ location: join(folder, 'p.ndjson'), text }] }, inputs: samples, picture });
}

async function problemsOf(act: () => Promise<unknown>): Promise<string[]> {
  try {
    await act();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code, location, message }) => `${code} ${location} ${message}`).sort();
    throw error;
  }
  return [];
}

const textRow = ({ id }: { readonly id: string }) => ({ id, type: 'text_line', value: id });

test('shards say what the whole says, whatever their number, with the digest of the whole file', async () => {
  const others = [
    { ...textRow({ id: 'sample-00' }), corpus: 'other' },
    { ...textRow({ id: 'nobody' }), corpus: 'other' },
  ];
  const rows = samples.slice(1).toReversed().map(textRow);
  const text = `\ufeff${ndjson(others)}\n${ndjson(rows)}`;
  const whole = await asOne(ours, text.slice(1));
  for (const count of [1, 3, 30, 40]) {
    const outputs = await inShards(ours, text, count);
    assert.equal(outputs.length, count);
    for (const { header } of outputs) assert.deepEqual(header, whole.header);
    const all = outputs.flatMap((output) => output.rows).sort((a, b) => byText(a.id, b.id));
    assert.deepEqual(all, whole.rows, `${count} shards`);
  }
});

test('a sample without a row is told how many rows of all shards were passed over', async () => {
  const region = (id: string) => ({ sample_hash: id, leaf: '9,3,52' });
  const text = ndjson(['stranger-1', 'sample-03', 'stranger-2', 'stranger-3'].map(region));
  const whole = await asOne(regions, text);
  const all = (await inShards(regions, text, 4)).flatMap(({ rows }) => rows).sort((a, b) => byText(a.id, b.id));
  assert.deepEqual(all, whole.rows);
  const [first] = all;
  assert.match(first?.status === 'failed' ? first.reason : '', /3 rows are about samples that the corpus does not have$/);
});

test('mistakes in rows of all shards are told at once, at their lines, as in the whole', async () => {
  const rows = [
    ...samples.slice(0, 9).map(textRow),
    { ...textRow({ id: 'sampel-20' }) },
    textRow({ id: 'sample-04' }),
    textRow({ id: 'nobody' }),
    textRow({ id: 'nobody' }),
  ];
  const text = `${ndjson(rows)}{"id": \n{"id": "sample-20", "value": 1}\n`;
  const expected = await problemsOf(() => asOne(ours, text));
  assert.equal(expected.length, 6);
  assert.deepEqual(await problemsOf(() => inShards(ours, text, 7)), expected);
});

test('what is wrong with the backend is told once', async () => {
  const wrong = { ...ours, backend: { ...ours.backend, config: { grid: 3 } } };
  assert.equal((await problemsOf(() => inShards(wrong, '', 5))).length, 1);
});

test('a file of COCO results is one document: read once, against all shards', async () => {
  const pictures = ['000000000001', '000000000002', '000000000003'].map((id): InputRow => ({ kind: 'absent', id }));
  const inputs = [[0, 2], [1]].map((own, k) => written(`coco-${k}.ndjson`, ndjson(own.map((i) => pictures[i]))));
  const results = (image: number) => [{ image_id: image, category_id: 1, score: 0.5, bbox: [1, 2, 3, 4] }];
  const declared = { backend: { name: 'coco', kind: 'coco_results', config: { classes: { 1: 'mug' } } }, corpus: 'all' };
  const outputs: InferOutput[] = [];
  const path = written('results.json', JSON.stringify([...results(2), ...results(1)]));
  for await (const output of inferImported(declared, [path], inputs)) outputs.push(output);
  const found = outputs.map(({ rows }) =>
    rows.map((row) => [row.id, 'prediction' in row && 'scores' in row.prediction ? [...row.prediction.scores] : null]),
  );
  assert.deepEqual(found, [
    [
      ['000000000001', [0.5]],
      ['000000000003', []],
    ],
    [['000000000002', [0.5]]],
  ]);
  const unknown = written('unknown.json', JSON.stringify(results(9)));
  await assert.rejects(
    async () => {
      for await (const _ of inferImported(declared, [unknown], inputs));
    },
    (error) => error instanceof InputError && error.problems.length === 1 && error.problems[0]?.code === 'EV4004',
  );
});

test('EV5002: a file that is not there, and a folder in place of one', async () => {
  for (const path of [join(folder, 'nowhere.ndjson'), folder]) {
    await assert.rejects(
      async () => {
        for await (const _ of inferImported(ours, [path], shardsOf(1)));
      },
      (error) => error instanceof InputError && error.problems[0]?.code === 'EV5002',
    );
  }
});
