/** Every refusal of the stage, with its code and place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Code } from '../errors/codes.ts';
import { codes } from '../errors/codes.ts';
import type { Problem } from '../errors/errors.ts';
import { InputError } from '../errors/errors.ts';
import { makeCorpus } from '../pipeline/corpus.ts';
import type { Files } from '../pipeline/testing/corpus.ts';
import { corpusInput, greyPng, potteryExport, potteryFolder, potteryText } from '../pipeline/testing/corpus.ts';

const png = greyPng(2, 3, [0, 0, 0, 255, 255, 255]);
const zeros = `sha256:${'0'.repeat(64)}`;

async function problemsOf(files: Files): Promise<readonly Problem[]> {
  try {
    await makeCorpus(corpusInput(files));
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.problems;
  }
  return [];
}

const folders: Files = { importer: 'image', images: { 'images/a.png': png }, masks: { 'masks/a.png': png } };
const manifest = (...lines: string[]): Files => ({ ...folders, sources: { manifest: lines.join('\n') } });
const rle = '"rle":{"size":[3,2],"counts":[6]}';

const dataset = 'test: images/test\nnames: [mug, bowl]\n';
const labelled = (label: string, yaml = dataset): Files => ({
  importer: 'ultralytics',
  images: { 'images/test/a.png': png },
  labels: { 'labels/test/a.txt': label },
  sources: { dataset: yaml },
});

const instances = (change: Record<string, unknown> = {}, options = {}): Files => ({
  importer: 'coco',
  images: { 'images/a.png': png },
  options,
  sources: {
    instances: JSON.stringify({
      images: [{ id: 1, file_name: 'a.png', width: 2, height: 3 }],
      annotations: [{ image_id: 1, category_id: 1, segmentation: { size: [3, 2], counts: [6] } }],
      categories: [{ id: 1, name: 'mug' }],
      ...change,
    }),
  },
});
const annotation = (change: Record<string, unknown>): Files =>
  instances({ annotations: [{ image_id: 1, category_id: 1, segmentation: { size: [3, 2], counts: [6] }, ...change }] });

const report = { id: 7, image: { id: 3, path: 'images/a.png' }, source: { type: 'human' }, notes: 'handle' };
const truth = { id: 5, image_id: 3, mask: 'masks/a.png', annotator: { kind: 'annotation' } };
const taxonomy = 'version: 1\ndefault: other\nclasses:\n  - {id: handle, title: Handle, keywords: [handle]}\n';
const crop = (runs: unknown = [report], annotations: unknown = [truth], classes = taxonomy): Files => ({
  importer: 'crop_run',
  images: { 'images/a.png': png },
  masks: { 'masks/a.png': png },
  sources: { crop_runs: JSON.stringify(runs), annotations: JSON.stringify(annotations), taxonomy: classes },
});

test('the fixtures themselves are faultless', async () => {
  for (const files of [folders, manifest(`{"id":"a","image":"a.png",${rle}}`), labelled('0 0 0 1 0 1 1'), instances(), crop()]) {
    assert.deepEqual(await problemsOf(files), []);
  }
});

const refusals: [name: string, files: Files, expected: [code: Code, location: string, message: RegExp][]][] = [
  [
    'a manifest that is not JSON',
    manifest('{"id":"a",', '{"id":b}'),
    [
      ['EV1010', 'manifest:1:11', /ends too early/],
      ['EV1010', 'manifest:2:7', /not JSON/],
    ],
  ],
  [
    'a crop-run export that is cut short',
    { ...crop(), sources: { ...crop().sources, crop_runs: '[{"id": 7,\n "image"' } },
    [['EV1010', 'crop_runs:2:9', /ends too early/]],
  ],
  ['a dataset.yaml that is not YAML', labelled('', 'test: [a\n'), [['EV1010', 'dataset:2:1', /Flow sequence/]]],
  [
    'keys that a manifest does not have',
    manifest(`{"id":"a","imagge":"a.png",${rle},"slice":{}}`),
    [
      ['EV1011', 'manifest:1:1', /image: is missing/],
      ['EV1011', 'manifest:1:20', /unknown key "imagge" \(nearest: image\)/],
      ['EV1011', 'manifest:1:70', /unknown key "slice" \(nearest: slices\)/],
    ],
  ],
  [
    'a manifest row with two truths',
    manifest(`{"id":"a","image":"a.png","mask":"a.png",${rle}}`),
    [['EV1011', 'manifest:1:1', /more than one kind/]],
  ],
  [
    'a group of crop-run rows that is none',
    crop([{ id: 7 }]),
    [
      ['EV1011', 'crop_runs:1:2', /\[0\]\.image: is missing/],
      ['EV1011', 'crop_runs:1:2', /\[0\]\.source: is missing/],
    ],
  ],
  [
    'a time without its zone',
    crop([{ ...report, created_at: '2026-02-03T13:32:45' }]),
    [['EV1011', 'crop_runs:1:105', /created_at: expected an ISO 8601 time/]],
  ],
  ['an annotation of unknown origin', crop([report], [{ ...truth, annotator: {} }]), [['EV1011', 'annotations:1:56', /annotator\.kind: is missing/]]],
  ['a dataset.yaml without the split', labelled('', 'val: images/test\nnames: [mug]\n'), [['EV1011', 'dataset', /no split "test"/]]],
  [
    'a name too long for an id',
    { ...folders, images: { [`images/${'a'.repeat(201)}.png`]: png }, masks: { [`${'a'.repeat(201)}.png`]: png } },
    [['EV1011', `images/${'a'.repeat(201)}.png`, /no sample id/]],
  ],
  ['an absolute path', manifest(`{"id":"a","image":"/data/a.png",${rle}}`), [['EV1012', 'manifest:1', /"\/data\/a.png" is not a path inside/]]],
  [
    'a path that climbs out',
    crop([report], [{ ...truth, mask: '../masks/a.png' }]),
    [['EV1012', 'annotations: annotation 5', /is not a path inside/]],
  ],
  ['a split outside the dataset', labelled('', 'test: ../../images\nnames: [mug]\n'), [['EV1012', 'dataset:1:7', /is not a path inside/]]],
  ['a split on another machine', labelled('', 'test: C:\\images\nnames: [mug]\n'), [['EV1012', 'dataset:1:7', /is not a path inside/]]],
  [
    'a picture that is not declared',
    manifest(`{"id":"a","image":"b.png",${rle}}`),
    [['EV1013', 'manifest:1', /sample a: the picture "b.png" is not among the 1 declared/]],
  ],
  [
    'a picture of a report that is not declared',
    crop([{ ...report, image: { id: 3, path: 'images/b.png' } }]),
    [['EV1013', 'crop_runs: crop run 7', /image 3: the picture "images\/b.png"/]],
  ],
  ['a split without pictures', labelled('', 'test: images/val\nnames: [mug]\n'), [['EV1013', 'dataset:1:7', /none of the 1 declared pictures/]]],
  [
    'a mask without its picture',
    { ...folders, masks: { ...folders.masks, 'masks/b.png': png } },
    [['EV1013', 'masks/b.png', /belongs to no declared picture/]],
  ],
  ['a mask that is not declared', manifest('{"id":"a","image":"a.png","mask":"b.png"}'), [['EV1013', 'manifest:1', /the mask "b.png"/]]],
  ['a list of a split that is not declared', labelled('', 'test: test.txt\nnames: [mug]\n'), [['EV1013', 'dataset:1:7', /the label "test.txt"/]]],
  [
    'a name that fits two pictures',
    { ...manifest(`{"id":"a","image":"a.png",${rle}}`), images: { 'x/a.png': png, 'y/a.png': png } },
    [['EV1015', 'manifest:1', /could be any of several/]],
  ],
  [
    'two pictures of one stem',
    { ...folders, images: { 'images/a.png': png, 'images/a.jpg': png } },
    [['EV1015', 'masks/a.png', /fits several pictures of one file stem/]],
  ],
  [
    'two masks of one stem',
    { ...folders, masks: { 'masks/a.png': png, 'old/a.png': png } },
    [['EV1015', 'old/a.png', /two masks share a file stem/]],
  ],
  [
    'a split that fits two folders',
    { ...labelled('0 0 0 1 0 1 1'), images: { 'x/images/test/a.png': png, 'y/images/test/b.png': png } },
    [
      ['EV1015', 'dataset:1:7', /several declared folders/],
      ['EV1019', 'x/images/test/a.png', /no label file/],
      ['EV1019', 'y/images/test/b.png', /no label file/],
    ],
  ],
  [
    'reports of one picture that name two files',
    { ...crop([report, { ...report, id: 8, image: { id: 3, path: 'images/b.png' } }]), images: { 'images/a.png': png, 'images/b.png': png } },
    [['EV1015', 'crop_runs: image 3', /name different files/]],
  ],
  [
    'two samples of one id',
    manifest(`{"id":"a","image":"a.png",${rle}}`, `{"id":"a","image":"a.png",${rle}}`),
    [['EV1016', 'sample a', /two samples share an id/]],
  ],
  ['two crop runs of one id', crop([report, report]), [['EV1016', 'crop_runs:1:99', /a second row has the id 7/]]],
  [
    'two images of one id',
    instances({ images: [1, 2].map(() => ({ id: 1, file_name: 'a.png', width: 2, height: 3 })) }),
    [
      ['EV1016', 'instances:1:68', /a second image has the id 1/],
      ['EV1016', 'sample a', /two samples share an id/],
    ],
  ],
  ['a mask of another size', { ...folders, masks: { 'masks/a.png': greyPng(1, 1, [0]) } }, [['EV1017', 'sample a', /another size than the picture/]]],
  [
    'run lengths of another size',
    manifest('{"id":"a","image":"a.png","rle":{"size":[2,3],"counts":[6]}}'),
    [['EV1017', 'manifest:1 (sample a)', /another size/]],
  ],
  [
    'a picture of another size than COCO says',
    instances({ images: [{ id: 1, file_name: 'a.png', width: 3, height: 2 }] }),
    [['EV1017', 'instances: image 1', /sample a: the annotated picture/]],
  ],
  ['an annotation of another size', crop([report], [{ ...truth, width: 20, height: 30 }]), [['EV1017', 'annotations: annotation 5', /another size/]]],
  [
    'a picture that changed',
    manifest(`{"id":"a","image":"a.png",${rle},"sha256":"${zeros}"}`),
    [['EV1018', 'manifest:1', /is not the one that was annotated/]],
  ],
  [
    'a picture that changed after a report and an annotation',
    crop([{ ...report, image: { ...report.image, sha256: '0'.repeat(64) } }], [{ ...truth, image_sha256: zeros }]),
    [
      ['EV1018', 'crop_runs: crop run 7', /is not the one/],
      ['EV1018', 'annotations: annotation 5', /is not the one/],
    ],
  ],
  ['a picture without a mask', { ...folders, masks: {} }, [['EV1019', 'images/a.png', /has no mask/]]],
  ['a manifest row without truth', manifest('{"id":"a","image":"a.png"}'), [['EV1019', 'manifest:1', /sample a has no ground truth/]]],
  ['a picture without a label file', { ...labelled(''), labels: {} }, [['EV1019', 'images/test/a.png', /has no label file/]]],
  ['nothing at all', { ...folders, images: {}, masks: {} }, [['EV1020', 'corpus', /no samples$/]]],
  ['nothing but exclusions', crop([{ ...report, source: { type: 'automated' } }]), [['EV1020', 'corpus', /no samples; 1 were excluded/]]],
  ['another version than the pinned one', { ...folders, datasetVersion: zeros }, [['EV1021', 'corpus', /not the version that is pinned/]]],
  ['labels of a detection dataset', labelled('0 0.5 0.5 0.2 0.2\n1 0 0 1 0 1 1\n'), [['EV1022', 'labels/test/a.txt:1', /is a box/]]],
  [
    'a COCO annotation with only a box',
    annotation({ segmentation: undefined, bbox: [0, 0, 1, 1] }),
    [['EV1022', 'instances: annotation number 1', /only a box/]],
  ],
  [
    'malformed label lines',
    labelled('0 0 0 1 x 1 1\n0 0 0 1 0 1\n0 0 0 1 0 1 1.02\n'),
    [
      ['EV1023', 'labels/test/a.txt:1:9', /not a number/],
      ['EV1023', 'labels/test/a.txt:2', /6 numbers are not a class/],
      ['EV1023', 'labels/test/a.txt:3:13', /lies outside/],
    ],
  ],
  ['a class index without a name', labelled('0 0 0 1 0 1 1\n2 0 0 1 0 1 1\n'), [['EV1024', 'labels/test/a.txt:2:1', /not among the names/]]],
  [
    'a class that nobody defined',
    { ...labelled('0 0 0 1 0 1 1'), options: { classes: ['mugs'] } },
    [['EV1024', 'dataset:2:8', /no class "mugs" \(nearest: mug\)/]],
  ],
  [
    'COCO ids that nobody defined',
    annotation({ image_id: 2, category_id: 3 }),
    [
      ['EV1024', 'instances:1:90', /image_id 2/],
      ['EV1024', 'instances:1:106', /category_id 3/],
    ],
  ],
  ['a category that nobody defined', instances({}, { categories: ['vase'] }), [['EV1024', 'instances: categories', /no class "vase"/]]],
  [
    'a lineage in a circle',
    crop([
      { ...report, image: { ...report.image, derived_from: 4 } },
      { ...report, id: 8, source: { type: 'backend' }, image: { id: 4, path: 'x', derived_from: 3 } },
    ]),
    [
      ['EV1025', 'crop_runs: image 3', /leads back/],
      ['EV1025', 'crop_runs: image 4', /leads back/],
    ],
  ],
  [
    'outlines outside of the picture',
    manifest('{"id":"a","image":"a.png","polygons":[[0,0,3,0,2,4],[0,0,2,0,2,4.5],[-9,0,2,0,2,3]]}'),
    [
      ['EV1026', 'manifest:1 (sample a)', /^outline 1: the point \(2, 4\.5\) lies outside of the picture of 2 x 3 pixels$/],
      ['EV1026', 'manifest:1 (sample a)', /^outline 2: the point \(-9, 0\)/],
    ],
  ],
  [
    'a mask that is a label map',
    { ...folders, masks: { 'masks/a.png': greyPng(2, 3, [0, 1, 1, 2, 2, 255]) } },
    [['EV1028', 'sample a', /masks\/a\.png is not black and one other value/]],
  ],
  [
    'a class that no mask shows',
    { ...folders, options: { mask_values: { parts: { 255: 'mug', 1: 'bowl' } } } },
    [['EV1029', 'corpus', /no mask of 1 samples shows the part "bowl"/]],
  ],
  [
    'masks of one class a picture',
    {
      ...folders,
      images: { ...folders.images, 'images/b.png': png },
      masks: { 'masks/a.png': greyPng(2, 3, [0, 0, 0, 1, 1, 1]), 'masks/b.png': greyPng(2, 3, [0, 0, 0, 2, 2, 2]) },
    },
    [['EV1030', 'corpus', /different values/]],
  ],
  [
    'outlines in shares',
    {
      ...manifest('{"id":"a","image":"a.png","polygons":[[0,0,1,0,0.5,1]]}'),
      images: {
        'images/a.png': greyPng(
          3,
          3,
          Array.from({ length: 9 }, () => 0),
        ),
      },
    },
    [['EV1027', 'manifest:1 (sample a)', /these are shares/]],
  ],
  ['a taxonomy that is not YAML', crop([report], [truth], 'classes: [\n'), [['EV1101', 'taxonomy:2:1', /Flow sequence/]]],
  [
    'a taxonomy with a misspelt key and a class twice',
    crop([report], [truth], `${taxonomy}  - {id: a, title: A, keyword: [a]}\n`),
    [['EV1102', 'taxonomy:5:23', /unknown key "keyword" \(nearest: keywords\)/]],
  ],
  [
    'a class that is the default, and one twice',
    crop([report], [truth], `${taxonomy}  - {id: other, title: A}\n  - {id: handle, title: B}\n`),
    [
      ['EV1102', 'taxonomy:5:10', /is the default/],
      ['EV1102', 'taxonomy:6:10', /a second class "handle"/],
    ],
  ],
  [
    'everything that is wrong in three files',
    { ...crop([{ id: 1 }], 3, 'version: 2\n'), images: {} },
    [
      ['EV1102', 'taxonomy:1:1', /default: is missing/],
      ['EV1102', 'taxonomy:1:1', /classes: is missing/],
      ['EV1102', 'taxonomy:1:10', /version/],
      ['EV1011', 'crop_runs:1:2', /image: is missing/],
      ['EV1011', 'crop_runs:1:2', /source: is missing/],
      ['EV1011', 'annotations:1:1', /expected array/],
    ],
  ],
  ['a picture that is none', { ...folders, images: { 'images/a.png': new Uint8Array([1, 2, 3]) } }, [['EV1003', 'images/a.png', /no JPEG/]]],
  [
    'run lengths that do not cover their mask',
    manifest('{"id":"a","image":"a.png","rle":{"size":[3,2],"counts":[5]}}'),
    [['EV1203', 'manifest:1 (sample a)', /do not cover/]],
  ],
  ['an option that the importer does not have', { ...folders, options: { treshold: 1 } }, [['EV5001', 'importer options', /treshold/]]],
  ['a source that is not given', { ...labelled(''), sources: {} }, [['EV9001', 'arguments', /--source dataset/]]],
];

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
