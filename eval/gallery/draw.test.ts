import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { colours, type Drawing, drawFaint, drawHatching, drawMask, drawOutline, fitInto, stack } from './draw.ts';
import { drawOutcomes, maskOutcomes } from './outcomes.ts';
import { encodeDrawing } from './pictures.ts';
import { maskOf } from './testing/masks.ts';

/** One character a pixel, by colour and opacity. */
function textOf({ width, height, data }: Drawing, names: Readonly<Record<string, string>>): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => names[data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4).join()] ?? '?').join(''),
  );
}

const green = colours.truth.join();
const names = { '0,0,0,0': '.', '0,0,0,190': 'k', [`${green},255`]: 'O', [`${green},105`]: 'f' };

test('a mask has an outline of two pixels inside, a casing of one outside, and a fill', () => {
  const drawing = drawMask(maskOf('........', '.######.', '.######.', '.######.', '.######.', '.######.', '........', '........'), colours.truth);
  assert.deepEqual(textOf(drawing, names), ['.kkkkkk.', 'kOOOOOOk', 'kOOOOOOk', 'kOOffOOk', 'kOOOOOOk', 'kOOOOOOk', '.kkkkkk.', '........']);
});

test('the frame is no outline', () => {
  assert.deepEqual(textOf(drawMask(maskOf('####', '####', '####', '####'), colours.truth), names), ['ffff', 'ffff', 'ffff', 'ffff']);
});

test('an empty mask draws nothing', () => {
  assert.ok(drawMask(maskOf('...', '...'), colours.truth).data.every((value) => value === 0));
});

test('an outline alone, hatching and a faint fill', () => {
  const mask = maskOf('......', '.####.', '.####.', '.####.', '.####.', '.####.', '......');
  const more = { ...names, [`${green},90`]: 'h', [`${green},50`]: 'p' };
  assert.deepEqual(textOf(drawOutline(mask, colours.truth), more)[3], 'kOOOOk');
  assert.deepEqual(textOf(drawHatching(mask, colours.truth), more).slice(0, 3), ['......', '.Ohhh.', '.hhhh.']);
  assert.deepEqual(textOf(drawFaint(mask, colours.truth), more)[1], '.pppp.');
});

test('what lies on top hides what is below', () => {
  const [below, above] = [drawFaint(maskOf('###.'), colours.truth), drawFaint(maskOf('..##'), colours.missed)];
  const drawn = textOf(stack(below, [below, above]), { ...names, [`${green},50`]: 'p', [`${colours.missed.join()},50`]: 'm' });
  assert.deepEqual(drawn, ['ppmm']);
});

test('missed, extra and agreed differ in hue and in the way of their hatching', () => {
  const truth = maskOf('####....', '####....', '####....', '####....', '####....');
  const prediction = maskOf('..##..##', '..##..##', '..##..##', '..##..##', '..##..##');
  const [missed, extra, agreed] = [colours.missed.join(), colours.extra.join(), colours.agreed.join()];
  const drawn = textOf(drawOutcomes(maskOutcomes(truth, prediction)), {
    '0,0,0,0': '.',
    '0,0,0,190': 'k',
    [`${missed},255`]: 'M',
    [`${missed},90`]: 'm',
    [`${extra},255`]: 'E',
    [`${extra},90`]: 'e',
    [`${agreed},80`]: 'a',
  });
  assert.deepEqual(drawn, ['MMka.keE', 'MMka.kee', 'Mmka.kee', 'mmka.kee', 'mmka.kEe']);
});

test('the palette of a layer keeps its colours exactly', async () => {
  const drawing = drawOutcomes(maskOutcomes(maskOf('####....', '####....', '####....'), maskOf('..##..##', '..##..##', '..##..##')));
  const { data, info } = await sharp(await encodeDrawing(drawing))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [8, 3]);
  const visible = (pixels: Uint8Array): string[] =>
    Array.from({ length: pixels.length / 4 }, (_, i) => (pixels[i * 4 + 3] === 0 ? '' : pixels.subarray(i * 4, i * 4 + 4).join()));
  assert.deepEqual(visible(data), visible(drawing.data));
});

for (const [size, expected] of [
  [
    [640, 480],
    [360, 270],
  ],
  [
    [180, 360],
    [180, 360],
  ],
  [
    [10_000, 3],
    [360, 1],
  ],
  [
    [100, 50],
    [100, 50],
  ],
] as const) {
  test(`${size.join(' x ')} is shown as ${expected.join(' x ')}`, () => {
    assert.deepEqual(fitInto({ width: size[0], height: size[1] }, 360), { width: expected[0], height: expected[1] });
  });
}
