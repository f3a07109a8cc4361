import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpus, inputRow, sliceRow, truthRow } from '../contracts/corpus.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { fromCounts, maskDigest } from '../masks/runs.ts';
import { makeCorpus } from './corpus.ts';
import { corpusInput, type Files, greyPng, potteryExport, shuffled, written } from './testing/corpus.ts';

const black = greyPng(2, 2, [0, 0, 0, 0]);
const left = greyPng(2, 2, [255, 0, 128, 127]);
const white = greyPng(2, 2, [255, 255, 255, 255]);

const soft = { mask_values: { threshold: 128 } };

/** Two pictures, one of them with a note; its mask's values straddle the threshold. */
const small: Files & { readonly sources: { readonly manifest: string } } = {
  importer: 'image',
  options: soft,
  images: { 'images/a.png': black, 'images/b.png': white },
  masks: { 'masks/a.png': left, 'masks/b.png': white },
  sources: {
    manifest: [
      { id: 'b', image: 'b.png', mask: 'masks/b.png', slices: { kind: ['mug', 'low'] }, group: 'table' },
      { id: 'a', image: 'a.png', mask: 'masks/a.png', notes: ['cut off'], slices: { kind: ['bowl'] } },
    ]
      .map(canonicalLine)
      .join('\n'),
  },
};

test('a corpus is what its manifest says, sorted by id', async () => {
  const output = await makeCorpus(corpusInput({ ...small, options: { ...soft, statements: ['Drawn by hand.'] } }));
  const [a, b] = output.slices.map(({ sha256 }) => sha256);
  assert.deepEqual(output.truth, [
    { digest: maskDigest(fromCounts([0, 2, 2], [2, 2])), id: 'a', truth: { kind: 'mask', mask: { size: [2, 2], counts: '022' } } },
    { digest: maskDigest(fromCounts([0, 4], [2, 2])), id: 'b', truth: { kind: 'mask', mask: { size: [2, 2], counts: '04' } } },
  ]);
  assert.deepEqual(output.slices, [
    { id: 'a', slices: { kind: ['bowl'] }, group: a, notes: ['cut off'], image: 'images/a.png', sha256: a },
    { id: 'b', slices: { kind: ['mug', 'low'] }, group: 'table', notes: [], image: 'images/b.png', sha256: b },
  ]);
  assert.deepEqual(output.inputs.flat(), [
    { kind: 'image', id: 'a', image: 'images/a.png', sha256: a, height: 2, width: 2 },
    { kind: 'image', id: 'b', image: 'images/b.png', sha256: b, height: 2, width: 2 },
  ]);
  assert.deepEqual(
    output.inputs.map((rows) => rows.length),
    [2, 0],
    'a shard may be empty',
  );
  const { digest, ...summary } = output.corpus;
  assert.match(digest, /^sha256:[0-9a-f]{64}$/);
  assert.deepEqual(summary, {
    schemaVersion: 1,
    kind: 'corpus',
    name: 'corpus',
    datasetVersion: 'test',
    importer: 'image',
    statements: ['Drawn by hand.'],
    samples: 2,
    exclusions: [],
    remarks: [],
    dimensions: {
      kind: [
        { value: 'bowl', title: 'bowl', samples: 1 },
        { value: 'low', title: 'low', samples: 1 },
        { value: 'mug', title: 'mug', samples: 1 },
      ],
    },
  });
});

test('every file keeps to its contract', async () => {
  const output = await makeCorpus(corpusInput(potteryExport('flagged')));
  corpus.parse(output.corpus);
  for (const row of output.truth) truthRow.parse(row);
  for (const row of output.slices) sliceRow.parse(row);
  for (const row of output.inputs.flat()) inputRow.parse(row);
});

test('the order of rows and files does not matter (seeds 1 to 3)', async () => {
  const files = potteryExport('flagged');
  const expected = written(await makeCorpus(corpusInput(files)));
  for (const seed of [1, 2, 3]) {
    const rows = (text: string) => JSON.stringify(shuffled(JSON.parse(text) as unknown[], seed));
    const entries = (folder: Readonly<Record<string, Uint8Array>>) => Object.fromEntries(shuffled(Object.entries(folder), seed));
    const sources = { ...files.sources, crop_runs: rows(files.sources['crop_runs'] ?? ''), annotations: rows(files.sources['annotations'] ?? '') };
    const output = await makeCorpus(corpusInput({ ...files, images: entries(files.images), masks: entries(files.masks ?? {}), sources }));
    assert.deepEqual(written(output), expected, `seed ${seed}`);
  }
});

test('the digest covers content and not folders', async () => {
  const moved = {
    ...small,
    images: { 'elsewhere/a.png': black, 'elsewhere/b.png': white },
    masks: { 'old/masks/a.png': left, 'old/masks/b.png': white },
  };
  const [here, there] = [await makeCorpus(corpusInput(small)), await makeCorpus(corpusInput(moved))];
  assert.equal(there.corpus.digest, here.corpus.digest);
});

/** Names of the files that a change changes. */
async function changed(change: Partial<Files>): Promise<string[]> {
  const before = written(await makeCorpus(corpusInput(small)));
  const after = written(await makeCorpus(corpusInput({ ...small, ...change })));
  assert.deepEqual(Object.keys(after), Object.keys(before));
  return Object.keys(before).filter((file) => before[file] !== after[file]);
}

const edits: Record<string, { change: Partial<Files>; files: string[] }> = {
  nothing: { change: {}, files: [] },
  'a note': { change: { sources: { manifest: small.sources.manifest.replace('cut off', 'cut') } }, files: ['corpus.json', 'slices.ndjson'] },
  'a slice': { change: { sources: { manifest: small.sources.manifest.replace('bowl', 'plate') } }, files: ['corpus.json', 'slices.ndjson'] },
  'a mask': { change: { masks: { ...small.masks, 'masks/a.png': white } }, files: ['corpus.json', 'truth.ndjson'] },
  'the bytes of a mask but not its pixels': { change: { masks: { ...small.masks, 'masks/a.png': greyPng(2, 2, [200, 0, 200, 0]) } }, files: [] },
  'a statement': { change: { options: { ...soft, statements: ['Drawn by hand.'] } }, files: ['corpus.json'] },
  'a picture': {
    change: { images: { ...small.images, 'images/a.png': greyPng(2, 2, [1, 2, 3, 4]) } },
    files: ['corpus.json', 'slices.ndjson', 'inputs-0.ndjson'],
  },
};

for (const [name, { change, files }] of Object.entries(edits)) {
  test(`changing ${name} changes no other file than it must`, async () => assert.deepEqual((await changed(change)).sort(), [...files].sort()));
}

test('the digest is one that may be pinned', async () => {
  const { digest } = (await makeCorpus(corpusInput(small))).corpus;
  assert.equal((await makeCorpus(corpusInput({ ...small, datasetVersion: digest }))).corpus.datasetVersion, digest);
});

test('the digest follows exclusions', async () => {
  const options = { ...soft, missing_truth: 'exclude' };
  const extra = {
    ...small,
    images: { ...small.images, 'images/c.png': black },
    sources: { manifest: `${small.sources.manifest}\n{"id":"c","image":"c.png"}` },
    options,
  };
  const [without, withOne] = [await makeCorpus(corpusInput({ ...small, options })), await makeCorpus(corpusInput(extra))];
  assert.deepEqual(withOne.corpus.exclusions, [{ reason: 'no ground truth', count: 1, ids: ['c'] }]);
  assert.deepEqual(withOne.slices, without.slices);
  assert.notEqual(withOne.corpus.digest, without.corpus.digest);
});
