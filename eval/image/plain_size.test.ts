import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { plainSize } from './plain_size.ts';

const picture = (channels: 1 | 3 | 4) => sharp(new Uint8Array(7 * 5 * channels).fill(90), { raw: { width: 7, height: 5, channels } });

test('usual pictures state their size; it is the one that libvips reads', async () => {
  for (const [name, made] of [
    ['JPEG', picture(3).jpeg()],
    [
      'progressive JPEG with metadata',
      picture(3)
        .withExif({ IFD0: { Copyright: 'none' } })
        .jpeg({ progressive: true }),
    ],
    ['grey JPEG', picture(1).toColourspace('b-w').jpeg()],
    ['PNG', picture(3).png()],
    ['PNG with alpha', picture(4).png()],
    ['PNG of a palette', picture(3).png({ palette: true })],
  ] as const) {
    assert.deepEqual(plainSize(await made.toBuffer()), { width: 7, height: 5 }, name);
  }
});

test('all others are left to libvips', async () => {
  for (const [name, made] of [
    ['JPEG of four inks', picture(3).toColourspace('cmyk').jpeg()],
    ['PNG of 16 bits', picture(3).toColourspace('rgb16').png()],
    ['WebP', picture(3).webp()],
  ] as const) {
    assert.equal(plainSize(await made.toBuffer()), undefined, name);
  }
  const jpeg = await picture(3).jpeg().toBuffer();
  const png = await picture(3).png().toBuffer();
  for (const bytes of [jpeg, png]) {
    const needed = bytes === png ? 33 : jpeg.indexOf(Buffer.of(0xff, 0xc0)) + 10;
    for (let length = 0; length < needed; length++) assert.equal(plainSize(bytes.subarray(0, length)), undefined, `${length} bytes`);
    assert.deepEqual(plainSize(bytes.subarray(0, needed)), { width: 7, height: 5 });
  }
  assert.equal(plainSize(Buffer.concat([jpeg.subarray(0, 2), Buffer.of(0xff), jpeg.subarray(2)])), undefined, 'fill bytes');
});
