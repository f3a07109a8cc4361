import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { gallery as galleryFile } from '../contracts/report.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { sha256 } from '../io/digest.ts';
import { encodeMask, toText } from '../masks/runs.ts';
import { colours } from './draw.ts';
import type { Choice } from './rank.ts';
import { type GalleryInput, run } from './run.ts';
import type { SampleRows } from './sample_views.ts';

const [width, height] = [48, 32];

function maskOf(inside: (x: number, y: number) => boolean) {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => (inside(i % width, Math.floor(i / width)) ? 1 : 0));
  return { kind: 'mask' as const, mask: toText(encodeMask(pixels, height, width)) };
}

const choice: Choice = { list: 'regression', corpus: 'a', id: 's1', slices: { kind: ['k'] }, candidate: 0.5, baseline: 0.75, delta: -0.25 };
const rows: SampleRows = {
  slices: { id: 's1', slices: { kind: ['k'] }, group: 's1', notes: ['the left half is gone'], image: 's1.png', sha256: sha256('s1') },
  truth: { id: 's1', truth: maskOf((x) => x >= 8 && x < 40) },
  candidate: { id: 's1', status: 'ok', input: sha256('s1'), prediction: maskOf((x) => x >= 24 && x < 40) },
  baseline: { id: 's1', status: 'ok', input: sha256('s1'), prediction: maskOf((x) => x >= 8 && x < 32) },
};
const photo = await sharp({ create: { width, height, channels: 3, background: '#808080' } })
  .png()
  .toBuffer();
const input: GalleryInput = {
  metric: 'mask_iou',
  names: { candidate: 'new', baseline: 'old' },
  choices: [choice],
  specs: [],
  rowsOf: () => rows,
  readImage: () => photo,
};

const bytesOf = (uri: string | undefined): Buffer => Buffer.from(uri?.split(',')[1] ?? '', 'base64');

async function pixelAt(uri: string | undefined, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytesOf(uri)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
}

test('an item has photo, layers and what is known about the sample', async () => {
  const { gallery } = await run(input);
  assert.deepEqual(galleryFile.parse(gallery), gallery);
  const [item] = gallery.items;
  const { photo: _photo, layers, ...rest } = item ?? assert.fail('no item');
  assert.deepEqual(rest, { ...choice, metric: 'mask_iou', notes: ['the left half is gone'], width, height, strip: 'a-s1.jpg' });
  assert.deepEqual(
    layers.map(({ id, title }) => [id, title]),
    [
      ['truth', 'truth'],
      ['candidate', 'new'],
      ['baseline', 'old'],
      ['difference', 'new against truth'],
    ],
  );
});

test('each layer draws its own mask', async () => {
  const layers = (await run(input)).gallery.items[0]?.layers ?? [];
  const inside = async (id: string, x: number): Promise<string> =>
    (await pixelAt(layers.find((layer) => layer.id === id)?.image, x, 16)).slice(0, 3).join();
  assert.equal(await inside('truth', 20), colours.truth.join());
  assert.equal(await inside('candidate', 32), colours.candidate.join());
  assert.equal(await inside('baseline', 20), colours.baseline.join());
  assert.equal(await inside('difference', 12), colours.missed.join());
  assert.equal((await pixelAt(layers[1]?.image, 16, 16))[3], 0, 'outside of the candidate');
});

test('a strip has the photo and all layers side by side', async () => {
  const { files } = await run(input);
  const { width: strip, height: high, format } = await sharp(files.get('a-s1.jpg')).metadata();
  assert.deepEqual([strip, high, format], [5 * width + 4 * 6, height, 'jpeg']);
});

test('without a baseline there is no layer and no legend for it', async () => {
  const { gallery, files } = await run({ ...input, names: { candidate: 'new', baseline: null } });
  assert.deepEqual(
    gallery.items[0]?.layers.map(({ id }) => id),
    ['truth', 'candidate', 'difference'],
  );
  assert.deepEqual(
    gallery.legend.map(({ title }) => title),
    ['truth', 'new', 'missed by new', 'too much in new', 'agreed'],
  );
  assert.equal((await sharp(files.get('a-s1.jpg')).metadata()).width, 4 * width + 3 * 6);
});

test('a backend that failed has an empty layer that says so', async () => {
  const failed = { id: 's1', status: 'failed', input: sha256('s1'), reason: 'out of memory' } as const;
  const layers = (await run({ ...input, rowsOf: () => ({ ...rows, candidate: failed }) })).gallery.items[0]?.layers;
  assert.equal(layers?.[1]?.title, 'new, which failed: out of memory');
  assert.equal((await pixelAt(layers?.[1]?.image, 32, 16))[3], 0);
  assert.deepEqual((await pixelAt(layers?.[3]?.image, 32, 16)).slice(0, 3), [...colours.missed]);
});

test('nothing chosen: no items, no legend', async () => {
  const { gallery, files } = await run({ ...input, metric: undefined, choices: [] });
  assert.deepEqual([gallery.items.length, files.size, gallery.legend.length], [0, 0, 0]);
});

