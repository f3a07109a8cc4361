import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../errors/errors.ts';
import { decodeRuns, fromText } from '../../masks/runs.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng } from '../../pipeline/testing/corpus.ts';

const picture = greyPng(4, 2, [1, 2, 3, 4, 5, 6, 7, 8]);
const regionsIn = async (files: Files) => {
  const { truth } = await makeCorpus(corpusInput(files));
  return truth.map(({ id, truth: given }) => {
    if (given.kind !== 'regions') throw new Error(given.kind);
    const shown = Object.entries(given.regions).map(([name, { role, mask }]) => [name, `${role} ${[...decodeRuns(fromText(mask))].join('')}`]);
    return [id, Object.fromEntries(shown)];
  });
};

/** As CelebAMask-HQ has it: pictures `0.jpg`, masks of half their size `00000_skin.png`, in folders of 2000 pictures, none for what is not seen. */
const celeb: Files = {
  importer: 'region_files',
  images: { 'CelebA-HQ-img/0.png': picture, 'CelebA-HQ-img/1.png': picture },
  masks: {
    'anno/0/00000_skin.png': greyPng(2, 1, [255, 0]),
    'anno/0/00000_hair.png': greyPng(2, 1, [0, 255]),
    'anno/0/00000_l_ear.png': greyPng(2, 1, [0, 255]),
    'anno/0/00001_skin.png': greyPng(2, 1, [255, 255]),
  },
  options: { part_suffixes: { _skin: 'skin', _hair: 'hair', _l_ear: 'left_ear', _ear: 'ear' }, regions: { skin: 'strong', hair: 'surround' } },
};

/** As LaPa has it: one map a picture, a number a region. */
const lapa: Files = {
  importer: 'region_files',
  images: { 'images/a.png': picture },
  masks: { 'labels/a.png': greyPng(4, 2, [0, 1, 1, 10, 6, 6, 10, 10]) },
  options: {
    mask_values: { parts: { 1: 'skin', 6: 'nose', 10: 'hair', 9: 'lower_lip' } },
    regions: { skin: 'strong', nose: 'strong', hair: 'surround', lower_lip: 'weak' },
  },
};

test('a file a region: pictures by number, regions that nobody judges left out, a missing file means not labelled, or not there', async () => {
  assert.deepEqual(await regionsIn(celeb), [
    ['0', { skin: 'strong 10', hair: 'surround 01' }],
    ['1', { skin: 'strong 11' }],
  ]);
  const [, second] = await regionsIn({ ...celeb, options: { ...celeb.options, missing_parts: 'empty' } });
  assert.deepEqual(second, ['1', { skin: 'strong 11', hair: 'surround 00' }]);
});

test('a map of values: every declared region, also one that the picture does not show', async () => {
  assert.deepEqual(await regionsIn(lapa), [
    ['a', { skin: 'strong 01100000', nose: 'strong 00001100', hair: 'surround 00010011', lower_lip: 'weak 00000000' }],
  ]);
});

test('without pictures samples are called by their files', async () => {
  assert.deepEqual(
    (await regionsIn({ ...celeb, images: {} })).map(([id]) => id),
    ['00000', '00001'],
  );
  const { corpus, inputs } = await makeCorpus(corpusInput({ ...lapa, images: {} }));
  assert.deepEqual(inputs.flat(), [{ kind: 'absent', id: 'a' }]);
  assert.deepEqual(corpus.parts?.['strong'], ['nose', 'skin']);
  assert.match(corpus.statements.join(' '), /Strong regions were drawn exactly.*: skin, nose\./);
});

const refusals: [name: string, files: Files, code: string, says: RegExp][] = [
  ['a mask of another shape', { ...lapa, masks: { 'labels/a.png': greyPng(4, 1, [1, 1, 1, 1]) } }, 'EV1017', /another shape/],
  [
    'masks of unequal size',
    { ...celeb, masks: { ...celeb.masks, 'anno/0/00000_hair.png': greyPng(4, 2, [0, 0, 0, 0, 255, 255, 255, 255]) } },
    'EV1017',
    /another size/,
  ],
  ['a file without a declared suffix', { ...celeb, masks: { ...celeb.masks, '00000_hat.png': picture } }, 'EV1013', /no declared suffix[\s\S]*_skin/],
  ['a file of no picture', { ...celeb, masks: { ...celeb.masks, '00002_skin.png': picture } }, 'EV1013', /no declared picture/],
  [
    'two files of a region',
    { ...celeb, masks: { ...celeb.masks, 'anno/1/00000_skin.png': greyPng(2, 1, [255, 0]) } },
    'EV1015',
    /two files show the same/,
  ],
  ['a picture without a file', { ...lapa, images: { ...lapa.images, 'images/b.png': picture } }, 'EV1019', /no mask/],
  ['a value that is not declared', { ...lapa, masks: { 'labels/a.png': greyPng(4, 2, [0, 1, 2, 10, 6, 6, 10, 10]) } }, 'EV1028', /2 \(1 px\)/],
  [
    'a region that no file shows',
    { ...lapa, options: { ...lapa.options, regions: { skim: 'strong' } } },
    'EV5001',
    /no file shows "skim" \(nearest: skin\)/,
  ],
  ['nothing to measure', { ...lapa, options: { ...lapa.options, regions: { hair: 'surround' } } }, 'EV5001', /nothing is measured/],
  [
    'values to ignore',
    { ...lapa, options: { ...lapa.options, mask_values: { parts: { 1: 'skin' }, ignore: ['255'] } } },
    'EV5001',
    /neither `ignore`/,
  ],
];
for (const [name, files, code, says] of refusals) {
  test(`refuses ${name}`, () =>
    assert.rejects(
      makeCorpus(corpusInput(files)),
      (error) => error instanceof InputError && error.problems[0]?.code === code && says.test(error.message),
    ));
}

test('a picture without a file can be left out', async () => {
  const files = { ...lapa, images: { ...lapa.images, 'images/b.png': picture }, options: { ...lapa.options, missing_truth: 'exclude' } };
  assert.deepEqual((await makeCorpus(corpusInput(files))).corpus.exclusions, [{ reason: 'no mask', count: 1, ids: ['b'] }]);
});
