import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../errors/errors.ts';
import { decodeRgb, displayedSize } from './decode.ts';
import { formatOf } from './formats.ts';
import { decodeStored } from './stored.ts';

/** Written by testdata/make_tiff.py. */
interface Fixtures {
  readonly read: readonly {
    readonly name: string;
    readonly file: string;
    readonly width: number;
    readonly height: number;
    readonly rgb: string;
    readonly opencv: string | null;
  }[];
  readonly refused: readonly { readonly name: string; readonly file: string }[];
  readonly avif: { readonly file: string; readonly corner: readonly number[] };
}
const fixtures = JSON.parse(readFileSync(`${import.meta.dirname}/testdata/tiff.json`, 'utf8')) as Fixtures;
const bytesOf = (file: string): Buffer => Buffer.from(file, 'base64');
const fileOf = (name: string): Buffer => bytesOf(fixtures.read.find((row) => row.name === name)?.file ?? '');
const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 16);
const refusal = (says: RegExp) => (error: unknown) => error instanceof InputError && error.problems[0]?.code === 'EV1003' && says.test(error.message);

for (const { name, file, width, height, rgb, opencv } of fixtures.read) {
  test(`TIFF, ${name}: as Pillow and OpenCV read it`, async () => {
    assert.deepEqual(await displayedSize(bytesOf(file), name), { width, height });
    const colours = await decodeRgb(bytesOf(file), name);
    assert.deepEqual([colours.width, colours.height, hash(colours.data)], [width, height, rgb]);
    if (opencv !== null) assert.equal(hash((await decodeRgb(bytesOf(file), name, 'opencv')).data), opencv);
  });
}

for (const { name, file } of fixtures.refused) {
  test(`TIFF, ${name}: refused`, () => assert.rejects(decodeRgb(bytesOf(file), name), refusal(/several pictures|no picture in grey or colours/)));
}

test('a TIFF with alpha is refused where OpenCV would blend it', () =>
  assert.rejects(decodeRgb(fileOf('alpha'), 'alpha', 'opencv'), refusal(/blends/)));

test('a TIFF as a mask keeps its 16 bits, and its alpha', async () => {
  const { form, maximum, values } = await decodeStored(fileOf('16 bits grey'), 'm', true);
  assert.deepEqual([form, maximum, values.some((value) => value > 255)], ['grey', 65535, true]);
  assert.equal((await decodeStored(fileOf('alpha'), 'm', true)).form, 'alpha');
});

test('a cut TIFF is an error, not half a picture', async () => {
  const file = fileOf('16 bits a channel');
  await assert.rejects(decodeRgb(file.subarray(0, file.length - 40), 'cut'), (error) => error instanceof InputError && /EV1001/.test(error.message));
});

test('AVIF is turned upright; colours to a grey level of Pillow', async () => {
  const { data, width, height } = await decodeRgb(bytesOf(fixtures.avif.file), 'a');
  assert.deepEqual([width, height], [32, 48]);
  const isNear = fixtures.avif.corner.every((value, channel) => Math.abs((data[channel] ?? 0) - value) <= 1);
  assert.ok(isNear, `${data.subarray(0, 3)}, Pillow has ${fixtures.avif.corner}`);
  assert.equal(formatOf(bytesOf(fixtures.avif.file)), 'avif');
});

/** A file type box: length, `ftyp`, major brand, version, further brands. */
const box = (major: string, ...brands: string[]): Buffer => {
  const body = Buffer.from(`ftyp${major}\0\0\0\0${brands.join('')}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body, Buffer.alloc(8)]);
};

test('HEIC is refused by name, whatever its brand; AVIF under a common brand is AVIF', async () => {
  for (const file of [box('heic', 'mif1'), box('mif1', 'heic'), box('hevc')])
    await assert.rejects(decodeRgb(file, 'IMG_1.HEIC'), refusal(/HEIC pictures are not read[\s\S]*Convert/));
  assert.equal(formatOf(box('mif1', 'miaf', 'avif')), 'avif');
  for (const other of [box('isom', 'mp42'), Buffer.from('II'), Buffer.alloc(0)]) assert.equal(formatOf(other), undefined);
});
