import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { importedBackends } from '../../backends/imported.ts';
import { maskFileConfiguration } from '../../backends/mask_files.ts';
import type { InputRow } from '../../contracts/corpus.ts';
import { InputError } from '../../errors/errors.ts';
import { canonicalLine } from '../../io/canonical_json.ts';
import { sha256 } from '../../io/digest.ts';
import { decodeRuns, fromText } from '../../masks/runs.ts';
import { run as infer } from '../run.ts';
import { run } from './run.ts';

const grey = (...values: number[]) =>
  sharp(Uint8Array.from(values), { raw: { width: values.length, height: 1, channels: 1 } })
    .png()
    .toBuffer();
const cutOut = (...values: number[]) =>
  sharp(Uint8Array.from(values.flatMap((value) => [200, 10, 10, value])), { raw: { width: values.length, height: 1, channels: 4 } })
    .png()
    .toBuffer();
const picture = (image: string, width = 3): InputRow => ({
  kind: 'image',
  id: image.replace(/\.\w+$/, ''),
  image,
  sha256: sha256(image),
  width,
  height: 1,
});

/** Files to predictions, as the rule does it: read into rows, then matched with the samples. */
async function predict(files: Readonly<Record<string, Promise<Uint8Array>>>, options: object, inputs: readonly InputRow[]) {
  const config = maskFileConfiguration.parse(options);
  const read = await Promise.all(Object.entries(files).map(async ([key, bytes]) => [key, await bytes] as const));
  const text = (
    await run(
      read.map(([key, bytes]) => ({ key, bytes: () => bytes })),
      config,
    )
  )
    .map((row) => `${canonicalLine(row)}\n`)
    .join('');
  const backends = new Map(importedBackends.map((backend) => [backend.kind, backend]));
  const { rows } = await infer({
    backends,
    backend: { name: 'masks', kind: 'mask_files', config },
    source: { kind: 'imported', files: [{ location: 'masks.ndjson', text }] },
    corpus: 'corpus',
    inputs,
    picture: () => assert.fail('no picture is opened'),
  });
  return Object.fromEntries(
    rows.map((row) => {
      if (row.status === 'failed') return [row.id, row.reason];
      if (row.prediction.kind === 'mask') return [row.id, pixels(row.prediction.mask)];
      if (row.prediction.kind !== 'regions') throw new Error(row.prediction.kind);
      return [row.id, Object.fromEntries(Object.entries(row.prediction.regions).map(([name, mask]) => [name, pixels(mask)]))];
    }),
  );
}
const pixels = (mask: Parameters<typeof fromText>[0]) => [...decodeRuns(fromText(mask))].join('');

const refusal = (code: string, says: RegExp) => (error: unknown) =>
  error instanceof InputError && error.problems[0]?.code === code && says.test(error.message);

test('black and one other value; a picture without a file has failed', async () => {
  const found = await predict(
    { 'out/a.png': grey(0, 255, 255), 'out/b.png': grey(0, 0, 0) },
    {},
    ['a.jpg', 'b.jpg', 'c.jpg'].map((image) => picture(image)),
  );
  assert.deepEqual(found, { a: '011', b: '000', c: 'none of the 2 mask files is called like the picture' });
});

test('soft maps and cut-outs by a threshold, after a suffix', async () => {
  const options = { mask_suffix: '_mask', mask_values: { threshold: 128 } };
  const found = await predict({ 'a_mask.png': grey(0, 127, 128), 'b_mask.png': cutOut(0, 200, 100) }, options, [picture('a.jpg'), picture('b.jpg')]);
  assert.deepEqual(found, { a: '001', b: '010' });
});

test('where pictures share a name the folders decide, as for ids and masks', async () => {
  const inputs = [picture('images/x/a.png'), picture('images/y/a.png')];
  const found = await predict({ 'out/x/a.png': grey(255, 0, 0), 'out/y/a.png': grey(0, 0, 255) }, {}, inputs);
  assert.deepEqual(found, { 'images/x/a': '100', 'images/y/a': '001' });
  await assert.rejects(predict({ 'out/a.png': grey(255, 0, 0) }, {}, inputs), refusal('EV4004', /several pictures/));
});

test('a map of classes: its foreground, or every region', async () => {
  const mask_values = { parts: { 1: 'skin', 2: 'hair', 3: 'nose' } };
  const files = { 'a.png': grey(0, 1, 2) };
  assert.deepEqual(await predict(files, { mask_values: { ...mask_values, foreground: ['hair'] } }, [picture('a.jpg')]), { a: '001' });
  const regions = { a: { skin: '010', hair: '001', nose: '000' } };
  assert.deepEqual(await predict(files, { predicts: 'regions', mask_values }, [picture('a.jpg')]), regions);
});

test('a file a region, numbers with leading zeros; a region without a file is not predicted', async () => {
  const part_suffixes = { _skin: 'skin', _eye: 'eye', _l_eye: 'left_eye' };
  const files = { '0/00007_skin.png': grey(0, 255, 0), '0/00007_l_eye.png': grey(255, 0, 0) };
  const found = await predict(files, { predicts: 'regions', part_suffixes }, [picture('7.jpg'), picture('8.jpg')]);
  assert.deepEqual(found, { 7: { skin: '010', left_eye: '100' }, 8: 'none of the 2 mask files is called like the picture' });
  await assert.rejects(
    predict({ '7_ear.png': grey(0, 255, 0) }, { predicts: 'regions', part_suffixes }, [picture('7.jpg')]),
    refusal('EV4004', /none of part_suffixes/),
  );
});

const mistakes: [name: string, files: Record<string, Promise<Uint8Array>>, options: object, code: string, says: RegExp][] = [
  ['a mask of another size', { 'a.png': grey(0, 255) }, {}, 'EV4003', /./],
  ['a mask of no picture', { 'b.png': grey(0, 255, 0) }, {}, 'EV4004', /no picture of this name/],
  ['two masks of a picture', { 'x/a.png': grey(0, 255, 0), 'y/a.png': grey(0, 255, 0) }, {}, 'EV4002', /second file/],
  ['values that nothing declares', { 'a.png': grey(0, 1, 2) }, {}, 'EV1028', /mask_values/],
  ['no picture', { 'a.png': Promise.resolve(Buffer.from('text')) }, {}, 'EV1003', /./],
];
for (const [name, files, options, code, says] of mistakes) {
  test(`refuses ${name}`, () => assert.rejects(predict(files, options, [picture('a.jpg')]), refusal(code, says)));
}

test('declarations that contradict themselves are refused', () => {
  const says = (options: object) => JSON.stringify(maskFileConfiguration.safeParse(options).error?.issues.map(({ message }) => message));
  assert.match(says({ predicts: 'regions' }), /give one of them/);
  assert.match(says({ predicts: 'regions', part_suffixes: { _a: 'a' }, mask_values: { parts: { 1: 'b' } } }), /give one of them/);
  assert.match(says({ predicts: 'regions', mask_values: { parts: { 1: 'left eye' } } }), /left eye/);
  assert.match(says({ predicts: 'regions', mask_values: { parts: { 1: 'a' }, ignore: ['255'] } }), /neither/);
  assert.match(says({ part_suffixes: { _a: 'a' } }), /predicts = /);
  assert.match(says({ mask_values: { parts: { 1: 'a' }, ignore: ['255'] } }), /no pixels to `ignore`/);
});
