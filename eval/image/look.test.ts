import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { looksOf } from './look.ts';

const [width, height] = [96, 64];
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
  const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
  return Math.round(127 + 50 * Math.sin(x / 17) + 50 * Math.cos(y / 11) + (x * y) / 900);
});
const picture = () => sharp(pixels, { raw: { width, height, channels: 3 } });
const digits = (look = ''): number[] => [...look].map((digit) => Number.parseInt(digit, 16));
/** Of two texts the largest difference of digits. */
function farthest(a: string | undefined, b: string | undefined): number {
  assert.equal(a?.length, 256);
  return Math.max(...digits(a).map((value, i) => Math.abs(value - (digits(b)[i] ?? Number.NaN))));
}

test('another encoding, another size, brightness and contrast hardly change it', async () => {
  const [own] = await looksOf(await picture().png().toBuffer());
  const copies = [
    picture().jpeg({ quality: 60 }),
    picture().webp({ quality: 70 }),
    picture().resize(192, 128).png(),
    picture().linear(0.4, 30).png(),
    picture().greyscale().png(),
  ];
  for (const copy of copies) assert.ok(farthest(own, (await looksOf(await copy.toBuffer()))[0]) <= 1);
});

test('a flip and a quarter turn put its digits in another order', async () => {
  const [own = ''] = await looksOf(await picture().png().toBuffer());
  const ordered = (of: (place: number) => number): string => [...own].map((_, i) => own[32 * Math.floor(i / 32) + ((of(i % 32) + 64) % 32)]).join('');
  assert.ok(
    farthest(
      ordered((place) => 16 - place),
      (await looksOf(await picture().flop().png().toBuffer()))[0],
    ) <= 1,
  );
  assert.ok(
    farthest(
      ordered((place) => place - 8),
      (await looksOf(await picture().rotate(90).png().toBuffer()))[0],
    ) <= 1,
  );
  assert.ok(farthest(own, (await looksOf(await picture().flop().png().toBuffer()))[0]) > 4);
});

for (const background of ['#000', '#fff', '#727272']) {
  test(`inside of a border of ${background} it is that of the picture: the first between bars, the second inside of a frame`, async () => {
    const own = await looksOf(await picture().png().toBuffer());
    assert.equal(own.length, 1);
    const [between] = await looksOf(await picture().resize(160, 160, { fit: 'contain', background }).png().toBuffer());
    assert.ok(farthest(own[0], between) <= 2);
    const [, inside] = await looksOf(await picture().extend({ top: 9, bottom: 5, left: 20, right: 3, background }).png().toBuffer());
    assert.ok(farthest(own[0], inside) <= 2);
  });
}

test('a plain ground beside bars is no part of them', async () => {
  const plain = { create: { width: 96, height: 64, channels: 3, background: '#ccc' } } as const;
  const object = await sharp(plain)
    .composite([{ input: await picture().resize(40, 30).png().toBuffer(), left: 20, top: 20 }])
    .png()
    .toBuffer();
  const [whole] = await looksOf(object);
  const [between] = await looksOf(await sharp(object).resize(96, 96, { fit: 'contain', background: '#000' }).png().toBuffer());
  assert.ok(farthest(whole, between) <= 1);
});

test('loaders that shrink while they decode see what the others see', async () => {
  const size = { width: 800, height: 608 };
  // Fine stripes on a gradient: what is left of them depends on how a picture is made smaller.
  const fine = Uint8Array.from({ length: size.width * size.height }, (_, i) => ((i % 800) % 7 < 3 ? 60 : 0) + Math.floor((i % 800) / 5));
  const large = () => sharp(fine, { raw: { ...size, channels: 1 } });
  const [own] = await looksOf(await large().png().toBuffer());
  for (const copy of [large().jpeg({ quality: 95 }), large().webp({ quality: 95 })]) {
    assert.ok(farthest(own, (await looksOf(await copy.toBuffer()))[0]) <= 1);
  }
});

test('what cannot be decoded has none, and a flat picture neither', async () => {
  assert.deepEqual(await looksOf(Buffer.from('no picture')), []);
  assert.deepEqual(await looksOf(await picture().linear(0.02, 100).png().toBuffer()), []);
});
