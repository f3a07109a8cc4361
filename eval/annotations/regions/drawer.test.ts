import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Drawing } from '../../gallery/draw.ts';
import type { SampleView } from '../../gallery/drawer.ts';
import { paletteOf } from '../../gallery/palette.ts';
import { maskOf, runsOf } from '../../gallery/testing/masks.ts';
import { drawer } from './drawer.ts';
import type { RegionRole, RegionsPrediction, RegionsTruth } from './schema.ts';

const left = runsOf(maskOf(...Array.from({ length: 12 }, () => '######......')));
const right = runsOf(maskOf(...Array.from({ length: 12 }, () => '......######')));
const size = { width: 12, height: 12 };

function view(truth: Record<string, RegionRole>, predicted: readonly string[] | null = []): SampleView<RegionsTruth, RegionsPrediction> {
  const masks = Object.keys(truth).map((name, i) => ({ name, mask: i === 0 ? left : right }));
  return {
    location: 'a/s1',
    truth: { kind: 'regions', regions: Object.fromEntries(masks.map(({ name, mask }) => [name, { role: truth[name] as RegionRole, mask }])) },
    candidate: predicted && { kind: 'regions', regions: Object.fromEntries(predicted.map((name) => [name, left])) },
    baseline: null,
  };
}

function brushOf(...views: SampleView<RegionsTruth, RegionsPrediction>[]) {
  return drawer.brush?.(views) ?? assert.fail('regions have pictures');
}

const pixel = ({ data, width }: Drawing, x: number, y: number): number[] => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
const [first, second] = paletteOf(2);

test('a region has one colour in truth and prediction, and another one than its neighbour', () => {
  const drawn = brushOf(view({ cheek: 'strong', nose: 'strong' }, ['nose'])).draw(view({ cheek: 'strong', nose: 'strong' }, ['nose']), size);
  assert.deepEqual(pixel(drawn.truth, 1, 6).slice(0, 3), first);
  assert.deepEqual(pixel(drawn.truth, 10, 6).slice(0, 3), second);
  assert.deepEqual(pixel(drawn.candidate, 1, 6).slice(0, 3), second);
  assert.equal(pixel(drawn.candidate, 10, 6)[3], 0);
});

test('a region has one colour in all samples, also where others are missing', () => {
  const [both, alone] = [view({ cheek: 'strong', nose: 'strong' }), view({ nose: 'strong' })];
  assert.deepEqual(pixel(brushOf(both, alone).draw(alone, size).truth, 1, 6).slice(0, 3), second);
});

test('the role of a region tells how it is drawn', () => {
  const alpha = (role: RegionRole): (number | undefined)[] => {
    const drawn = brushOf(view({ nose: role })).draw(view({ nose: role }), size).truth;
    return [pixel(drawn, 5, 6)[3], pixel(drawn, 2, 6)[3], pixel(drawn, 6, 6)[3]];
  };
  assert.deepEqual(alpha('strong'), [255, 105, 190], 'outline, fill, casing');
  assert.deepEqual(alpha('whole'), [255, 0, 190], 'outline, nothing, casing');
  assert.deepEqual(alpha('weak'), [90, 255, 0], 'hatching');
  assert.deepEqual(alpha('surround'), [50, 50, 0], 'faint');
});

test('the size is that of the truth', () => {
  assert.deepEqual(brushOf().sizeOf(view({ nose: 'strong' })), size);
  assert.deepEqual(brushOf().sizeOf(view({})), { width: 256, height: 256 });
});

test('the legend has every region, also those that only a prediction has, then the kinds of errors', () => {
  const titles = brushOf(view({ nose: 'strong', hair: 'surround' }, ['beard']), view({ chin: 'weak' }))
    .legend({ candidate: 'new', baseline: null })
    .map(([title]) => title);
  assert.deepEqual(titles, ['beard', 'chin', 'hair', 'nose', 'missed by new', 'too much in new', 'agreed', 'another region in new']);
});

test('any number of regions have distinct colours', () => {
  for (const count of [0, 1, 9, 10, 40]) assert.equal(new Set(paletteOf(count).map(String)).size, count);
});
