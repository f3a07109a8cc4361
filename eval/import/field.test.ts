/** Files as people really have them: each has its right number, or is refused for its own reason. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { InputError } from '../errors/errors.ts';
import { textOf } from '../io/files.ts';
import { area, fromText } from '../masks/runs.ts';
import { makeCorpus } from '../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng } from '../pipeline/testing/corpus.ts';

const field = (path: string): string => readFileSync(join(import.meta.dirname, 'testdata/field', path), 'utf8');
const picture = greyPng(
  20,
  10,
  Array.from({ length: 200 }, () => 0),
);

/** Foreground pixels by sample, or what is refused: code, location and message of each problem. */
async function outcome(files: Files): Promise<Record<string, number> | string[]> {
  try {
    const { truth } = await makeCorpus(corpusInput(files));
    return Object.fromEntries(truth.map(({ id, truth: { ...one } }) => [id, one.kind === 'mask' ? area(fromText(one.mask)) : -1]));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ code, location, message, cure }) => `${code} ${location}: ${message}${cure === undefined ? '' : ` ${cure}`}`);
  }
}

type Row = [file: string, keys: readonly string[], expected: Record<string, number> | RegExp[]];

function check(found: Record<string, number> | string[], expected: Row[2]): void {
  if (!Array.isArray(expected)) {
    assert.deepEqual(found, expected);
    return;
  }
  assert.ok(Array.isArray(found), JSON.stringify(found));
  assert.equal(found.length, expected.length, found.join('\n'));
  for (const [i, pattern] of expected.entries()) assert.match(found[i] ?? '', pattern);
}

const coco: Row[] = [
  ['norm', ['a.png'], [/EV1027 instances: annotation 1 \(sample a\).*these are shares/]],
  ['folders', ['cam1/000001.png', 'cam2/000001.png'], { 'cam1/000001': 32, 'cam2/000001': 0 }],
  ['ext', ['image1.png', 'image1.jpg'], { 'image1.jpg': 0, 'image1.png': 32 }],
  ['back', ['images/a.png'], { a: 32 }],
  ['back2', ['upload/4/a.png'], [/EV1012 .*the machine that wrote the file.*upload\/4\/a\.png/]],
  ['urlesc', ['images/my pot.png'], { 'my%20pot': 32 }],
  ['crowdbool', ['a.png'], { a: 32 }],
  ['poly2only', ['a.png'], [/EV1204 instances: annotation 2 \(sample a\): outline 0: 4 values/]],
  ['dupcat', ['a.png'], [/EV1016 .*the category id 1 has a second name "bowl"/]],
  ['roboflow0', ['a.png'], { a: 32 }],
  ['strids', ['a.png'], [/EV1011 .*images\[0\]\.id/, /EV1011 .*annotations\[0\]\.image_id/]],
  ['nan', ['a.png'], [/EV1010 instances:1:\d+: not JSON/]],
  ['null', ['a.png'], [/EV1011 .*annotations\[0\]\.segmentation/]],
  ['nullsize', ['a.png'], [/EV1011 .*images\[0\]\.width/, /EV1011 .*images\[0\]\.height/]],
  ['over', ['a.png'], [/EV1026 instances: annotation 1 \(sample a\): outline 0: the point \(22\.5, 2\)/]],
  ['rleswap', ['a.png'], [/EV1017 instances: annotation 1 \(sample a\).*Height and width are swapped/]],
];

for (const [file, keys, expected] of coco) {
  test(`COCO, ${file}`, async () => {
    const images = Object.fromEntries(keys.map((key) => [key, picture]));
    check(await outcome({ importer: 'coco', images, sources: { instances: field(`coco/${file}.json`) } }), expected);
  });
}

const table = (file: string, options: object = {}): Files => ({
  importer: 'feature_table',
  images: {},
  sources: { table: field(`csv/${file}.csv`) },
  options: { format: 'csv', features: ['f1', 'f2'], ...options },
});

/** Frames of each clip, then the sum of the features and of the targets. */
async function frames(files: Files): Promise<Record<string, number[]> | string[]> {
  try {
    const { truth, inputs } = await makeCorpus(corpusInput(files));
    const rows = new Map(inputs.flat().map((input) => [input.id, input.kind === 'features' ? input.rows.flat() : []]));
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    return Object.fromEntries(
      truth.map(({ id, truth: t }) => [id, t.kind === 'series' ? [t.values.length, sum(rows.get(id) ?? []), sum(t.values)] : []]),
    );
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ code, location, message, cure }) => `${code} ${location}: ${message} ${cure ?? ''}`);
  }
}

const right = { a1: [2, 0.5 + 1.25 + 0.25 + 1e-3, 159.75], b1: [2, 0.1 + 2 + 0.2 + 2.1, 121] };
const one = { a1: [1, 1.75, 80.5] };

