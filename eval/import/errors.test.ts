/** Every refusal of the stage, with its code and place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Code, codes } from '../errors/codes.ts';
import { InputError } from '../errors/errors.ts';
import { makeCorpus } from '../pipeline/corpus.ts';
import { corpusInput, potteryExport, potteryFolder, potteryText } from '../pipeline/testing/corpus.ts';
import { crop, folders, instances, labelled, manifest, problemsOf, rle } from './testing/refusals/files.ts';
import { pictures } from './testing/refusals/pictures.ts';
import { sources } from './testing/refusals/sources.ts';
import { truths } from './testing/refusals/truths.ts';

const refusals = [...sources, ...pictures, ...truths];

test('the fixtures themselves are faultless', async () => {
  for (const files of [folders, manifest(`{"id":"a","image":"a.png",${rle}}`), labelled('0 0 0 1 0 1 1'), instances(), crop()]) {
    assert.deepEqual(await problemsOf(files), []);
  }
});

for (const [name, files, expected] of refusals) {
  test(`refuses: ${name}`, async () => {
    const problems = await problemsOf(files);
    const told = problems.map(({ code, location, message }) => `${code} ${location} ${message}`).join('\n');
    assert.deepEqual(
      problems.map(({ code, location }) => [code, location]),
      expected.map(([code, location]) => [code, location]),
      told,
    );
    for (const [i, { message }] of problems.entries()) assert.match(message, expected[i]?.[2] ?? /^$/);
  });
}

test('a dataset.yaml without the split: those that it has are named', async () => {
  const [problem] = await problemsOf(labelled('', 'val: images/test\nnames: [mug]\n'));
  assert.equal(problem?.expected, 'val');
});

test('every code of this stage is produced by a test', () => {
  const produced = new Set(refusals.flatMap(([, , expected]) => expected.map(([code]) => code)));
  const ours = (Object.keys(codes) as Code[]).filter((code) => /^EV1(01|02|03|1)\d+$/.test(code));
  assert.deepEqual(
    ours.filter((code) => !produced.has(code)),
    [],
  );
});

test('a picture drawn before its orientation was applied: both sizes and what to do', async () => {
  const file = JSON.parse(potteryText('heldout/instances.json')) as { images: { file_name: string; width: number; height: number }[] };
  const photo = file.images.find(({ file_name }) => file_name === 'images/test/pot_0008.jpg');
  assert.ok(photo !== undefined);
  const stored = { ...photo, id: 1, width: photo.height, height: photo.width };
  const images = potteryFolder('heldout/images/test');
  const [problem] = await problemsOf({ ...instances({ images: [stored], annotations: [] }), images });
  assert.equal(problem?.code, 'EV1017');
  assert.equal(problem?.got, `${stored.width} x ${stored.height} pixels`);
  assert.equal(problem?.expected, `${photo.width} x ${photo.height} pixels`);
  assert.match(problem?.cure ?? '', /after its EXIF orientation was applied/);
});

test('the missing picture of the broken export is named with its row', async () => {
  const [problem, ...others] = await problemsOf(potteryExport('broken'));
  assert.deepEqual(others, []);
  assert.equal(problem?.code, 'EV1013');
  assert.equal(problem?.location, 'crop_runs: crop run 3023');
  assert.equal(problem?.message, 'image 322: the picture "images/img_0322.jpg" is not among the 3 declared files');
});

test('a picture in a shard that is not written, or declared twice', async () => {
  const input = corpusInput(folders);
  const [picture] = input.files.images;
  assert.ok(picture !== undefined);
  const broken = { ...input, files: { ...input.files, images: [picture, { ...picture, shard: 9 }] } };
  await assert.rejects(
    makeCorpus(broken),
    (error) =>
      error instanceof InputError &&
      error.problems.map(({ message }) => message).join('; ') === 'the picture is declared twice; the picture is in shard 9 of 2',
  );
});
