/**
 * Mistakes that people make, by name, through the programs that meet them: each is told with its code, its place and a
 * cure that docs/errors.md lists, ends with exit code 2, and leaves no output. That last part, and that no stack trace is
 * printed, is the programs' reader's to see.
 *
 * A name that leads through a symbolic link is refused where files are collected (eval/snapshot, EV8011); afterwards
 * Bazel hands over what was declared, link or not.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { run as checkFiles } from '../../eval/checkpoint/run.ts';
import { InputError, type Problem } from '../../eval/errors/errors.ts';
import { type Change, within } from './case.ts';
import type { Files } from './reader.ts';
import { readers } from './readers/table.ts';

/** Content by name, or made of what was there. */
type Changes = Readonly<Record<string, string | Uint8Array | ((before: Buffer) => string | Uint8Array)>>;
type Told = readonly [code: string, location: string, message: RegExp];

const manifest = 'import of a manifest';
const instances = 'import of instances';
const crops = 'import of crop runs';
const verify = 'drafts';
/** What import makes of a row of a manifest. */
const draft = (truth: object) =>
  JSON.stringify({ id: 'a', image: 'images/0.png', hashes: [], sizes: [], truth: { kind: 'foreground', parts: [truth] } });
const rle = '"rle":{"size":[32,32],"counts":[1024]}';

/** A PNG whose header says another size, with a checksum that is right. */
function sized(width: number, height: number): (png: Buffer) => Buffer {
  return (png) => {
    const header = Buffer.from(png);
    header.writeUInt32BE(width, 16);
    header.writeUInt32BE(height, 20);
    header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
    return header;
  };
}

function edited(edit: (value: never) => void): (json: Buffer) => string {
  return (json) => {
    const value = JSON.parse(json.toString()) as never;
    edit(value);
    return JSON.stringify(value);
  };
}

/** The header of a picture is read when a corpus is made, its pixels by what looks at them. */
const cutPictures: Changes = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`${i}.png`, (png: Buffer) => png.subarray(0, png.length - 40)]),
);

const broken = (path: string) => readFileSync(`datasets/clips/broken/${path}`);
const withModel = (name: string): Changes => ({ 'model.onnx': broken(`${name}/model.onnx`), 'model.onnx.data': broken(`${name}/model.onnx.data`) });
const withoutData: Changes = { arguments: (words) => words.toString().replace(/--data\n.*\n/, '') };
/** A model without external data, and the manifest that the stage before would write. */
const insideModel = (name: string): Changes => ({
  ...withoutData,
  'model.onnx': broken(`${name}/model.onnx`),
  'checkpoint.json': JSON.stringify(checkFiles({ name: 'model.onnx', model: broken(`${name}/model.onnx`), data: new Map() })),
});
const pinned = (flag: string, pin: string): Changes => ({ arguments: (words) => `${words}\n${flag}\n${pin}` });
const zeros = '0'.repeat(64);

