import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng, potteryFolder } from '../../pipeline/testing/corpus.ts';

const soft = { mask_values: { threshold: 128 } };
const images = { 'images/a.png': greyPng(2, 1, [9, 9]), 'images/b.jpg.png': greyPng(2, 1, [8, 8]) };
const mask = greyPng(2, 1, [100, 200]);
const countsOf = async (files: Files) =>
  (await makeCorpus(corpusInput(files))).truth.map(({ id, truth }) => [id, truth.kind === 'mask' ? truth.mask.counts : truth.kind]);

test('a picture and the mask of its stem are a sample', async () => {
  assert.deepEqual(await countsOf({ importer: 'image', images, masks: { 'm/a.png': mask, 'm/b.jpg.png': mask }, options: soft }), [
    ['a', '11'],
    ['b.jpg', '11'],
  ]);
});

test('a suffix of masks, and the threshold that a value must reach', async () => {
  const files: Files = { importer: 'image', images, masks: { 'a_mask.png': mask, 'b.jpg_mask.png': mask } };
  const thresholds: [number, string][] = [
    [100, '02'],
    [101, '11'],
    [200, '11'],
    [201, '2'],
  ];
  for (const [threshold, counts] of thresholds) {
    const options = { mask_suffix: '_mask', mask_values: { threshold } };
    assert.deepEqual(await countsOf({ ...files, options }), [
      ['a', counts],
      ['b.jpg', counts],
    ]);
  }
});

test('pictures without a mask can be left out, counted and listed', async () => {
  const output = await makeCorpus(
    corpusInput({ importer: 'image', images, masks: { 'a.png': mask }, options: { ...soft, missing_truth: 'exclude' } }),
  );
  assert.deepEqual(output.corpus.exclusions, [{ reason: 'no mask', count: 1, ids: ['b.jpg'] }]);
  assert.deepEqual(output.corpus.remarks, ['1 declared picture belongs to no sample.']);
  assert.equal(output.corpus.samples, 1);
});

test('a manifest may hold masks, outlines or run lengths, text or list; without outlines nothing is there', async () => {
  const rows = [
    '"mask":"a.png"',
    '"polygons":[[0,0,1,0,1,1,0,1]]',
    '"polygons":[]',
    '"rle":{"size":[1,2],"counts":[0,2]}',
    '"rle":{"size":[1,2],"counts":"02"}',
  ];
  const manifest = rows.map((truth, i) => `{"id":"${i}","image":"images/a.png",${truth}}`).join('\n\n');
  assert.deepEqual(await countsOf({ importer: 'image', images, masks: { 'masks/a.png': mask }, sources: { manifest }, options: soft }), [
    ['0', '11'],
    ['1', '011'],
    ['2', '2'],
    ['3', '02'],
    ['4', '02'],
  ]);
});

test('slices may be called like members of objects', async () => {
  const manifest = '{"id":"a","image":"a.png","polygons":[],"slices":{"constructor":["x"]}}\n{"id":"b","image":"a.png","polygons":[]}';
  const { dimensions } = (await makeCorpus(corpusInput({ importer: 'image', images, sources: { manifest } }))).corpus;
  assert.deepEqual(dimensions, Object.fromEntries([['constructor', [{ value: 'x', title: 'x', samples: 1 }]]]));
});

test('the held-out split: 96 pictures, turned ones among them', async () => {
  const output = await makeCorpus(
    corpusInput({ importer: 'image', images: potteryFolder('heldout/images/test'), masks: potteryFolder('heldout/masks') }),
  );
  assert.equal(output.corpus.samples, 96);
  assert.deepEqual([output.corpus.exclusions, output.corpus.remarks, output.corpus.dimensions], [[], [], {}]);
  assert.equal(new Set(output.slices.map(({ group }) => group)).size, 96);
});
