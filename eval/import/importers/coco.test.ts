import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng, potteryFolder, potteryText } from '../../pipeline/testing/corpus.ts';

const png = greyPng(4, 2, [0, 0, 0, 0, 0, 0, 0, 0]);
const photo = (id: number, name: string) => ({ id, file_name: `photos/${name}.png`, width: 4, height: 2, license: 1 });
const instances = {
  info: {},
  images: [photo(1, 'a'), photo(2, 'b'), photo(3, 'c')],
  categories: [
    { id: 5, name: 'mug' },
    { id: 9, name: 'bowl' },
  ],
  annotations: [
    {
      id: 1,
      image_id: 1,
      category_id: 5,
      iscrowd: 0,
      area: 4,
      bbox: [0, 0, 2, 2],
      segmentation: [
        [0, 0, 1, 0, 1, 2, 0, 2],
        [1, 0, 2, 0, 2, 2, 1, 2],
      ],
    },
    { id: 2, image_id: 1, category_id: 9, iscrowd: 1, segmentation: { size: [2, 4], counts: [6, 2] } },
    { id: 3, image_id: 2, category_id: 9, segmentation: { size: [2, 4], counts: '62' } },
  ],
};
const files: Files = {
  importer: 'coco',
  images: { 'd/photos/a.png': png, 'd/photos/b.png': png, 'd/photos/c.png': png, 'd/photos/d.png': png },
  sources: { instances: JSON.stringify(instances) },
};

const summary = async (options: Record<string, unknown>, sources = files.sources ?? {}) => {
  const { truth, slices, corpus } = await makeCorpus(corpusInput({ ...files, options, sources }));
  return { samples: truth.map(({ id, truth: given }, i) => [id, given.kind === 'mask' && given.mask.counts, slices[i]?.slices['class']]), corpus };
};

test('the foreground is the union of polygons and run lengths; a picture without annotation has none', async () => {
  const { samples, corpus } = await summary({});
  assert.deepEqual(samples, [
    ['a', '042N', ['mug', 'bowl']],
    ['b', '62', ['bowl']],
    ['c', '8', []],
  ]);
  assert.deepEqual(corpus.remarks, ['1 declared picture belongs to no sample.']);
  assert.deepEqual(
    corpus.dimensions['class']?.map(({ value, samples: n }) => [value, n]),
    [
      ['mug', 1],
      ['bowl', 2],
    ],
  );
});

test('chosen categories, without crowds, without pictures that nobody annotated', async () => {
  assert.deepEqual((await summary({ categories: ['mug'] })).samples, [
    ['a', '044', ['mug']],
    ['b', '8', []],
    ['c', '8', []],
  ]);
  assert.deepEqual((await summary({ crowds: 'exclude' })).samples[0], ['a', '044', ['mug']]);
  const { samples, corpus } = await summary({ unannotated: 'exclude' });
  assert.deepEqual(
    samples.map(([id]) => id),
    ['a', 'b'],
  );
  assert.deepEqual(corpus.exclusions, [{ reason: 'no annotation', count: 1, ids: ['c'] }]);
});

test('a picture with only a box can be left out', async () => {
  const boxes = { ...instances, annotations: [...instances.annotations, { image_id: 3, category_id: 5, bbox: [0, 0, 1, 1], segmentation: [] }] };
  const { samples, corpus } = await summary({ missing_truth: 'exclude' }, { instances: JSON.stringify(boxes) });
  assert.deepEqual(
    samples.map(([id]) => id),
    ['a', 'b'],
  );
  assert.deepEqual(corpus.exclusions, [{ reason: 'an annotation without a segmentation', count: 1, ids: ['c'] }]);
});

test('the held-out split has the masks of its mask files', async () => {
  const images = potteryFolder('heldout/images/test');
  const fromRuns = await makeCorpus(corpusInput({ importer: 'coco', images, sources: { instances: potteryText('heldout/instances.json') } }));
  const fromMasks = await makeCorpus(corpusInput({ importer: 'image', images, masks: potteryFolder('heldout/masks') }));
  assert.equal(fromRuns.corpus.samples, 96);
  assert.deepEqual(fromRuns.truth, fromMasks.truth);
});
