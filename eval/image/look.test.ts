import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { lookOf } from './look.ts';

const [width, height] = [96, 64];
const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
  const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
  return Math.round(127 + 60 * Math.sin(x / 17) + 60 * Math.cos(y / 11) + (x * y) / 900);
});
const picture = () => sharp(pixels, { raw: { width, height, channels: 3 } });
const values = async (bytes: Uint8Array): Promise<number[]> => [...Buffer.from((await lookOf(bytes)) ?? '', 'hex')];
const farthest = (a: readonly number[], b: readonly number[]): number => Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? Number.NaN))));

test('another encoding and another size hardly change it, a flip turns it round', async () => {
  const own = await values(await picture().png().toBuffer());
  assert.equal(own.length, 64);
  for (const copy of [picture().jpeg({ quality: 60 }), picture().webp({ quality: 70 }), picture().resize(192, 128).png()]) {
    assert.ok(farthest(own, await values(await copy.toBuffer())) <= 4);
  }
  const mirrored = own.map((_, i) => own[8 * Math.floor(i / 8) + 7 - (i % 8)] ?? 0);
  assert.ok(farthest(mirrored, await values(await picture().flop().png().toBuffer())) <= 4);
  assert.ok(farthest(own, mirrored) > 20);
});

test('loaders that shrink while they decode see what the others see', async () => {
  const size = { width: 800, height: 608 };
  // Fine stripes on a gradient: what is left of them depends on how a picture is made smaller.
  const fine = Uint8Array.from({ length: size.width * size.height }, (_, i) => ((i % 800) % 7 < 3 ? 60 : 0) + Math.floor((i % 800) / 5));
  const large = () => sharp(fine, { raw: { ...size, channels: 1 } });
  const own = await values(await large().png().toBuffer());
  for (const copy of [large().jpeg({ quality: 95 }), large().webp({ quality: 95 })]) {
    assert.ok(farthest(own, await values(await copy.toBuffer())) <= 2);
  }
});

test('what cannot be decoded has none', async () => assert.equal(await lookOf(Buffer.from('no picture')), undefined));
