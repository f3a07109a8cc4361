import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sharp from 'sharp';
import { decodeRgb } from './decode.ts';
import { readIndexed } from './png_palette.ts';
import { decodeStored, greyOf } from './stored.ts';

interface Row {
  readonly name: string;
  /** base64 */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly indices: readonly number[];
  /** Of the indices that occur, in their order. */
  readonly colours: readonly string[];
}

/** Made and read by Pillow 12. */
const rows = JSON.parse(readFileSync(join(import.meta.dirname, 'testdata/palettes.json'), 'utf8')) as Row[];

for (const { name, file, width, height, indices, colours } of rows) {
  test(`indices and palette as Pillow reads them: ${name}`, async () => {
    const pixels = await decodeStored(Buffer.from(file, 'base64'), name, true);
    assert.deepEqual([pixels.form, pixels.width, pixels.height], ['index', width, height]);
    assert.deepEqual([...pixels.values], indices);
    const used = [...new Set(indices)].sort((a, b) => a - b);
    assert.deepEqual(
      used.map((index) => pixels.colourOf?.(index).toString(16).padStart(6, '0')),
      colours,
    );
  });
}

test('every filter and both orders of rows: palette and indices give the colours that libvips reads', async () => {
  const noise = Uint8Array.from({ length: 23 * 17 * 3 }, (_, i) => (i * i * 31 + (i >> 2)) % 256);
  for (const progressive of [false, true]) {
    for (const colours of [2, 4, 16, 200]) {
      const picture = sharp(noise, { raw: { width: 23, height: 17, channels: 3 } });
      const bytes = await picture.png({ palette: true, colours, progressive, adaptiveFiltering: true }).toBuffer();
      const { indices, palette } = readIndexed(bytes, 'x');
      const expected = (await decodeRgb(bytes, 'x')).data;
      const found = [...indices].flatMap((index) => [palette[index]! >> 16, (palette[index]! >> 8) & 255, palette[index]! & 255]);
      assert.deepEqual(found, [...expected], `${colours} colours${progressive ? ', interlaced' : ''}`);
    }
  }
});

test('a palette PNG that is cut short or points outside its palette is refused', () => {
  const [first] = rows;
  const bytes = Buffer.from(first?.file ?? '', 'base64');
  assert.throws(() => readIndexed(bytes.subarray(0, bytes.length - 30), 'x'), /EV1001/);
  const small = Buffer.from(bytes);
  small.write('PLTX', small.indexOf('PLTE'), 'latin1');
  assert.throws(() => readIndexed(small, 'x'), /EV1001[\s\S]*no palette/);
});

const raw = (values: readonly number[], channels: 1 | 3 | 4) =>
  sharp(Uint8Array.from(values), { raw: { width: values.length / channels, height: 1, channels } });

test('16 bits are exact, grey is grey in any number of channels, alpha is the mask where it says something', async () => {
  const deep = await sharp(Uint16Array.of(0, 1, 300, 65535), { raw: { width: 4, height: 1, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  const cases = [
    [deep, 'grey', [0, 1, 300, 65535], 65535],
    [await raw([0, 1, 255], 1).png().toBuffer(), 'grey', [0, 1, 255], 255],
    [await raw([0, 0, 0, 7, 7, 7], 3).png().toBuffer(), 'grey', [0, 7], 255],
    [await raw([128, 0, 0, 0, 0, 0], 3).png().toBuffer(), 'colour', [0x800000, 0], 255],
    [await raw([9, 9, 9, 0, 8, 8, 8, 255], 4).png().toBuffer(), 'alpha', [0, 255], 255],
    [await raw([9, 9, 9, 255, 8, 8, 8, 255], 4).png().toBuffer(), 'grey', [9, 8], 255],
    [await raw([0, 0, 0, 255, 0, 0, 0, 255], 4).png().toBuffer(), 'alpha', [255, 255], 255],
  ] as const;
  for (const [bytes, form, values, maximum] of cases) {
    const pixels = await decodeStored(bytes, 'x', true);
    assert.deepEqual([pixels.form, [...pixels.values], pixels.maximum], [form, values, maximum]);
  }
  const dropped = await decodeStored(await raw([9, 9, 9, 0, 8, 8, 8, 255], 4).png().toBuffer(), 'x', false);
  assert.deepEqual([dropped.form, [...dropped.values]], ['grey', [9, 8]]);
});

test('the grey value of a colour is what Pillow makes of it', async () => {
  const pixels = await decodeStored(await raw([128, 0, 0, 0, 0, 0], 3).png().toBuffer(), 'x', true);
  assert.deepEqual([greyOf(pixels, 0x800000), greyOf(pixels, 0)], [38, 0]);
});
