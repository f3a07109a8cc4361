import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { type MaskValues, maskValues } from '../contracts/mask_values.ts';
import { InputError } from '../errors/errors.ts';
import { decodeRuns } from '../masks/runs.ts';
import { readMask } from './read.ts';

type Pixels = Uint8Array | Uint16Array;

const picture = (pixels: Pixels, channels: 1 | 2 | 3 | 4 = 1) => sharp(pixels, { raw: { width: pixels.length / channels, height: 1, channels } });
const grey = (...values: number[]) => picture(Uint8Array.from(values)).png().toBuffer();
const grey16 = (...values: number[]) => picture(Uint16Array.from(values)).toColourspace('grey16').png().toBuffer();
const rgb = (...colours: number[]) =>
  picture(Uint8Array.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])), 3)
    .png()
    .toBuffer();
const indexed = (...colours: number[]) =>
  picture(Uint8Array.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])), 3)
    .png({ palette: true, colours: 4, dither: 0 })
    .toBuffer();
/** Every colour of its palette is black: what some viewers make of unknown palettes. */
const withBlackPalette = (file: Promise<Buffer>) =>
  file.then((bytes) => {
    const at = bytes.indexOf('PLTE');
    return bytes.fill(0, at + 4, at + 4 + bytes.readUInt32BE(at - 4));
  });
const alpha = (...values: number[]) =>
  picture(Uint8Array.from(values.flatMap((value) => [200, 10, 10, value])), 4)
    .png()
    .toBuffer();

/** Grey values with an alpha value each. */
const greyAlpha = (...pairs: number[]) => picture(Uint8Array.from(pairs), 2).png().toBuffer();
const deep = (channels: 2 | 3 | 4, ...values: number[]) =>
  picture(Uint16Array.from(values), channels)
    .toColourspace(channels === 2 ? 'grey16' : 'rgb16')
    .png()
    .toBuffer();
/** Colours 0xaarrggbb in a palette with transparency. */
const transparent = (...colours: number[]) =>
  picture(Uint8Array.from(colours.flatMap((c) => [(c >> 16) & 255, (c >> 8) & 255, c & 255, c >>> 24])), 4)
    .png({ palette: true, colours: 8, dither: 0 })
    .toBuffer();
/** 0 and 3 in stripes that the blocks of JPEG cut. */
const lossy = sharp(
  Uint8Array.from({ length: 32 * 32 }, (_, i) => (i % 32 > 4 && i % 32 < 21 ? 200 : 0)),
  { raw: { width: 32, height: 32, channels: 1 } },
);
/** Two squares of 16 on black. */
const squares = (a: number, b: number) => {
  const values = Uint8Array.from({ length: 32 * 32 }, (_, i) => (i < 512 ? (i % 32 < 16 ? a : 0) : i % 32 < 16 ? 0 : b));
  return sharp(values, { raw: { width: 32, height: 32, channels: 1 } });
};
const one = (value: number, i: number): number[] => Array.from({ length: i }, () => value);

type Expected = { mask: number[]; ignored?: number[]; parts?: string[]; level?: string | null } | RegExp;
const map = (rest: object): MaskValues => maskValues.parse({ parts: { 1: 'mug', 2: 'bowl' }, ...rest });
const colours = maskValues.parse({ parts: { '#800000': 'mug', '#008000': 'bowl' } });

