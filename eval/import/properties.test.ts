/** Whatever a source holds, the stage ends with a corpus or with problems that a person can act on. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codes } from '../errors/codes.ts';
import { InputError } from '../errors/errors.ts';
import { makeCorpus } from '../pipeline/corpus.ts';
import { corpusInput, type Files, generator, greyPng, potteryTaxonomy } from '../pipeline/testing/corpus.ts';

const png = greyPng(4, 2, [0, 255, 0, 255, 9, 9, 9, 9]);
const images = { 'd/images/test/a.png': png, 'd/images/test/b.png': png };
const mask = greyPng(4, 2, [0, 255, 0, 255, 0, 0, 0, 0]);
const masks = { 'd/masks/a.png': mask, 'd/masks/b.png': mask };

const manifest = [
  '{"id":"a","image":"a.png","mask":"masks/a.png","slices":{"kind":["mug"]},"group":"g","notes":["cut"]}',
  '{"id":"b","image":"b.png","rle":{"size":[2,4],"counts":[6,2]}}',
  '{"id":"c","image":"b.png","polygons":[[0,0,1,0,1,1]]}',
].join('\n');
const instances = JSON.stringify({
  images: [
    { id: 1, file_name: 'test/a.png', width: 4, height: 2 },
    { id: 2, file_name: 'b.png', width: 4, height: 2 },
  ],
  annotations: [
    { image_id: 1, category_id: 1, iscrowd: 0, segmentation: [[0, 0, 1, 0, 1, 2, 0, 2]] },
    { image_id: 1, category_id: 1, iscrowd: 1, segmentation: { size: [2, 4], counts: [6, 2] } },
    { image_id: 2, category_id: 1, segmentation: { size: [2, 4], counts: '62' } },
  ],
  categories: [{ id: 1, name: 'mug' }],
});
const crop_runs = JSON.stringify([
  {
    id: 1,
    image: { id: 1, path: 'images/test/a.png', derived_from: 9 },
    source: { type: 'human', deployment: 'web' },
    notes: 'the handle',
    created_at: '2026-02-03T13:32:45Z',
  },
  { id: 2, image: { id: 2, r2_key: 'test/b.png', piece: 4 }, source: { type: 'automated' }, notes: '', created: '2026-02-03T13:32:45Z' },
]);
const annotations = JSON.stringify([
  { id: 1, image_id: 1, mask: 'masks/a.png', annotator: { kind: 'annotation' }, approved: true, width: 4, height: 2 },
  { id: 2, image_id: 1, mask: { size: [2, 4], counts: '62' }, origin: 'hand_label', created: '2026-02-03T13:32:45Z' },
]);
const dataset = 'path: .\ntest: images/test\nnames:\n  0: mug\n  1: bowl\n';
const crop = { importer: 'crop_run', images, masks, sources: { crop_runs, annotations, taxonomy: potteryTaxonomy } } as const;
const yolo = {
  importer: 'ultralytics',
  images,
  labels: { 'd/labels/test/a.txt': '0 0 0 0.5 0 0.5 1\n1 0 0 1 0 1 1 0 1\n', 'd/labels/test/b.txt': '' },
  sources: { dataset },
} as const;

/** One text of the files to damage, and how to put it back. */
const readers: Record<string, { files: Files; text: string; put: (text: string) => Partial<Files> }> = {
  manifest: { files: { importer: 'image', images, masks }, text: manifest, put: (text) => ({ sources: { manifest: text } }) },
  'COCO instances': { files: { importer: 'coco', images }, text: instances, put: (text) => ({ sources: { instances: text } }) },
  'crop runs': { files: crop, text: crop_runs, put: (text) => ({ sources: { ...crop.sources, crop_runs: text } }) },
  annotations: { files: crop, text: annotations, put: (text) => ({ sources: { ...crop.sources, annotations: text } }) },
  taxonomy: { files: crop, text: potteryTaxonomy, put: (text) => ({ sources: { ...crop.sources, taxonomy: text } }) },
  'dataset.yaml': { files: yolo, text: dataset, put: (text) => ({ sources: { dataset: text } }) },
  'label file': {
    files: yolo,
    text: yolo.labels['d/labels/test/a.txt'],
    put: (text) => ({ labels: { ...yolo.labels, 'd/labels/test/a.txt': text } }),
  },
};

const pieces = [
  '',
  '"',
  '{',
  ']',
  ',',
  ':',
  '-',
  '0',
  '9'.repeat(20),
  '1e999',
  '-1',
  '0.5',
  'null',
  'true',
  '[]',
  '{}',
  '\n',
  ' ',
  '\t',
  '\\',
  '*a',
  '&a ',
  '!x ',
  '..',
  '/',
  '__proto__',
  'constructor',
  '\u0000',
  '\ud800',
  'é',
];

/** One to three places cut, overwritten, doubled or swapped. */
function mutated(text: string, random: (below: number) => number): string {
  let result = text;
  for (let n = 1 + random(3); n > 0; n--) {
    const at = random(result.length + 1);
    const length = random(4) === 0 ? random(40) : random(3);
    const piece = random(4) === 0 ? result.slice(random(result.length + 1)).slice(0, random(40)) : (pieces[random(pieces.length)] ?? '');
    result = result.slice(0, at) + piece + result.slice(at + length);
  }
  return result;
}

for (const [name, { files, text, put }] of Object.entries(readers)) {
  test(`a damaged ${name} is read or refused with a code (seeds 1 to 500)`, async () => {
    const ends = { read: 0, refused: 0 };
    await makeCorpus(corpusInput({ ...files, ...put(text) }));
    for (let seed = 1; seed <= 500; seed++) {
      const damaged = mutated(text, generator(seed));
      try {
        await makeCorpus(corpusInput({ ...files, ...put(damaged) }));
        ends.read++;
      } catch (error) {
        assert.ok(error instanceof InputError, `seed ${seed}: ${(error as Error).stack}\n${damaged}`);
        assert.ok(
          error.problems.length > 0 && error.problems.every(({ code, location }) => Object.hasOwn(codes, code) && location !== ''),
          `seed ${seed}`,
        );
        assert.ok(
          error.problems.every(({ code }) => code !== 'EV5003' && code !== 'EV9001'),
          `seed ${seed}: ${error.message}`,
        );
        ends.refused++;
      }
    }
    assert.ok(ends.read > 0 && ends.refused > 0, `both must happen, or the damage tests nothing: ${JSON.stringify(ends)}`);
  });
}
