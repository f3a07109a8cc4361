import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RleText } from '../../contracts/common.ts';
import type { Truth } from '../../contracts/corpus.ts';
import type { Prediction } from '../../contracts/predictions.ts';
import type { Measured } from '../../contracts/samples.ts';
import { InputError } from '../../errors/errors.ts';
import { decodeRuns, encodeMask, fromText, resampleNearest, toText } from '../../masks/runs.ts';
import { metricById } from '../../metrics/table.ts';
import { randomStream } from '../../stats/random.ts';
import { compare, digestOfTruth, partsOfTruth } from '../registry.ts';
import type { RegionRole, RegionsTruth } from './schema.ts';
import type { SeenRegion } from './seen.ts';

/** A mask drawn as rows of "." and "#". */
function mask(...rows: readonly string[]): RleText {
  const pixels = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 1 : 0));
  return toText(encodeMask(pixels, rows.length, rows[0]?.length ?? 0));
}
type Drawn = Readonly<Record<string, readonly [role: RegionRole, ...rows: string[]]>>;
function truthOf(regions: Drawn): Truth {
  return {
    kind: 'regions',
    regions: Object.fromEntries(Object.entries(regions).map(([name, [role, ...rows]]) => [name, { role, mask: mask(...rows) }])),
  };
}
function predictionOf(regions: Readonly<Record<string, readonly string[]>>): Prediction {
  return { kind: 'regions', regions: Object.fromEntries(Object.entries(regions).map(([name, rows]) => [name, mask(...rows)])) };
}
/** @param asked a metric of whole samples, or `<metric> of <part>` */
function measured(asked: string, observed: unknown, failed: boolean): Measured | undefined {
  const [id = '', part] = asked.split(' of ');
  const metric = metricById(id);
  assert.ok(metric?.kind === 'sample', id);
  const own = metric.measure(observed, failed).find((sampled) => sampled.part === part);
  return own === undefined && part !== undefined ? { undefined: metric.absent?.(part) ?? '' } : own?.value;
}

const truth = truthOf({
  wheel: ['strong', '##..', '##..'],
  door: ['strong', '..#.', '..#.'],
  window: ['weak', '..##', '....'],
  car: ['whole', '####', '##..'],
  sky: ['surround', '...#', '....'],
});

interface Case {
  readonly name: string;
  readonly truth?: Truth;
  /** Null: the backend failed. */
  readonly prediction: Prediction | null;
  readonly values: Readonly<Record<string, Measured>>;
}

const whole = predictionOf({ wheel: ['.#..', '.#..'], door: ['..##', '..##'], window: ['...#', '...#'], car: ['..##', '####'] });
const cases: readonly Case[] = [
  {
    name: 'everything predicted',
    prediction: whole,
    values: {
      'region_iou of wheel': 2 / 4,
      'region_iou of door': 2 / 4,
      'region_iou of car': 4 / 8,
      'region_iou of window': { undefined: 'window is not labelled as a strong or whole region' },
      'region_iou of sky': { undefined: 'sky is not labelled as a strong or whole region' },
      'region_coverage of wheel': 1 / 2,
      'region_coverage of window': 1 / 2,
      'region_coverage of car': { undefined: 'car is not labelled as a strong or weak region' },
      'region_coverage of roof': { undefined: 'roof is not labelled as a strong or weak region' },
      'region_miss of car': 2 / 6,
      'region_miss of wheel': { undefined: 'wheel is not labelled as a whole region' },
      'region_miss of roof': { undefined: 'roof is not labelled as a whole region' },
      'region_leakage of wheel into sky': 0,
      'region_leakage of door into sky': 1 / 4,
      'region_leakage of window into sky': 1 / 2,
      'region_leakage of car into sky': 1 / 6,
      'region_leakage of car into road': { undefined: 'car into road: one of them is not labelled' },
      strong_mean_iou: 1 / 2,
      weak_mean_coverage: 1 / 2,
      'strong_mean_leakage of sky': 1 / 8,
      'weak_mean_leakage of sky': 1 / 2,
    },
  },
  {
    name: 'a region that the prediction lacks is a miss, and its leakage is not known',
    prediction: predictionOf({ wheel: ['##..', '##..'] }),
    values: {
      'region_iou of door': 0,
      'region_coverage of window': 0,
      'region_miss of car': 1,
      'region_leakage of door into sky': { undefined: 'the prediction lacks door' },
      strong_mean_iou: 1 / 2,
      weak_mean_coverage: 0,
      'strong_mean_leakage of sky': 0,
      'weak_mean_leakage of sky': { undefined: 'the prediction lacks window' },
    },
  },
  {
    name: 'an empty region leaks nothing, which is no merit',
    prediction: predictionOf({ wheel: ['....', '....'], door: ['....', '....'], window: ['....', '....'], car: ['....', '....'] }),
    values: {
      'region_iou of wheel': 0,
      'region_coverage of window': 0,
      'region_miss of car': 1,
      'region_leakage of window into sky': { undefined: 'window is empty in the prediction' },
      strong_mean_iou: 0,
      'strong_mean_leakage of sky': { undefined: 'door is empty in the prediction' },
    },
  },
  {
    name: 'labels that are empty or missing',
    truth: truthOf({ wheel: ['strong', '....', '....'], door: ['strong', '#...', '....'], sky: ['surround', '....', '....'] }),
    prediction: predictionOf({ wheel: ['....', '....'], door: ['#...', '....'] }),
    values: {
      'region_iou of wheel': { undefined: 'wheel is empty in truth and prediction' },
      'region_coverage of wheel': { undefined: 'wheel is empty in the truth' },
      'region_leakage of door into sky': 0,
      strong_mean_iou: 1,
      weak_mean_coverage: { undefined: 'no weak region is labelled' },
      'weak_mean_leakage of sky': { undefined: 'no weak region is labelled' },
    },
  },
  {
    name: 'an overlap with an empty label is 0, not unknown',
    truth: truthOf({ wheel: ['strong', '....', '....'] }),
    prediction: predictionOf({ wheel: ['#...', '....'] }),
    values: { 'region_iou of wheel': 0, 'region_coverage of wheel': { undefined: 'wheel is empty in the truth' }, strong_mean_iou: 0 },
  },
  {
    name: 'the backend failed',
    prediction: null,
    values: Object.fromEntries(
      ['strong_mean_iou', 'weak_mean_coverage', 'region_iou of wheel', 'region_miss of car', 'region_leakage of car into sky'].map((id) => [
        id,
        { undefined: 'no prediction' },
      ]),
    ),
  },
];

