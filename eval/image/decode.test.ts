import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import sharp from 'sharp';
import { InputError } from '../errors/errors.ts';
import { decodeMask, decodeRgb, displayedSize } from './decode.ts';
import { withPlainScans } from './jpeg_scans.ts';

/** What Pillow and OpenCV read from small files of every kind, written by testdata/make_fixtures.py. */
interface Picture {
  readonly name: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly rgb: string;
  readonly opencv: string;
  readonly mask: string | null;
}

const pictures = JSON.parse(readFileSync(`${import.meta.dirname}/testdata/pictures.json`, 'utf8')) as Picture[];
const fileOf = (name: string): Buffer => Buffer.from(pictures.find((p) => p.name === name)?.file ?? '', 'base64');
const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex').slice(0, 16);

for (const { name, file, width, height, rgb, opencv, mask } of pictures) {
  test(`${name} is read as Pillow and OpenCV read it`, async () => {
    const bytes = Buffer.from(file, 'base64');
    assert.deepEqual(await displayedSize(bytes, name), { width, height });
    const colours = await decodeRgb(bytes, name);
    assert.deepEqual([colours.width, colours.height, colours.data.length, hash(colours.data)], [width, height, 3 * width * height, rgb]);
    assert.equal(hash((await decodeRgb(bytes, name, 'opencv')).data), opencv);
    const values = await decodeMask(bytes, name);
    assert.deepEqual(
      [values.width, values.height, values.data.length, hash(values.data)],
      [width, height, width * height, mask ?? hash(values.data)],
    );
  });
}

/** Pixels of 16 bits and what both readers make of them. */
const deep = JSON.parse(readFileSync(`${import.meta.dirname}/testdata/deep.json`, 'utf8')) as readonly {
  readonly name: string;
  readonly file: string;
  readonly values: readonly number[];
  readonly pillow: readonly number[];
  readonly opencv: readonly number[];
}[];

for (const { name, file, values, pillow, opencv } of deep) {
  test(`16 bits, ${name}: ${values.join(' ')}`, async () => {
    for (const [reader, expected] of [
      ['pillow', pillow],
      ['opencv', opencv],
    ] as const) {
      const { data } = await decodeRgb(Buffer.from(file, 'base64'), name, reader);
      assert.deepEqual(
        [...data],
        expected.flatMap((value) => [value, value, value]),
        reader,
      );
    }
  });
}

test('numbers of a scan that mean nothing are put right, in every scan and nowhere else', () => {
  const segment = (marker: number, ...content: number[]): number[] => [0xff, marker, 0, content.length + 2, ...content];
  const scan = (...numbers: number[]): number[] => [...segment(0xda, 1, 1, 0, ...numbers), 7, 0xff, 0, 9, 0xff, 0xd0, 0xda];
  const file = (frame: number, ...scans: number[][]): Uint8Array =>
    Uint8Array.from([0xff, 0xd8, 0xff, ...segment(frame, 8), ...scans.flat(), 0xff, 0xd9]);
  const odd = file(0xc0, scan(1, 2, 3), scan(0, 63, 0), scan(0, 62, 0));
  assert.deepEqual(withPlainScans(odd), file(0xc0, scan(0, 63, 0), scan(0, 63, 0), scan(0, 63, 0)));
  for (const same of [file(0xc2, scan(1, 2, 3)), file(0xc1, scan(0, 63, 0)), fileOf('rgb.png'), odd.subarray(0, 9)])
    assert.equal(withPlainScans(same), same);
});

async function codeOf(read: Promise<unknown>): Promise<string> {
  try {
    await read;
    return 'read';
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code, location }) => `${code} ${location}`).join();
  }
}

test('a file cut anywhere in its pixels is refused, never half a picture', async () => {
  for (const name of ['420.jpg', 'odd-scan.jpg', 'progressive.jpg', 'cmyk.jpg', 'rgb.png', 'rgba16.png', 'lossy.webp', 'lossless.webp']) {
    const bytes = fileOf(name);
    for (const share of [0.1, 0.5, 0.8, 0.95]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      assert.equal(await codeOf(decodeRgb(cut, 'cut')), 'EV1001 cut', `${name} at ${share}`);
    }
  }
});

test('a JPEG that was cut and closed again is refused', async () => {
  const bytes = fileOf('420.jpg');
  const closed = Buffer.concat([bytes.subarray(0, bytes.length - 60), Buffer.of(0xff, 0xd9)]);
  assert.equal(await codeOf(decodeRgb(closed, 'closed')), 'EV1001 closed');
});

test('other formats are refused by their first bytes, whatever a decoder could make of them', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="3"/>';
  for (const bytes of [Buffer.alloc(0), Buffer.from('GIF89a'), Buffer.from(svg), Buffer.from('\0\0\0\x18ftypheic', 'latin1')]) {
    for (const read of [decodeRgb, decodeMask, displayedSize]) assert.equal(await codeOf(read(bytes, 'x')), 'EV1003 x');
  }
});

test('a black mask that is opaque everywhere is a full one', async () => {
  const full = await sharp({ create: { width: 3, height: 2, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 1 } } })
    .png()
    .toBuffer();
  assert.deepEqual([...(await decodeMask(full, 'x')).data], [255, 255, 255, 255, 255, 255]);
  const grey = await sharp({ create: { width: 2, height: 1, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 1 } } })
    .png()
    .toBuffer();
  assert.deepEqual([...(await decodeMask(grey, 'x')).data], [9, 9]);
});

test('a picture of too many pixels is refused by its header', async () => {
  const bytes = fileOf('rgb.png');
  bytes.writeUInt32BE(20_000, 16);
  bytes.writeUInt32BE(20_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  for (const read of [decodeRgb, displayedSize]) assert.equal(await codeOf(read(bytes, 'bomb')), 'EV1002 bomb');
});

test('garbage behind a right signature is an error with a code', async () => {
  let state = 7;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  for (const { name, file } of pictures) {
    for (let round = 0; round < 6; round++) {
      const bytes = Buffer.from(file, 'base64');
      for (let i = 12 + random(); i < bytes.length; i += 1 + random()) bytes[i] = random();
      assert.match(await codeOf(decodeRgb(bytes, 'x')), /^(read|EV100[12] x)$/, name);
    }
  }
});

function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