test('a sample without a picture stands on a plain ground, enlarged by a whole number', async () => {
  const readImage = () => assert.fail('there is no picture');
  const rowsOf = () => ({ ...rows, slices: { ...rows.slices, image: null, sha256: null } });
  const [item] = (await run({ ...input, rowsOf, readImage })).gallery.items;
  assert.deepEqual([item?.width, item?.height], [48 * 6, 32 * 6]);
  assert.equal((await pixelAt(item?.layers[0]?.image, 8 * 6 - 3, 100))[3], 0);
  assert.deepEqual((await pixelAt(item?.layers[0]?.image, 8 * 6, 100)).slice(0, 3), [...colours.truth]);
});

test('the same sample gives the same bytes', async () => {
  const [first, second] = [await run(input), await run(input)];
  assert.equal(canonicalLine(first.gallery), canonicalLine(second.gallery));
  assert.deepEqual([...first.files], [...second.files]);
});

test('EV5403: every missing row is named', async () => {
  const rowsOf = () => ({ ...rows, truth: undefined, baseline: undefined });
  await assert.rejects(
    run({ ...input, rowsOf }),
    (error) =>
      error instanceof InputError &&
      error.problems.map(({ code, message }) => `${code} ${message}`).join('; ') ===
        'EV5403 the sample has no row in the truth file; EV5403 the sample has no row in the baseline file',
  );
});

test('a photo is shown upright, and scaled to 360 pixels', async () => {
  const readImage = () => readFileSync('datasets/pottery/heldout/images/test/pot_0008.jpg');
  const { autoOrient } = await sharp(readImage()).metadata();
  const [item] = (await run({ ...input, readImage })).gallery.items;
  assert.equal(Math.max(item?.width ?? 0, item?.height ?? 0), 360);
  assert.ok(Math.abs((item?.width ?? 0) / (item?.height ?? 1) - autoOrient.width / autoOrient.height) < 0.01);
  const shown = await sharp(bytesOf(item?.photo)).metadata();
  assert.deepEqual([shown.width, shown.height], [item?.width, item?.height]);
});

const failedOn = { id: 's1', status: 'failed', input: null, reason: 'no frames' } as const;
const seriesRows: SampleRows = {
  slices: { ...rows.slices, image: null },
  truth: { id: 's1', truth: { kind: 'series', values: [1, 2] } },
  candidate: { id: 's1', status: 'ok', input: null, prediction: { kind: 'series', values: [1, 3] } },
  baseline: failedOn,
};
const specs = [{ corpus: 'a', dimension: null, panels: [{ title: 'all samples', slice: null, samples: ['s1', 'kept out'] }] }];

test('series have no pictures and one figure, whose drawing is a file of its own', async () => {
  const rowsOf = ({ id }: { id: string }) =>
    id === 's1' ? seriesRows : { slices: undefined, truth: undefined, candidate: undefined, baseline: undefined };
  const { gallery, files } = await run({ ...input, specs, rowsOf });
  assert.deepEqual(galleryFile.parse(gallery), gallery);
  assert.deepEqual([gallery.items, gallery.legend], [[], []]);
  assert.deepEqual(
    gallery.figures.map(({ corpus, id, file }) => [corpus, id, file]),
    [['a', 'all', 'a-all.svg']],
  );
  assert.equal(Buffer.from(files.get('a-all.svg') ?? []).toString(), gallery.figures[0]?.svg);
});

test('EV5403: a sample of a figure that one file lacks', async () => {
  await assert.rejects(
    run({ ...input, choices: [], specs, rowsOf: () => ({ ...seriesRows, baseline: undefined }) }),
    (error) => error instanceof InputError && error.problems.map(({ location }) => location).join() === 'a/s1,a/kept out',
  );
});

test('records have neither pictures nor figures', async () => {
  const record = { kind: 'json', type: 'answer', value: 1 } as const;
  const rowsOf = (): SampleRows => ({ ...seriesRows, truth: { id: 's1', truth: record }, candidate: failedOn });
  const { gallery, files } = await run({ ...input, specs, rowsOf });
  assert.deepEqual([gallery.items, gallery.figures, gallery.legend, files.size], [[], [], [], 0]);
});

test('regions without a picture are drawn on a plain ground, with a legend of their own', async () => {
  const { mask } = maskOf((x) => x < 24);
  const regions = { nose: { role: 'strong' as const, mask } };
  const prediction = { kind: 'regions' as const, regions: { nose: mask } };
  const rowsOf = (): SampleRows => ({
    slices: { ...rows.slices, image: null, sha256: null },
    truth: { id: 's1', truth: { kind: 'regions', regions } },
    candidate: { id: 's1', status: 'ok', input: null, prediction },
    baseline: failedOn,
  });
  const { gallery } = await run({ ...input, rowsOf });
  const [item] = gallery.items;
  assert.deepEqual([item?.width, item?.height], [288, 192]);
  assert.deepEqual(await pixelAt(item?.photo, 100, 100), [232, 232, 232, 255]);
  assert.equal((await pixelAt(item?.layers[0]?.image, 240, 100))[3], 0);
  assert.deepEqual(await pixelAt(item?.layers[0]?.image, 100, 100), await pixelAt(item?.layers[1]?.image, 100, 100));
  assert.deepEqual(gallery.legend.map(({ title }) => title).slice(0, 2), ['nose', 'missed by new']);
});
