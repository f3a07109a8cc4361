import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng, potteryFolder, potteryText } from '../../pipeline/testing/corpus.ts';

const png = greyPng(4, 2, [0, 0, 0, 0, 0, 0, 0, 0]);
const leftHalf = '0 0 0 0.5 0 0.5 1 0 1\n';
const rightQuarter = '1 0.75 0 1 0 1 1 0.75 1\n';
const files: Files = {
  importer: 'ultralytics',
  images: { 'd/images/test/a.png': png, 'd/images/test/b.png': png, 'd/images/val/c.png': png },
  labels: { 'd/labels/test/a.txt': leftHalf + rightQuarter, 'd/labels/test/b.txt': '', 'd/labels/val/c.txt': rightQuarter },
  sources: {
    dataset: 'path: ../datasets/d\ntrain: images/train\nval: images/val\ntest: images/test\nnames:\n  0: mug\n  1: bowl\ndownload: |\n  anything\n',
  },
};

const summary = async (change: Partial<Files>) => {
  const { truth, slices } = await makeCorpus(corpusInput({ ...files, ...change }));
  return truth.map(({ id, truth: given }, i) => [id, given.kind === 'mask' && given.mask.counts, slices[i]?.slices['class']]);
};

test('the foreground is the union of the outlines; an empty label file says that nothing is there', async () => {
  assert.deepEqual(await summary({}), [
    ['a', '042N', ['mug', 'bowl']],
    ['b', '8', []],
  ]);
});

test('other splits: a folder, several, a list, a list as Roboflow writes folders', async () => {
  const dataset = (split: string) => ({ sources: { dataset: `test: ${split}\nnames: [mug, bowl]\n` } });
  const c = ['c', '62', ['bowl']];
  assert.deepEqual(await summary({ options: { split: 'val' } }), [c]);
  assert.deepEqual(
    (await summary(dataset('[images/val, images/test]'))).map(([id]) => id),
    ['a', 'b', 'c'],
  );
  assert.deepEqual(await summary(dataset('../images/val/')), [c]);
  assert.deepEqual(await summary({ ...dataset('./val.txt'), labels: { ...files.labels, 'd/val.txt': './images/val/c.png\n' } }), [c]);
});

test('a split that the dataset lacks is told with those that it has', async () => {
  await assert.rejects(
    makeCorpus(corpusInput({ ...files, options: { split: 'vall' } })),
    /EV1011[\s\S]*no split "vall" \(nearest: val\)[\s\S]*expected: train, val, test/,
  );
});

test('only the chosen classes are foreground and slices', async () => {
  assert.deepEqual(await summary({ options: { classes: ['bowl'] } }), [
    ['a', '62', ['bowl']],
    ['b', '8', []],
  ]);
  const { dimensions } = (await makeCorpus(corpusInput({ ...files, options: { classes: ['bowl'] } }))).corpus;
  assert.deepEqual(dimensions, { class: [{ value: 'bowl', title: 'bowl', samples: 1 }] });
});

test('a picture without a label file can be left out', async () => {
  const labels = { 'd/labels/test/a.txt': leftHalf };
  const { corpus } = await makeCorpus(corpusInput({ ...files, labels, options: { missing_truth: 'exclude' } }));
  assert.deepEqual(corpus.exclusions, [{ reason: 'no label file', count: 1, ids: ['b'] }]);
  assert.deepEqual(corpus.dimensions['class'], [
    { value: 'mug', title: 'mug', samples: 1 },
    { value: 'bowl', title: 'bowl', samples: 0 },
  ]);
});

test('the held-out split: 96 pictures, every class among them', async () => {
  const labels = Object.fromEntries(
    Object.entries(potteryFolder('heldout/labels/test')).map(([key, bytes]) => [key, new TextDecoder().decode(bytes)]),
  );
  const input = corpusInput({
    importer: 'ultralytics',
    images: potteryFolder('heldout/images/test'),
    labels,
    sources: { dataset: potteryText('heldout/dataset.yaml') },
  });
  const { corpus } = await makeCorpus(input);
  assert.equal(corpus.samples, 96);
  assert.deepEqual(
    corpus.dimensions['class']?.map(({ value }) => value),
    ['bowl', 'mug', 'vase', 'plate'],
  );
});

test('objects with boxes and pixels from the same files, each class a part', async () => {
  const box = '0 0.5 0.5 0.5 1\n';
  const labels = { ...files.labels, 'd/labels/test/b.txt': box };
  const { corpus, truth } = await makeCorpus(corpusInput({ ...files, labels, options: { truth: 'instances' } }));
  assert.deepEqual(
    truth.map(({ id, truth: one }) => [id, one]),
    [
      [
        'a',
        {
          kind: 'instances',
          height: 2,
          width: 4,
          objects: [
            { part: 'mug', box: [0, 0, 2, 2], mask: { size: [2, 4], counts: '044' } },
            { part: 'bowl', box: [3, 0, 1, 2], mask: { size: [2, 4], counts: '62' } },
          ],
        },
      ],
      ['b', { kind: 'instances', height: 2, width: 4, objects: [{ part: 'mug', box: [1, 0, 2, 2] }] }],
    ],
  );
  assert.deepEqual(corpus.parts, { class: ['bowl', 'mug'] });
  await assert.rejects(makeCorpus(corpusInput({ ...files, labels })), /EV1022/, 'a box is no foreground');
});

test('a picture of nothing has no objects', async () => {
  const { truth } = await makeCorpus(corpusInput({ ...files, labels: {}, options: { truth: 'instances', missing_truth: 'background' } }));
  assert.deepEqual(
    truth.map(({ truth: one }) => one.kind === 'instances' && one.objects),
    [[], []],
  );
});