const cases: readonly (readonly [name: string, program: string, changes: Changes, told: readonly Told[]])[] = [
  ['a broken picture', verify, { 'images/0.png': (png) => Buffer.from(png).fill(0x55, 60) }, [['EV1001', 'images/0.png', /./]]],
  ['truncated pictures', 'gallery', cutPictures, [['EV1001', 'heldout/pot_08', /./]]],
  [
    'a mislabelled picture',
    verify,
    { 'images/0.png': '<!DOCTYPE html><title>Sign in</title>' },
    [['EV1003', 'images/0.png', /is no JPEG, PNG, WebP, TIFF or AVIF/]],
  ],
  ['a decompression bomb', verify, { 'images/0.png': sized(30_000, 30_000) }, [['EV1002', 'images/0.png', /too large/]]],
  [
    'HEIC, as a telephone makes it',
    verify,
    { 'images/0.png': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') },
    [['EV1003', 'images/0.png', /HEIC pictures are not read/]],
  ],
  ['an empty picture', verify, { 'images/0.png': '' }, [['EV1003', 'images/0.png', /./]]],
  [
    'a mask of another size',
    verify,
    { 'drafts.ndjson': draft({ kind: 'runs', size: [32, 31], counts: [992], location: 'rows:1' }) },
    [['EV1017', 'rows:1 (sample a)', /another size than the picture/]],
  ],
  [
    'a polygon outside',
    verify,
    { 'drafts.ndjson': draft({ kind: 'outlines', outlines: [[1, 1, 20, 1, 20, 90]], unit: 'pixel', location: 'rows:1' }) },
    [['EV1026', 'rows:1 (sample a)', /\(20, 90\) lies outside/]],
  ],
  [
    'an unknown class',
    instances,
    {
      'source-instances': edited((file: { annotations: { category_id: number }[] }) => Object.assign(file.annotations[0] ?? {}, { category_id: 9 })),
    },
    [['EV1024', 'source-instances:1:177', /category_id 9/]],
  ],
  [
    'duplicate ids',
    manifest,
    { 'source-manifest': `{"id":"a","image":"0.png",${rle}}\n{"id":"a","image":"1.png",${rle}}` },
    [['EV1016', 'sample a', /share an id/]],
  ],
  [
    'a path that escapes',
    manifest,
    { 'source-manifest': `{"id":"a","image":"../../0.png",${rle}}` },
    [['EV1012', 'source-manifest:1', /is not a path inside/]],
  ],
  ['an empty corpus', manifest, { 'source-manifest': '' }, [['EV1020', 'c', /no samples/]]],
  [
    'a CropRun without image',
    crops,
    { 'source-crop_runs': '[{"id":1,"source":{"type":"human"}}]' },
    [['EV1011', 'source-crop_runs:1:2', /image: is missing/]],
  ],
  [
    'a CropRun whose image is not there',
    crops,
    { 'source-crop_runs': '[{"id":1,"image":{"id":"p","path":"images/9.png"},"source":{"type":"human"}}]' },
    [['EV1013', 'source-crop_runs: crop run 1', /images\/9\.png/]],
  ],
  ['an empty file of instances', instances, { 'source-instances': '' }, [['EV1010', 'source-instances:1:1', /ends too early/]]],
  [
    'all problems of a file',
    manifest,
    { 'source-manifest': '{"id":"a","image":"/0.png","rle":1}\n{"id":"b"}\nno\n{"id":"c","image":"9.png","polygons":[]}' },
    [
      ['EV1011', 'source-manifest:1:34', /rle/],
      ['EV1011', 'source-manifest:2:1', /image: is missing/],
      ['EV1010', 'source-manifest:3:1', /not JSON/],
      ['EV1013', 'source-manifest:4', /9\.png/],
    ],
  ],
  ['external data that is missing', 'checkpoint', withoutData, [['EV3004', 'model.onnx', /./]]],
  [
    'external data of another fold',
    'checkpoint',
    { ...withModel('swapped-data'), ...pinned('--data-sha256', `model.onnx.data=${zeros}`) },
    [['EV3002', 'model.onnx.data', /./]],
  ],
  [
    'external data that overlaps',
    'checkpoint',
    withModel('overlapping-tensors'),
    [
      ['EV3006', 'model.onnx', /share bytes/],
      ['EV3006', 'model.onnx', /share bytes/],
    ],
  ],
  [
    'external data cut short',
    'checkpoint',
    withModel('truncated-data'),
    [
      ['EV3005', 'model.onnx', /./],
      ['EV3005', 'model.onnx', /./],
    ],
  ],
  ['external data outside', 'checkpoint', { 'model.onnx': broken('path-traversal/model.onnx') }, [['EV3003', 'model.onnx', /./]]],
  ['a wrong SHA-256', 'checkpoint', pinned('--sha256', zeros), [['EV3002', 'model.onnx', /./]]],
  ['an empty model', 'checkpoint', { 'model.onnx': '' }, [['EV3001', 'model.onnx', /./]]],
  ['NaN from a model', 'infer of a model', insideModel('nan-weight'), [['EV3019', 'a', /holds NaN/]]],
  ['a model of other shapes', 'infer of a model', insideModel('wrong-input-width'), [['EV3016', 'model.onnx', /6 features/]]],
  [
    'criteria with typos',
    'criteria',
    {
      'criteria.yaml': (text) =>
        text
          .toString()
          .replace(/^( +)(- )?limit:/m, '$1$2limt:')
          .replace('mask_iou', 'mask_iuo'),
    },
    [
      ['EV2004', 'criteria.yaml:15:18', /nearest: mask_iou/],
      ['EV2002', 'criteria.yaml:23:5', /limit: is missing/],
      ['EV2002', 'criteria.yaml:28:5', /unknown key "limt" \(nearest: limit\)/],
    ],
  ],
  ['empty criteria', 'criteria', { 'criteria.yaml': '' }, [['EV2002', 'criteria.yaml:1:1', /expected object/]]],
  ['an empty file of predictions', 'score', { 'predictions-candidate.rows': '' }, [['EV5001', 'predictions-candidate.rows', /the file is empty/]]],
  ['an empty table', 'decide', { 'metrics.json': '' }, [['EV5001', 'metrics.json', /not JSON/]]],
  ['an empty decision', 'gate', { 'decision.json': '' }, [['EV5001', 'decision.json', /not JSON/]]],
  [
    '100 MB of JSON of another form',
    instances,
    { 'source-instances': Buffer.from(`[${'null,'.repeat(20_000_000)}null]`) },
    [['EV1011', 'source-instances:1:1', /expected object/]],
  ],
  ['100 MB of brackets', instances, { 'source-instances': Buffer.alloc(100_000_000, '[') }, [['EV1010', 'source-instances:1:1001', /nested deeper/]]],
];

const documented = new Set(
  [...readFileSync('docs/errors.md', 'utf8').matchAll(/^## (EV\d{4}): .+\n\n.+\n\n\*\*Do:\*\* ./gm)].map(([, code]) => code),
);

for (const [name, program, changes, told] of cases) {
  test(name, async () => {
    const reader = readers.find((one) => one.name === `program ${program}`) ?? assert.fail(program);
    const [files = assert.fail()] = await reader.inputs();
    const problems = await problemsOf(() => within(tmpdir(), files, changed(files, changes), async () => reader.read(files)));
    const text = problems.map(({ code, location, message }) => `${code} ${location} ${message}`).join('\n');
    assert.deepEqual(
      problems.map(({ code, location }) => [code, location]),
      told.map(([code, location]) => [code, location]),
      text,
    );
    for (const [i, { code, message, cure }] of problems.entries()) {
      assert.match(message, told[i]?.[2] ?? /^$/);
      assert.ok(cure !== undefined && documented.has(code), `${code} has its cause and cure in docs/errors.md`);
    }
  });
}

function changed(files: Files, changes: Changes): Change[] {
  return Object.entries(changes).map(([name, content]) => {
    const made = typeof content === 'function' ? content(Buffer.from(files[name]?.bytes ?? assert.fail(name))) : content;
    return { name, bytes: Buffer.from(made) };
  });
}

async function problemsOf(read: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await read();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}