const csv: [file: string, options: object, expected: Record<string, number[]> | RegExp[]][] = [
  ['base', {}, right],
  ['index', {}, right],
  ['trailblank', {}, right],
  ['trailcomma', {}, right],
  ['sep', {}, right],
  ['mac', {}, right],
  ['floatframe', {}, right],
  ['sci', {}, right],
  ['qnl', {}, one],
  ['semi', { delimiter: ';' }, right],
  ['semidec', { delimiter: ';', decimal: ',' }, right],
  ['decq', { decimal: ',' }, one],
  ['tab', { delimiter: '\t' }, right],
  ['semi', {}, [/EV1401 table:1: the cells are separated by semicolons.*delimiter = ";"/]],
  ['semidec', {}, [/EV1401 table:1: the cells are separated by semicolons.*decimal = ","/]],
  ['semidec', { delimiter: ';' }, [/EV1403 table:2: f1: a decimal comma, in \d+ numbers Declare decimal = ","/]],
  ['decq', {}, [/EV1403 table:2: f1: a decimal comma, in 3 numbers/]],
  ['tab', {}, [/EV1401 table:1: the cells are separated by tabs/]],
  ['spaces', {}, [/EV1402 table:1: names of columns begin or end with blanks/]],
  ['dup', {}, [/EV1402 table:1: column 6: a second column "f2"/]],
  ['empty', {}, [/EV1403 table:3: f1: not a finite number/]],
  ['nan', {}, [/EV1403 table:3: f1: not a finite number/]],
  ['inf', {}, [/EV1403 table:3: f1: not a finite number/]],
];

for (const [file, options, expected] of csv) {
  test(`CSV, ${file}${JSON.stringify(options)}`, async () => {
    const found = await frames(table(file, options));
    if (!Array.isArray(expected)) assert.deepEqual(found, expected);
    else check(found as string[], expected);
  });
}

test('texts that are no UTF-8 are told for what they are', () => {
  const cases: [bytes: Uint8Array, says: RegExp][] = [
    [readFileSync(join(import.meta.dirname, 'testdata/field/csv/utf16.csv')), /EV5002[\s\S]*UTF-16/],
    [gzipSync('{}'), /EV5002[\s\S]*gzip[\s\S]*gunzip/],
    [Buffer.from('504b030414000600', 'hex'), /ZIP archive, as Excel workbooks are/],
    [Buffer.from('caf\xe9', 'latin1'), /the text is not UTF-8/],
  ];
  for (const [bytes, says] of cases) assert.throws(() => textOf(bytes, 'x'), says);
});

const square = field('ultralytics/square.txt');
const yolo = (dataset: string, rest: Partial<Files> = {}): Files => ({
  importer: 'ultralytics',
  images: { 'images/val/a.png': picture },
  labels: { 'labels/val/a.txt': square },
  sources: { dataset },
  options: { split: 'val' },
  ...rest,
});
const plain = field('ultralytics/plain.yaml');
const two = { 'images/val/a.png': picture, 'images/val/b.png': picture };

const ultralytics: [name: string, files: Files, expected: Row[2]][] = [
  ['plain', yolo(plain), { a: 32 }],
  ['numeric-names', yolo(field('ultralytics/numeric-names.yaml')), { a: 32 }],
  ['numeric-names-dict', yolo(field('ultralytics/numeric-names-dict.yaml')), { a: 32 }],
  ['nc-only', yolo(field('ultralytics/nc-only.yaml')), { a: 32 }],
  ['neither names nor nc', yolo('val: images/val\n'), [/EV1011 dataset: .*neither names nor nc/, /EV1024 .*class index/]],
  ['more names than nc', yolo(`${plain}nc: 3\n`), [/EV1011 dataset:3:5: nc is 3, and there are 2 names/]],
  ['backslash', yolo(field('ultralytics/backslash.yaml')), { a: 32 }],
  [
    'list-backslash',
    yolo('val: val.txt\nnames: [mug]\n', { labels: { 'labels/val/a.txt': square, 'val.txt': field('ultralytics/list-backslash.txt') } }),
    { a: 32 },
  ],
  ['overhanging', yolo(plain, { labels: { 'labels/val/a.txt': field('ultralytics/overhanging.txt') } }), { a: 72 }],
  ['two-points', yolo(plain, { labels: { 'labels/val/a.txt': field('ultralytics/two-points.txt') } }), [/EV1022 labels\/val\/a\.txt:2/]],
  ['a picture without .txt', yolo(plain, { images: two }), [/EV1019 images\/val\/b\.png: .*missing_truth = "background"/]],
  ['a picture without .txt as background', yolo(plain, { images: two, options: { split: 'val', missing_truth: 'background' } }), { a: 32, b: 0 }],
  [
    'one file name in two folders',
    yolo('val: [images/x, images/y]\nnames: [mug]\n', {
      images: { 'images/x/a.png': picture, 'images/y/a.png': picture },
      labels: { 'labels/x/a.txt': square, 'labels/y/a.txt': '' },
    }),
    { 'images/x/a': 32, 'images/y/a': 0 },
  ],
  [
    'a file name of 31 Chinese characters',
    yolo(plain, { images: { [`images/val/${'壺'.repeat(31)}.png`]: picture }, labels: { [`labels/val/${'壺'.repeat(31)}.txt`]: square } }),
    { ['壺'.repeat(31)]: 32 },
  ],
];

