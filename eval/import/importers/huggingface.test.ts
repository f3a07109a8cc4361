import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOfTruth } from '../../annotations/registry.ts';
import type { Truth } from '../../annotations/schema.ts';
import { InputError } from '../../errors/errors.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng } from '../../pipeline/testing/corpus.ts';

const picture = greyPng(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]);
const lines = (...rows: object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

/** As cppe-5 and the guide to object detection have it: lists side by side, categories by number. */
const boxes: Files = {
  importer: 'huggingface',
  images: { 'test/0001.png': picture, 'test/0002.png': picture },
  sources: {
    metadata: lines(
      { file_name: '0001.png', image_id: 15, width: 4, height: 2, objects: { id: [114], area: [4], bbox: [[1, 0, 2, 2]], category: [1] }, site: 'A' },
      { file_name: '0002.png', image_id: 16, width: 4, height: 2, objects: { id: [], area: [], bbox: [], category: [] }, site: null },
    ),
  },
  options: { objects: 'objects', classes: ['mask', 'gloves'], labels: ['site'] },
};
const masked: Files = {
  importer: 'huggingface',
  images: { 'test/a.png': picture, 'test/b.png': picture },
  masks: { 'test/masks/a.png': greyPng(4, 2, [0, 0, 0, 0, 255, 255, 255, 255]), 'test/masks/b.png': greyPng(4, 2, [0, 0, 0, 0, 0, 0, 0, 0]) },
  sources: {
    metadata: lines(
      { file_name: 'a.png', mask_file_name: 'masks/a.png', label: 3, colours: ['red', 'blue'], patient: 7 },
      { file_name: 'b.png', mask_file_name: 'masks/b.png', label: 12, colours: [], patient: 7 },
    ),
  },
  options: { mask: 'mask_file_name', labels: ['label', 'colours'], group: 'patient' },
};
const row = (change: object): Files => ({
  ...boxes,
  images: { 'test/0001.png': picture },
  sources: { metadata: lines({ file_name: '0001.png', site: 'A', objects: { bbox: [[1, 0, 2, 2]], category: [1] }, ...change }) },
});

test('objects with boxes in pixels; label columns are slices', async () => {
  const { truth, slices, corpus } = await makeCorpus(corpusInput(boxes));
  const first: Truth = { kind: 'instances', height: 2, width: 4, objects: [{ part: 'gloves', box: [1, 0, 2, 2], area: 4 }] };
  const second: Truth = { kind: 'instances', height: 2, width: 4, objects: [] };
  assert.deepEqual(truth, [
    { digest: digestOfTruth(first, '0001'), id: '0001', truth: first },
    { digest: digestOfTruth(second, '0002'), id: '0002', truth: second },
  ]);
  assert.deepEqual(
    slices.map((sample) => sample.slices),
    [
      { class: ['gloves'], site: ['A'] },
      { class: [], site: [] },
    ],
  );
  assert.deepEqual(corpus.parts, { class: ['gloves'] });
  assert.deepEqual(
    corpus.dimensions['class']?.map(({ value, samples }) => [value, samples]),
    [
      ['mask', 0],
      ['gloves', 1],
    ],
  );
});

test('a list of structures, categories by name, is the same', async () => {
  const objects = [{ bbox: [1, 0, 2, 2], category: 'gloves', area: 4 }];
  const [first] = (await makeCorpus(corpusInput(boxes))).truth;
  for (const change of [{ objects }, { objects: { bbox: [[1, 0, 2, 2]], categories: ['gloves'], area: [4] } }])
    assert.deepEqual((await makeCorpus(corpusInput(row(change)))).truth, [first]);
});

test('mask files of a column, groups of another', async () => {
  const { truth, slices, corpus } = await makeCorpus(corpusInput(masked));
  assert.deepEqual(
    truth.map(({ truth: given }) => given.kind === 'mask' && given.mask.counts),
    ['11100000', '8'],
  );
  assert.deepEqual(
    slices.map(({ id, slices: own, group }) => [id, own, group]),
    [
      ['a', { colours: ['red', 'blue'], label: ['3'] }, '7'],
      ['b', { colours: [], label: ['12'] }, '7'],
    ],
  );
  assert.deepEqual(
    corpus.dimensions['colours']?.map(({ value }) => value),
    ['blue', 'red'],
  );
});

const refusals: [name: string, files: Files, code: string, says: RegExp][] = [
  ['a number that no class has', row({ objects: { bbox: [[1, 0, 2, 2]], category: [2] } }), 'EV1024', /category 2[\s\S]*mask, gloves/],
  ['a name that no class has', row({ objects: { bbox: [[1, 0, 2, 2]], category: ['hat'] } }), 'EV1024', /category hat/],
  ['numbers without names', { ...row({}), options: { objects: 'objects' } }, 'EV1024', /classes = \[/],
  ['lists of unequal length', row({ objects: { bbox: [[1, 0, 2, 2]], category: [] } }), 'EV1011', /1 of bbox, 0 of category/],
  ['corners in place of sizes', row({ objects: { bbox: [[3, 0, -1, 2]], category: [1] } }), 'EV1011', /metadata:1/],
  ['a row without objects', row({ objects: undefined }), 'EV1011', /objects/],
  ['a line that is no JSON', { ...boxes, sources: { metadata: '{"file_name": ' } }, 'EV1010', /metadata:1/],
  ['a picture that is not declared', row({ file_name: '3.png' }), 'EV1013', /"3\.png"/],
  ["a size that is not the picture's", row({ width: 5, height: 2 }), 'EV1017', /5 x 2/],
  ['a mask that is not declared', { ...masked, masks: {} }, 'EV1013', /masks\/a\.png/],
  [
    'one picture twice',
    { ...boxes, sources: { metadata: `${boxes.sources?.['metadata']}\n${boxes.sources?.['metadata']}` } },
    'EV1016',
    /share an id/,
  ],
  ['two columns of truth', { ...boxes, options: { mask: 'm', objects: 'objects' } }, 'EV5001', /either mask or objects/],
  ['no column of truth', { ...boxes, options: {} }, 'EV5001', /either mask or objects/],
];
for (const [name, files, code, says] of refusals) {
  test(`refuses ${name}`, () =>
    assert.rejects(
      makeCorpus(corpusInput(files)),
      (error) => error instanceof InputError && error.problems[0]?.code === code && says.test(error.message),
    ));
}