const cases: [name: string, file: Promise<Buffer>, values: MaskValues | undefined, expected: Expected][] = [
  ['black and white', grey(0, 255, 0), undefined, { mask: [0, 1, 0], level: 'the largest' }],
  ['0 and 1, which a threshold of 128 reads as empty', grey(0, 1, 1), undefined, { mask: [0, 1, 1], level: '1' }],
  ['16 bits, 0 and 1', grey16(0, 1, 1), undefined, { mask: [0, 1, 1], level: '1' }],
  ['16 bits, 0 and 65535', grey16(0, 65535, 0), undefined, { mask: [0, 1, 0], level: 'the largest' }],
  ['nothing', grey(0, 0), undefined, { mask: [0, 0], level: null }],
  ['everything', grey(255, 255), undefined, { mask: [1, 1], level: 'the largest' }],
  ['a dark red and black', rgb(0x800000, 0), undefined, { mask: [1, 0], level: '#800000' }],
  ['cut out', alpha(0, 255, 255), undefined, { mask: [0, 1, 1], level: 'the largest' }],
  ['classes', grey(0, 1, 2, 255), undefined, /0 \(1 px\), 1 \(1\), 2 \(1\), 255 \(1\)[\s\S]*mask_values = \{"parts": \{1: "…", 2: "…", …\}\}/],
  ['two values, neither 0', grey(1, 2), undefined, /1 \(1 px\), 2 \(1\)/],
  ['instances in 16 bits', grey16(0, 256, 512, 1000), undefined, /0 \(1 px\), 256 \(1\), 512 \(1\), 1000 \(1\)/],
  ['colours', rgb(0, 0x800000, 0x008000), undefined, /#000000 \(1 px\), #008000 \(1\), #800000 \(1\)[\s\S]*"parts": \{"#008000": "…"/],
  ['a palette', indexed(0, 0x800000, 0x008000), undefined, /3 values mean/],
  ['soft edges', grey(...Array.from({ length: 100 }, (_, i) => i)), undefined, /mask_values = \{"threshold": 128\}/],
  ['a soft cut-out', alpha(0, 100, 255), undefined, /"threshold": 128/],
  ['a threshold', grey(0, 127, 128, 255), { threshold: 128 }, { mask: [0, 0, 1, 1] }],
  ['a threshold of 16 bits', grey16(0, 32767, 32768, 65535), { threshold: 32768 }, { mask: [0, 0, 1, 1] }],
  ['a threshold of 8 bits on 16', grey16(0, 300, 65535), { threshold: 128 }, /Write the threshold for 16 bits: 32896/],
  ['nonzero', grey(0, 1, 2, 255), 'nonzero', { mask: [0, 1, 1, 1] }],
  ['nonzero in 16 bits', grey16(0, 256, 65535), 'nonzero', { mask: [0, 1, 1] }],
  ['parts', grey(0, 1, 2), map({}), { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['the foreground is one of the parts', grey(0, 1, 2), map({ foreground: ['bowl'] }), { mask: [0, 0, 1], parts: ['bowl'] }],
  ['no part in this mask', grey(0, 0), map({}), { mask: [0, 0], parts: [] }],
  ['a value that is not declared', grey(0, 1, 255), map({}), /values that mask_values does not name[\s\S]*got: 255 \(1 px\)/],
  ['a border that nobody judged', grey(0, 1, 255), map({ ignore: ['255'] }), { mask: [0, 1, 0], ignored: [0, 0, 1], parts: ['mug'] }],
  ['a border that is not in this mask', grey(0, 1, 1), map({ ignore: ['255'] }), { mask: [0, 1, 1], parts: ['mug'] }],
  [
    'where 0 is ignored there is no background',
    grey(0, 1, 2),
    map({ ignore: ['0'] }),
    { mask: [0, 1, 1], ignored: [1, 0, 0], parts: ['mug', 'bowl'] },
  ],
  ['a declared background', grey(0, 1, 255), map({ background: ['0', '255'] }), { mask: [0, 1, 0], parts: ['mug'] }],
  [
    'a range of instances',
    grey16(0, 1000, 1999, 2000),
    maskValues.parse({ parts: { '1000-1999': 'mug', '2000-2999': 'bowl' } }),
    { mask: [0, 1, 1, 1], parts: ['mug', 'bowl'] },
  ],
  ['colours of parts', rgb(0, 0x800000, 0x008000), colours, { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['colours of a palette', indexed(0, 0x800000, 0x008000), colours, { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['a colour that is not declared', rgb(0, 0x800000, 0x123456), colours, /got: #123456 \(1 px\)/],
  ['16 bits and alpha, for a map', deep(2, 0, 65535, 1, 65535, 2, 65535), map({}), { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['16 bits and alpha', deep(2, 0, 65535, 1, 65535, 2, 65535), undefined, /0 \(1 px\), 1 \(1\), 2 \(1\)/],
  ['16 bits in three channels', deep(3, 0, 0, 0, 1, 1, 1, 2, 2, 2), map({}), { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['a cut-out of 16 bits', deep(4, 9, 700, 3, 65535, 500, 2, 1, 0), undefined, { mask: [1, 0], level: 'the largest' }],
  ['colours of 16 bits that 8 can say', deep(3, 0, 0, 0, 0x8080, 0, 0, 0, 0x8080, 0), colours, { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['colours of 16 bits', deep(3, 0, 0, 0, 7, 0, 0), undefined, /colours of 16 bits/],
  ['labels beneath a transparent background', greyAlpha(0, 0, 1, 255, 2, 255), undefined, /beneath it, 2 values/],
  ['labels beneath a transparent background, for a map', greyAlpha(0, 0, 1, 255, 2, 255), map({}), { mask: [0, 1, 1], parts: ['mug', 'bowl'] }],
  ['one label beneath a transparent background', greyAlpha(0, 0, 1, 255, 1, 255), undefined, { mask: [0, 1, 1], level: 'the largest' }],
  ['labels of a palette beneath a transparent background', transparent(0, 0xff800000, 0xff008000), undefined, /beneath it, 2 values/],
  ['a mask beneath a constant alpha', greyAlpha(0, 128, 255, 128), undefined, /beneath it, 2 values/],
  ['a mask beneath no alpha at all', greyAlpha(0, 0, 255, 0), { threshold: 128 }, /beneath it, 2 values/],
  ['a mask beneath transparent corners', greyAlpha(0, 0, 0, 255, 255, 255), undefined, /beneath it, 2 values/],
  ['a mask beneath transparent corners, nonzero', greyAlpha(0, 0, 0, 255, 255, 255), 'nonzero', /beneath it, 2 values/],
  ['a cut-out, as declared', greyAlpha(0, 0, 0, 255, 255, 255), { threshold: 128 }, { mask: [0, 1, 1] }],
  ['a palette whose first colour is that of a class', indexed(0xff0000, 0), undefined, /EV1028/],
  ['a palette whose first colour is white', indexed(0xffffff, 0), undefined, { mask: [1, 0], level: 'the largest' }],
  ['instances that JPEG blurred', lossy.clone().jpeg().toBuffer(), 'nonzero', /values that nobody drew/],
  ['instances that WebP blurred', lossy.clone().webp().toBuffer(), 'nonzero', /values that nobody drew/],
  [
    'classes that JPEG made of each other',
    lossy.clone().linear(0.01).jpeg({ quality: 90 }).toBuffer(),
    maskValues.parse({ parts: { '1-9': 'mug' } }),
    /values that nobody drew/,
  ],
  ['a threshold for classes', grey(0, 1, 2, 2), { threshold: 128 }, /looks like a label map[\s\S]*got: 1 \(1 px\), 2 \(2\)/],
  ["a threshold that VOC's border alone reaches", grey(0, 15, 15, 255), { threshold: 128 }, /got: 15 \(2 px\)/],
  ['a threshold for one dark colour', rgb(0, 0x008000, 0x008000), { threshold: 128 }, /got: #008000 \(2 px\)/],
  [
    'a threshold for colours with soft edges',
    rgb(0, ...Array.from({ length: 40 }, (_, i) => (80 + i) << 8), 0xffffff),
    { threshold: 128 },
    /got: #005000 \(1 px\)[\s\S]*28 more values/,
  ],
  [
    'a threshold for classes spread over the greys',
    squares(100, 200).png().toBuffer(),
    { threshold: 128 },
    /looks like a label map[\s\S]*got: 100 \(256 px\)/,
  ],
  [
    'a threshold for classes that were made smaller with smoothing',
    squares(60, 220).resize(29, 29, { kernel: 'linear' }).png().toBuffer(),
    { threshold: 128 },
    /looks like a label map[\s\S]*got: 60 /,
  ],
  ['a threshold for a dark class that JPEG kept', squares(38, 38).jpeg({ quality: 95 }).toBuffer(), { threshold: 128 }, /looks like a label map/],
  ['a threshold for a palette of black alone', withBlackPalette(indexed(0, 0x800000)), { threshold: 128 }, /a palette of black alone/],
  ['nonzero where nothing is 0', grey(1, 2, 2), 'nonzero', /has no pixel of 0/],
  ['nonzero where all is one object', grey(7, 7), 'nonzero', { mask: [1, 1] }],
  ['a threshold for an outline in a dark colour', rgb(0, 0x800000, 0xffffff, 0xffffff), { threshold: 128 }, { mask: [0, 0, 1, 1] }],
  ['a threshold for a soft mask that is faint', grey(...Array.from({ length: 40 }, (_, i) => i)), { threshold: 128 }, { mask: one(0, 40) }],
  ['numbers for a mask in colours', rgb(0, 0x800000, 0x008000), map({}), /is in colours, mask_values in numbers/],
  ['colours for a mask of 16 bits', grey16(0, 1), colours, /is in numbers, mask_values in colours/],
];

for (const [name, file, values, expected] of cases) {
  test(`${name}${values === undefined ? ', undeclared' : ''}`, async () => {
    const reading = file.then((bytes) => readMask(bytes, 'm.png', values, 'sample a'));
    if (expected instanceof RegExp)
      return assert.rejects(reading, (error) => error instanceof InputError && /EV1028/.test(error.message) && expected.test(error.message));
    const { runs, ignored, parts, level } = await reading;
    assert.deepEqual(ignored && [...decodeRuns(ignored)], expected.ignored ?? null);
    assert.deepEqual([[...decodeRuns(runs)], parts, level], [expected.mask, expected.parts ?? [], expected.level ?? null]);
    return undefined;
  });
}

test('declarations that contradict themselves are refused', () => {
  const says = (value: unknown): string => JSON.stringify(maskValues.safeParse(value).error?.issues);
  assert.match(says({ parts: { 1: 'mug', '0-3': 'bowl' } }), /name one value twice/);
  assert.match(says({ parts: { 1: 'mug', '#ff0000': 'bowl' } }), /cannot be mixed/);
  assert.match(says({ parts: { 1: 'mug' }, foreground: ['jug'] }), /no value shows \\+"jug/);
  assert.match(says({ parts: { '3-1': 'mug' } }), /no range/);
  assert.match(says({ parts: {} }), /at least one value/);
});