for (const [name, files, expected] of ultralytics) test(`Ultralytics, ${name}`, async () => check(await outcome(files), expected));

test('numbers as names are the text that is written, and nc counts them', async () => {
  const classes = async (file: string) =>
    (await makeCorpus(corpusInput(yolo(field(`ultralytics/${file}.yaml`))))).corpus.dimensions['class']?.map(({ value }) => value);
  assert.deepEqual(await classes('numeric-names'), ['0', '1', '2']);
  assert.deepEqual(await classes('numeric-names-dict'), ['02146', '21008']);
  assert.deepEqual(await classes('nc-only'), ['class_0', 'class_1']);
});

test('pictures and masks of one stem go together by their folders', async () => {
  const mask = (value: number) =>
    greyPng(
      20,
      10,
      Array.from({ length: 200 }, (_, i) => (i < value ? 255 : 0)),
    );
  const images = { 'd/images/cam1/1.png': picture, 'd/images/cam2/1.png': picture };
  const masks = { 'd/masks/cam1/1_m.png': mask(3), 'd/masks/cam2/1_m.png': mask(5) };
  assert.deepEqual(await outcome({ importer: 'image', images, masks, options: { mask_suffix: '_m' } }), {
    'd/images/cam1/1': 3,
    'd/images/cam2/1': 5,
  });
});

const [composed, apart] = ['Gr\u00fc\u00dfe', 'Gr\u00fc\u00dfe'.normalize('NFD')] as const;
const drawn = greyPng(
  20,
  10,
  Array.from({ length: 200 }, (_, i) => (i < 7 ? 255 : 0)),
);
for (const [of, other] of [
  [composed, apart],
  [apart, composed],
] as const) {
  test(`accents of a picture and of its files are composed differently: ${JSON.stringify(of)} and ${JSON.stringify(other)}`, async () => {
    const images = { [`images/val/${of}.png`]: picture };
    const masks = { [`masks/val/${other}.png`]: drawn };
    assert.deepEqual(await outcome({ importer: 'image', images, masks }), { [composed]: 7 });
    // With `missing_truth = "background"` a label file that is not found would be a picture without objects.
    const options = { split: 'val', missing_truth: 'background' };
    assert.deepEqual(await outcome(yolo(plain, { images, labels: { [`labels/val/${other}.txt`]: square }, options })), { [composed]: 32 });
    const parts = { mask_values: { parts: { 255: 'skin' } }, regions: { skin: 'strong' } };
    assert.deepEqual(await outcome({ importer: 'region_files', images, masks, options: parts }), { [composed]: -1 });
  });
}

test('names of classes are trimmed, may hold joiners, and are refused where they are written', async () => {
  const partsOf = async (name: string) => {
    const annotation = { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 4, 4], area: 16 };
    const instances = { images: [{ id: 1, file_name: 'a.png', width: 20, height: 10 }], annotations: [annotation], categories: [{ id: 1, name }] };
    const coco: Files = { importer: 'coco_instances', images: { 'a.png': picture }, sources: { instances: JSON.stringify(instances) } };
    const written: Files = yolo(`val: images/val\nnames: [${JSON.stringify(name)}]\n`, { options: { split: 'val', truth: 'instances' } });
    const read = async (files: Files) => {
      try {
        return (await makeCorpus(corpusInput(files))).corpus.dimensions['class']?.map(({ value }) => value).join();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return error.problems.map(({ code, location }) => `${code} ${location}`).join();
      }
    };
    return [await read(coco), await read(written)];
  };
  assert.deepEqual(await partsOf('mug '), ['mug', 'mug']);
  assert.deepEqual(
    await partsOf('\u06a9\u062a\u0627\u0628\u200c\u062e\u0627\u0646\u0647'),
    Array(2).fill('\u06a9\u062a\u0627\u0628\u200c\u062e\u0627\u0646\u0647'),
  );
  assert.deepEqual(
    (await partsOf('a\tb')).map((told) => told?.replace(/:\d+:\d+$/, '')),
    ['EV1011 instances', 'EV1011 dataset'],
  );
});
