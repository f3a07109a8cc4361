import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FeaturesInput } from '../../contracts/corpus.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { sha256 } from '../../io/digest.ts';
import { shuffled, written } from '../../pipeline/testing/corpus.ts';
import { cacheFiles, cachesOf, clips, csvRows, features, header, index, lines, logFiles, logsOf, table, text } from '../testing/feature_table.ts';

test('a sample is a clip: features by name, one target a frame, slices, and its source as group', async () => {
  const { corpus, truth, slices, inputs } = await index(clips);
  assert.equal(corpus.samples, 70);
  const id = 'Aurora_08_288_375';
  const input = inputs[0]?.find((row) => row.id === id) as FeaturesInput;
  assert.deepEqual(
    [input.kind, input.source, input.names],
    ['features', 'Aurora', ['adm2', 'motion2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3']],
  );
  assert.deepEqual(input.rows.slice(0, 2), [
    [0.644046, 0, 0.424, 0.574235, 0.646601, 0.707296],
    [0.624631, 3.258478, 0.422643, 0.558396, 0.636472, 0.689903],
  ]);
  const series = truth.find((row) => row.id === id)?.truth;
  assert.ok(series?.kind === 'series');
  assert.deepEqual([series.values.length, series.values[0], series.values[1]], [24, 14.944279, 19.832145]);
  const slice = slices.find((row) => row.id === id);
  assert.deepEqual([slice?.group, slice?.image, slice?.sha256], ['Aurora', null, input.sha256]);
  assert.deepEqual(slice?.slices, { source: ['Aurora'], quality_label: ['8'] });
});

test('dimensions with their sizes, whole numbers by value; units and digest among the remarks', async () => {
  const { corpus } = await index(clips);
  const sizes = corpus.dimensions['source']?.map(({ value, samples }) => `${value} ${samples}`);
  assert.deepEqual(sizes, [
    'Aurora 10',
    'Bramble 8',
    'Cascade 7',
    'Dunefield 7',
    'Emberwing 6',
    'Ferryboat 9',
    'Granary 7',
    'Harbourmist 10',
    'Ironwood 6',
  ]);
  const labels = corpus.dimensions['quality_label']?.map(({ value }) => Number(value)) ?? [];
  assert.deepEqual(
    labels,
    labels.toSorted((a, b) => a - b),
  );
  const none = 'no unit stated';
  assert.deepEqual(corpus.remarks, [
    `Features: adm2 [${none}], motion2 [luma levels], vif_scale0 [${none}], vif_scale1 [${none}], vif_scale2 [${none}], vif_scale3 [${none}]. Target: target [points].`,
    `Digest of the table: ${sha256(text)}.`,
  ]);
});

test('neither the order of columns, rows and options, nor quotes and line ends change a corpus', async () => {
  const wanted = written(await index(clips));
  const bySeed = (seed: number): string => {
    const order = shuffled([...header.keys()], seed);
    const [names, ...rows] = csvRows.map((cells) => order.map((i) => `"${cells[i]}"`));
    return [names ?? [], ...shuffled(rows, seed)].map((row) => row.join(',')).join('\r\n');
  };
  for (const seed of [1, 2, 3]) {
    const got = written(await index(table(bySeed(seed), { ...clips.options, features: shuffled(features, seed) })));
    for (const name of ['truth.ndjson', 'slices.ndjson', 'inputs-0.ndjson']) assert.equal(got[name], wanted[name], `${name}, seed ${seed}`);
  }
});

test('logs of libvmaf are the same samples as a table of their frames, also where every fifth frame was looked at', async () => {
  const { digest } = (await index(table(text))).corpus;
  for (const form of ['json', 'csv', 'xml'] as const) {
    assert.equal((await index(logFiles(logsOf(form)))).corpus.digest, digest, form);
    assert.equal((await index(logFiles(logsOf(form, 5)))).corpus.digest, digest, `${form} in steps of 5`);
  }
});

test('CSV, NDJSON and caches of the same frames are the same samples', async () => {
  const plain = await index(table(text));
  const ndjson = await index(table(lines.join('\n'), { format: 'ndjson' }));
  const caches = await index(cacheFiles(cachesOf(features.toReversed())));
  for (const [name, other] of [
    ['ndjson', ndjson],
    ['caches', caches],
  ] as const) {
    assert.equal(other.corpus.digest, plain.corpus.digest, name);
    assert.equal(canonicalJson(other.inputs), canonicalJson(plain.inputs), name);
    assert.equal(canonicalJson(other.truth), canonicalJson(plain.truth), name);
  }
  assert.match(caches.corpus.remarks[1] ?? '', /^Digest of the 70 caches: sha256:[0-9a-f]{64}\.$/);
});

test('clips that have one name in several sources are called by both, in caches and in logs', async () => {
  const clip = 'Aurora_08_288_375';
  for (const [folder, form, found, files] of [
    ['extracted', 'json', cachesOf(features), cacheFiles],
    ['logs', 'csv', logsOf('csv'), logFiles],
  ] as const) {
    const twice = { ...found, [`${folder}/another/${clip}.${form}`]: found[`${folder}/Aurora/${clip}.${form}`] ?? '' };
    const { slices } = await index((files as typeof cacheFiles)(twice));
    assert.deepEqual(
      slices.filter(({ id }) => id.endsWith(clip)).map(({ id, slices: { source } }) => [id, source]),
      [
        [`Aurora/${clip}`, ['Aurora']],
        [`another/${clip}`, ['another']],
      ],
    );
  }
});