for (const { name, truth: own = truth, prediction, values } of cases) {
  test(`regions: ${name}`, () => {
    const { observed } = compare(own, prediction, 's-1');
    const found = Object.keys(values).map((id) => [id, measured(id, observed, prediction === null)]);
    assert.deepEqual(Object.fromEntries(found), values);
  });
}

test('what is seen names role and region, and lacks what was not predicted or labelled', () => {
  const surrounds = ['sky'];
  const unseen = { surrounds, prediction: undefined, intersection: 0, within: new Map() };
  const failed: readonly SeenRegion[] = [
    { name: 'car', role: 'whole', truth: 6, ...unseen },
    { name: 'door', role: 'strong', truth: 2, ...unseen },
    { name: 'wheel', role: 'strong', truth: 4, ...unseen },
    { name: 'window', role: 'weak', truth: 2, ...unseen },
  ];
  const window = { name: 'window', role: 'weak', truth: 2, surrounds, prediction: 4, intersection: 2, within: new Map([['sky', 1]]) };
  const predicted = predictionOf({ window: ['..##', '..##'], roof: ['####', '####'] });
  assert.deepEqual(compare(truth, predicted, 's-1').observed, [...failed.slice(0, 3), window]);
  assert.deepEqual(compare(truth, null, 's-1').observed, failed);
});

test('parts of a truth, by set', () => {
  assert.deepEqual(partsOfTruth(truth), {
    region: ['car', 'door', 'wheel', 'window'],
    strong: ['door', 'wheel'],
    weak: ['window'],
    whole: ['car'],
    surround: ['sky'],
    leak: ['car into sky', 'door into sky', 'wheel into sky', 'window into sky'],
  });
  assert.deepEqual(partsOfTruth(truthOf({ wheel: ['strong', '#'] })), { region: ['wheel'], strong: ['wheel'] });
  assert.equal(partsOfTruth({ kind: 'series', values: [1] }), undefined);
});

test('masks on another grid are refused, all regions at once', () => {
  const other = predictionOf({ wheel: ['##', '##'], door: ['..#.', '..#.'], car: ['#'] });
  assert.throws(
    () => compare(truth, other, 's-1'),
    (error) => {
      assert.ok(error instanceof InputError);
      assert.deepEqual(
        error.problems.map(({ code, message, got, expected }) => [code, message, got, expected]),
        [
          ['EV4003', 'the predicted car is on another grid than the true one', '1 x 1', '2 x 4 (height x width)'],
          ['EV4003', 'the predicted wheel is on another grid than the true one', '2 x 2', '2 x 4 (height x width)'],
        ],
      );
      return true;
    },
  );
});

