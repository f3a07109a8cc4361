import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectionsOf } from '../annotations/instances/schema.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { cocoResults } from './coco_results.ts';
import { importedOutcomes } from './testing/predict.ts';

const pictures: readonly InputRow[] = ['000000000007', '000000000139'].map((id) => ({
  kind: 'image',
  id,
  image: `images/${id}.jpg`,
  sha256: sha256(id),
  width: 4,
  height: 2,
}));
const read = (text: string) => importedOutcomes(cocoResults, { classes: { '1': 'mug', '90': 'bowl' } }, [{ location: 'dt.json', text }], pictures);
const rows = (...list: readonly object[]) => read(JSON.stringify(list));
const nothing = { prediction: detectionsOf({ parts: [], scores: [], boxes: [] }) };

test('rows in the order of the file; a picture without a row is one where nothing was found', async () => {
  const [seven, other] = await rows(
    { image_id: 139, category_id: 90, bbox: [0.5, 0, 1.25, 2], score: 0.25 },
    { image_id: 139, category_id: 1, bbox: [0, 0, 1, 1], score: 0.75, id: 3 },
  );
  assert.deepEqual(seven, nothing);
  assert.deepEqual(other, {
    prediction: detectionsOf({ parts: ['bowl', 'mug'], scores: [0.25, 0.75], boxes: [0.5, 0, 1.25, 2, 0, 0, 1, 1] }),
  });
  assert.deepEqual(await rows(), [nothing, nothing]);
});

test('rows of a picture need not follow each other, nor be in one file', async () => {
  const row = (image: number, score: number) => ({ image_id: image, category_id: score > 0.5 ? 1 : 90, bbox: [score, 0, 1, 2], score });
  const [a, b, c, other] = [row(7, 0.25), row(7, 0.75), row(7, 0.5), row(139, 1)];
  const expected = await rows(a, b, c, other);
  assert.deepEqual(await rows(a, other, b, c), expected);
  const files = [[a], [other, b, c]].map((list, i) => ({ location: `dt-${i}.json`, text: JSON.stringify(list) }));
  assert.deepEqual(await importedOutcomes(cocoResults, { classes: { '1': 'mug', '90': 'bowl' } }, files, pictures), expected);
});

test('run lengths are pixels; without a box, the one around them', async () => {
  const segmentation = { size: [2, 4], counts: '044' };
  const [seven] = await rows({ image_id: 7, category_id: 1, segmentation, score: 1 });
  assert.deepEqual(seven, {
    prediction: detectionsOf({ parts: ['mug'], scores: [1], boxes: [0, 0, 2, 2], masks: { size: [2, 4], counts: ['044'] } }),
  });
  // Where one row has no pixels, the picture is judged by boxes alone.
  const [mixed] = await rows(
    { image_id: 7, category_id: 1, bbox: [0, 0, 2, 2], segmentation, score: 1 },
    { image_id: 7, category_id: 1, bbox: [2, 0, 2, 2], score: 0.5 },
  );
  assert.deepEqual(mixed, { prediction: detectionsOf({ parts: ['mug', 'mug'], scores: [1, 0.5], boxes: [0, 0, 2, 2, 2, 0, 2, 2] }) });
});

const box = '"bbox": [0, 0, 1, 1]';
const refusals: readonly (readonly [why: string, text: string, says: RegExp])[] = [
  ['what is no list', '{}', /EV4001/],
  ['a list that is cut off', '[{"image_id": 7', /EV4001/],
  ['a row without a score', `[{"image_id": 7, "category_id": 1, ${box}}]`, /EV4001 {2}dt\.json, row 1[\s\S]*lacks image_id, category_id or score/],
  ['a picture that the corpus lacks', `[{"image_id": 8, "category_id": 1, ${box}, "score": 1}]`, /EV4004 {2}dt\.json, row 1[\s\S]*has no image 8/],
  ['a class that has no name', `[{"image_id": 7, "category_id": 2, ${box}, "score": 1}]`, /no class has the category id 2[\s\S]*1, 90/],
  ['neither a box nor pixels', '[{"image_id": 7, "category_id": 1, "score": 1}]', /neither a box nor a segmentation/],
  ['a negative size', '[{"image_id": 7, "category_id": 1, "bbox": [0, 0, -1, 1], "score": 1}]', /EV4001 {2}dt\.json, row 1[\s\S]*negative/],
  ['outlines', `[{"image_id": 7, "category_id": 1, ${box}, "segmentation": [[0, 0, 1, 0, 1, 1]], "score": 1}]`, /outlines/],
];
for (const [why, text, says] of refusals) {
  test(`refused: ${why}`, () => assert.rejects(read(text), (error) => error instanceof InputError && says.test(error.message)));
}
