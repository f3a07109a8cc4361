import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../errors/errors.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng, potteryText } from '../../pipeline/testing/corpus.ts';

const png = greyPng(4, 2, [0, 0, 0, 0, 0, 0, 0, 0]);
const photo = (id: number, name: string) => ({ id, file_name: `photos/${name}.png`, width: 4, height: 2 });
const file = {
  images: [photo(12, 'b'), photo(3, 'a')],
  categories: [
    { id: 5, name: 'mug' },
    { id: 9, name: 'bowl' },
  ],
  annotations: [
    { id: 1, image_id: 3, category_id: 5, bbox: [0.5, 0, 1, 2], area: 1.5 },
    { id: 2, image_id: 3, category_id: 9, iscrowd: 1, segmentation: { size: [2, 4], counts: [6, 2] } },
    { id: 4, image_id: 3, category_id: 9, bbox: [0, 0, 2, 2], segmentation: [[0, 0, 2, 0, 2, 2, 0, 2]] },
  ],
};
const corpusOf = (value: unknown, more: Partial<Files> = {}) =>
  makeCorpus(corpusInput({ importer: 'coco_instances', images: {}, sources: { instances: JSON.stringify(value) }, ...more }));

test('objects with boxes, pixels, areas and crowds; samples are image ids with leading zeros; no picture is needed', async () => {
  const { truth, slices, corpus } = await corpusOf(file);
  assert.deepEqual(
    truth.map(({ id, truth: given }) => [id, given.kind === 'instances' && given.objects]),
    [
      [
        '000000000003',
        [
          { part: 'mug', box: [0.5, 0, 1, 2], area: 1.5 },
          { part: 'bowl', box: [3, 0, 1, 2], mask: { size: [2, 4], counts: '62' }, crowd: true },
          { part: 'bowl', box: [0, 0, 2, 2], mask: { size: [2, 4], counts: '044' } },
        ],
      ],
      ['000000000012', []],
    ],
  );
  assert.deepEqual(
    slices.map((row) => row.slices['class']),
    [['mug', 'bowl'], []],
  );
  assert.deepEqual(corpus.parts, { class: ['bowl', 'mug'] });
});

test('a category without objects is a part, so that criteria on each class find no evidence for it', async () => {
  const categories = [...file.categories, { id: 11, name: 'vase' }];
  assert.deepEqual((await corpusOf({ ...file, categories })).corpus.parts, { class: ['bowl', 'mug', 'vase'] });
});

test('chosen categories are the only parts', async () => {
  const { truth, corpus } = await corpusOf(file, { options: { categories: ['mug'] } });
  assert.deepEqual(corpus.parts, { class: ['mug'] });
  assert.deepEqual(
    truth.map(({ truth: given }) => given.kind === 'instances' && given.objects.map(({ part }) => part)),
    [['mug'], []],
  );
});

test('pictures that are given are those of the file, and all of them', async () => {
  const images = { 'd/photos/a.png': png, 'd/photos/b.png': png };
  assert.equal((await corpusOf(file, { images })).corpus.samples, 2);
  await assert.rejects(corpusOf(file, { images: { 'd/photos/a.png': png } }), (error) => error instanceof InputError && /b\.png/.test(error.message));
});

test('ids that the file does not define, and a broken mask, are told together', async () => {
  const annotations = [
    { id: 1, image_id: 4, category_id: 5, bbox: [0, 0, 1, 1] },
    { id: 2, image_id: 3, category_id: 6, bbox: [0, 0, 1, 1] },
  ];
  await assert.rejects(corpusOf({ ...file, annotations }), (error) => {
    assert.ok(error instanceof InputError);
    assert.deepEqual(
      error.problems.map(({ code, message }) => `${code} ${message}`),
      ['EV1024 the image_id 4 is not defined in this file', 'EV1024 the category_id 6 is not defined in this file'],
    );
    return true;
  });
});

test('the held-out split of the pottery data set', async () => {
  const { corpus, truth } = await corpusOf(JSON.parse(potteryText('heldout/instances.json')));
  assert.equal(corpus.samples, 96);
  assert.deepEqual(corpus.parts, { class: ['bowl', 'mug', 'plate', 'vase'] });
  const objects = truth.flatMap(({ truth: given }) => (given.kind === 'instances' ? given.objects : []));
  assert.equal(objects.length, 147);
  assert.ok(objects.every(({ mask }) => mask !== undefined));
});
