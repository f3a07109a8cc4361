import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectionsOf } from '../annotations/instances/schema.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { importedOutcomes, instancesOf } from './testing/predict.ts';
import { yoloResults } from './yolo_results.ts';

const pictures: readonly InputRow[] = ['a', 'b'].map((id) => ({
  kind: 'image',
  id,
  image: `images/${id}.jpg`,
  sha256: sha256(id),
  width: 4,
  height: 2,
}));
const read = (files: Readonly<Record<string, string>>, samples = pictures) =>
  importedOutcomes(
    yoloResults,
    { classes: ['mug', 'bowl'] },
    Object.entries(files).map(([location, text]) => ({ location, text })),
    samples,
  );

test('boxes in pixels; a picture without a text is one where nothing was found', async () => {
  const [a, b] = await read({ 'predict/labels/a.txt': '1 0.5 0.5 0.5 1 0.9\n0 0.25 0.5 0.5 0.5 1e-1\n' });
  assert.deepEqual(a, { prediction: detectionsOf({ parts: ['bowl', 'mug'], scores: [0.9, 0.1], boxes: [1, 0, 2, 2, 0, 0.5, 2, 1] }) });
  assert.deepEqual(b, { prediction: detectionsOf({ parts: [], scores: [], boxes: [] }) });
});

test('outlines are pixels with the box around their corners', async () => {
  const [a] = await read({ 'a.txt': '0 0 0 0.5 0 0.5 1 0 1 0.75' });
  const masks: { size: [number, number]; counts: string[] } = { size: [2, 4], counts: ['044'] };
  assert.deepEqual(a, { prediction: detectionsOf({ parts: ['mug'], scores: [0.75], boxes: [0, 0, 2, 2], masks }) });
});

const refusals: [text: string, says: RegExp][] = [
  ['0 0.5 0.5 0.5 1', /EV4001 {2}a\.txt:1[\s\S]*has no confidence[\s\S]*save_conf=True/],
  ['0 0 0 0.5 0 0.5 1', /has no confidence/],
  ['0 0.5 0.5 0.5 x 0.9', /not a finite number/],
  ['2 0.5 0.5 0.5 1 0.9', /no class has this index; there are 2/],
  ['0 0.5 0.5 -0.5 1 0.9', /negative/],
  ['0 0.5', /no class, box or outline, and confidence/],
];
for (const [text, says] of refusals) {
  test(`refuses "${text}"`, () => assert.rejects(read({ 'a.txt': text }), (error) => error instanceof InputError && says.test(error.message)));
}

test('a text about no picture, and two about one, are refused', async () => {
  await assert.rejects(read({ 'c.txt': '' }), /EV4004 {2}c\.txt[\s\S]*has no picture of this name/);
  await assert.rejects(read({ 'x/a.txt': '', 'y/a.txt': '' }), /a second file about this picture/);
  const twins = ['x', 'y'].map(
    (folder): InputRow => ({ kind: 'image', id: `${folder}/a`, image: `${folder}/a.jpg`, sha256: sha256(folder), width: 4, height: 2 }),
  );
  await assert.rejects(read({ 'a.txt': '' }, twins), /several pictures/);
  const one = '0 0.5 0.5 1 1 0.9';
  const [x, y] = await read({ 'predict/labels/y/a.txt': one, 'predict/labels/x/a.txt': '' }, twins);
  assert.deepEqual(
    [x, y].map((outcome) => outcome !== undefined && instancesOf(outcome).parts.length),
    [0, 1],
    'folders tell them apart',
  );
});