const empty = ['....', '....'];
const outcomes: [name: string, truth: Truth, prediction: Prediction, outcome: string][] = [
  ['something to find', truth, whole, 'scored'],
  ['nothing to find and nothing found', truthOf({ wheel: ['strong', ...empty] }), predictionOf({ wheel: empty }), 'correct_rejection'],
  ['nothing to find, and something found', truthOf({ wheel: ['strong', ...empty] }), predictionOf({ wheel: ['#...', '....'] }), 'scored'],
  ['nothing to find, and nothing said', truthOf({ wheel: ['strong', ...empty] }), predictionOf({}), 'scored'],
];
for (const [name, own, prediction, outcome] of outcomes) {
  test(`outcome: ${name}`, () => assert.equal(compare(own, prediction, 's-1').outcome, outcome));
}

test('digests are over content: of everything labelled, whatever its order, and of everything predicted', () => {
  const regions = Object.entries((truth as RegionsTruth).regions);
  const digest = digestOfTruth(truth, 's-1');
  assert.equal(digestOfTruth({ kind: 'regions', regions: Object.fromEntries(regions.toReversed()) }, 's-1'), digest);
  assert.notEqual(digestOfTruth({ kind: 'regions', regions: Object.fromEntries(regions.slice(1)) }, 's-1'), digest);
  const digestOf = (prediction: Prediction | null) => compare(truth, prediction, 's-1').prediction;
  assert.notEqual(digestOf(predictionOf({ roof: empty })), digestOf(predictionOf({})));
  assert.equal(digestOf(predictionOf({ roof: empty })), digestOf(predictionOf({ roof: empty })));
  assert.equal(digestOf(null), null);
});

const copies: [name: string, truth: Truth, prediction: Prediction, copied: boolean][] = [
  ['all regions', truth, predictionOf({ wheel: ['##..', '##..'], door: ['..#.', '..#.'], window: ['..##', '....'] }), true],
  ['two of four', truth, predictionOf({ wheel: ['##..', '##..'], door: ['..#.', '..#.'], window: ['####', '....'] }), true],
  ['one of four', truth, predictionOf({ wheel: ['##..', '##..'], door: ['..##', '..#.'] }), false],
  ['the only one', truthOf({ wheel: ['strong', '##..', '##..'] }), predictionOf({ wheel: ['##..', '##..'] }), true],
  ['empty regions are not copied', truthOf({ a: ['strong', ...empty], b: ['weak', ...empty] }), predictionOf({ a: empty, b: empty }), false],
  [
    'a surrounding is no region of the prediction',
    truthOf({ a: ['strong', '##..', '....'], s: ['surround', '#...', '....'] }),
    predictionOf({ s: ['#...', '....'] }),
    false,
  ],
];
for (const [name, own, prediction, copied] of copies) {
  test(`copied: ${name}`, () => assert.equal(compare(own, prediction, 's-1').copied, copied));
}

/** A disc on a square grid, wobbled by some of its border pixels. */
function disc(grid: number, radius: number, change: (pixel: number) => boolean = () => false): RleText {
  const pixels = new Uint8Array(grid * grid).map((_, i) => {
    const distance = Math.hypot((i % grid) + 0.5 - grid / 2, Math.floor(i / grid) + 0.5 - grid / 2);
    const inside = distance <= radius;
    return inside !== (Math.abs(distance - radius) < 1 && change(i)) ? 1 : 0;
  });
  return toText(encodeMask(pixels, grid, grid));
}

test('a copy that was kept on a coarser grid is a copy, a good prediction is none there (seed 8)', () => {
  const random = randomStream(8, 'copies');
  const single = (rle: RleText): Truth => ({ kind: 'regions', regions: { disc: { role: 'strong', mask: rle } } });
  const said = (rle: RleText): Prediction => ({ kind: 'regions', regions: { disc: rle } });
  const kept = (rle: RleText, grid: number): RleText => toText(resampleNearest(resampleNearest(fromText(rle), grid, grid), 64, 64));
  for (let round = 0; round < 30; round++) {
    const label = disc(64, 10 + random.below(16));
    const location = `seed 8, round ${round}`;
    for (const grid of [64, 32, 16]) assert.equal(compare(single(label), said(kept(label, grid)), 's-1').copied, true, `${location}, grid ${grid}`);
    // Half of what differs is on the pixels that a coarser grid reads.
    const wobbled = disc(64, 10 + random.below(16), () => random.below(3) === 0);
    assert.equal(compare(single(label), said(wobbled), 's-1').copied, false, location);
    const coarse = kept(wobbled, 32);
    const same = decodeRuns(resampleNearest(fromText(coarse), 32, 32)).join('') === decodeRuns(resampleNearest(fromText(label), 32, 32)).join('');
    assert.equal(compare(single(label), said(coarse), 's-1').copied, same, location);
  }
  // Cells of 4 x 4 on a grid of 32 leave 8, too few to tell.
  assert.equal(
    compare(single(disc(32, 9)), said(toText(resampleNearest(resampleNearest(fromText(disc(32, 9)), 8, 8), 32, 32))), 's-1').copied,
    false,
  );
});
