import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputRow } from '../contracts/corpus.ts';
import { InputError } from '../errors/errors.ts';
import { decodeRuns, fromText } from '../masks/runs.ts';
import type { Outcome } from './backend.ts';
import { regionPredictions } from './region_predictions.ts';
import { importedOutcomes } from './testing/predict.ts';

const samples: readonly InputRow[] = ['a', 'b'].map((id) => ({ kind: 'absent', id }));
const declared = {
  grid: 4,
  modules: ['wheel', 'door'],
  runs: { car: 'car_rle', sky: 'sky_rle' },
  points: { car: ['car_points_norm', 'car_points'] },
};
const row = (change: object): object => ({ sample_hash: 'a', ...change });

async function open(rows: readonly object[], change: object = {}): Promise<Outcome[]> {
  const config = regionPredictions.configuration.parse({ ...declared, ...change });
  const files = [{ location: 'folder/p.jsonl', text: rows.map((one) => `${JSON.stringify(one)}\n`).join('\n') }];
  return importedOutcomes(regionPredictions, config, files, samples);
}

/** Predicted regions of the first sample as rows of 0 and 1. */
async function regions(given: object, change: object = {}): Promise<Record<string, string>> {
  const [outcome] = await open([row(given)], change);
  assert.ok(outcome !== undefined && 'prediction' in outcome && outcome.prediction.kind === 'regions', JSON.stringify(outcome));
  const drawn = Object.entries(outcome.prediction.regions).map(([name, mask]) => [
    name,
    decodeRuns(fromText(mask))
      .join('')
      .replace(/.{4}(?=.)/g, '$& '),
  ]);
  return Object.fromEntries(drawn);
}

async function problems(rows: readonly object[], change: object = {}): Promise<string[]> {
  try {
    await open(rows, change);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code, location, message }) => `${code} ${location}: ${message}`);
  }
}

const top = { rle_norm: '0,4,12' };
const square = [
  [0, 0],
  [0.5, 0],
  [0.5, 0.5],
  [0, 0.5],
];

test('regions come from the map, the list, run lengths and outlines; what is nowhere is not predicted', async () => {
  assert.deepEqual(await regions({ module_masks: { wheel: top, door: null }, car_rle: '12,4' }), {
    wheel: '1111 0000 0000 0000',
    car: '0000 0000 0000 1111',
  });
  assert.deepEqual(await regions({ module_masks: { wheel: { mask_rle_norm: '0,1,3', mask_grid: 2 } }, car_rle: ' ', car_points_norm: square }), {
    wheel: '1100 1100 0000 0000',
    car: '1100 1100 0000 0000',
  });
  assert.deepEqual(await regions({ car_points: square.map((point) => point.map((share) => 100 * share)) }), { car: '1100 1100 0000 0000' });
  assert.deepEqual(await regions({ car_rle: '16' }), { car: '0000 0000 0000 0000' });
});

test('a list of modules goes before the map, and may hold boxes', async () => {
  const list = [{ module_id: 'wheel', box: { x: 0.3, y: 0.5, w: 0.2, h: 0.9 } }];
  const expected = { wheel: '0000 0000 0100 0100', door: '1111 0000 0000 0000' };
  assert.deepEqual(await regions({ module_masks: { wheel: top, door: top }, modules: list }), expected);
  assert.deepEqual(await regions({ module_masks: { door: top }, pred_modules: list }), expected);
  // A box in the map is none: only lists have them.
  assert.deepEqual(await regions({ module_masks: { wheel: { box: list[0]?.box }, door: top } }), { door: '1111 0000 0000 0000' });
});

test('run lengths of another grid are resampled only where that grid is named or declared', async () => {
  assert.deepEqual(
    await regions({ car_rle: '0,1,3', module_masks: { wheel: top } }, { written_grid: 2 }).catch((error) =>
      error.problems.map(({ code }: { code: string }) => code),
    ),
    ['EV1203'],
  );
  assert.deepEqual(await regions({ car_rle: '0,1,3', module_masks: { wheel: { ...top, grid_size: 4 } } }, { written_grid: 2 }), {
    wheel: '1111 0000 0000 0000',
    car: '1100 1100 0000 0000',
  });
  assert.deepEqual(await problems([row({ car_rle: '0,1,3' })]), ['EV1203 folder/p.jsonl:1 (car): the runs of a 4 x 4 mask do not cover it']);
});

test('a sample without a row, or with an empty one, has failed; rows about other samples are counted', async () => {
  assert.deepEqual(await open([row({}), { sample_hash: 'z', car_rle: '16' }, { sample_hash: 'y' }]), [
    { failed: 'the row predicts no region' },
    { failed: 'no prediction in p.jsonl; 2 rows are about samples that the corpus does not have' },
  ]);
});

test('confidence goes through; fields that only labels have are marked', async () => {
  const rows = [
    row({ car_rle: '16', confidence: 0.75 }),
    { sample_hash: 'b', car_rle: '16', annotator_id: 'x', module_masks: { wheel: { ...top, gt_kind: 'strong' } }, confidence: null },
  ];
  const [sure, labelled] = await open(rows);
  assert.ok(sure !== undefined && labelled !== undefined && 'prediction' in sure && 'prediction' in labelled);
  assert.deepEqual([sure.confidence, sure.labelFields], [0.75, undefined]);
  assert.deepEqual([labelled.confidence, labelled.labelFields], [undefined, ['annotator_id', 'gt_kind']]);
});

const clipped = { clips: [{ region: 'wheel', occluder: 'sky' }] };
const covering = { minimum_coverage: [{ region: 'wheel', of: 'car', share: 0.5 }] };
const both = { module_masks: { wheel: { rle_norm: '0,8,8' } }, car_rle: '0,8,8' };

test('a clip takes the predicted occluder out, and nothing where there is none', async () => {
  assert.equal((await regions({ ...both, sky_rle: '0,4,12' }, clipped))['wheel'], '0000 1111 0000 0000');
  assert.equal((await regions(both, clipped))['wheel'], '1111 1111 0000 0000');
  assert.deepEqual(await regions({ car_rle: '0,8,8', sky_rle: '0,4,12' }, clipped), { car: '1111 1111 0000 0000', sky: '1111 0000 0000 0000' });
});

test('a region that covers too little is taken back, not blanked', async () => {
  assert.deepEqual(Object.keys(await regions({ module_masks: { wheel: { rle_norm: '0,3,13' } }, car_rle: '0,8,8' }, covering)), ['car']);
  // Half is enough; without the other region there is nothing to hold it against.
  assert.deepEqual(Object.keys(await regions({ module_masks: { wheel: { rle_norm: '0,4,12' } }, car_rle: '0,8,8' }, covering)), ['wheel', 'car']);
  assert.deepEqual(Object.keys(await regions({ module_masks: { wheel: { rle_norm: '0,3,13' } } }, covering)), ['wheel']);
  // Clips go first: what is left of the wheel is a quarter of the car.
  assert.deepEqual(Object.keys(await regions({ ...both, sky_rle: '2,6,8' }, { ...clipped, ...covering })), ['car', 'sky']);
});

test('every wrong row and region is told', async () => {
  const rows = [
    row({ module_masks: { whel: top, wheel: { rle_norm: '4' } }, car_rle: '0,x' }),
    row({ car_rle: '16' }),
    {
      sample_hash: 'b',
      modules: [
        { module_id: 'door', ...top },
        { module_id: 'door', ...top },
      ],
    },
    { car_rle: '16' },
    { sample_hash: 'c', car_rle: 3 },
    { sample_hash: 'd', confidence: 2 },
  ];
  assert.deepEqual(
    (await problems(rows)).map((problem) => problem.replace(/: (is missing|Invalid|Too big).*/, '')),
    [
      'EV4001 folder/p.jsonl:7: sample_hash',
      'EV4001 folder/p.jsonl:9: car_rle',
      'EV4001 folder/p.jsonl:11: confidence',
      'EV4005 folder/p.jsonl:1: the module whel is not declared (nearest: wheel)',
      'EV1203 folder/p.jsonl:1 (wheel): the runs of a 4 x 4 mask do not cover it',
      'EV1202 folder/p.jsonl:1 (car): run 1 is not a whole number',
      'EV4002 folder/p.jsonl:3: sample "a" has a prediction already, at folder/p.jsonl:1',
      'EV4001 folder/p.jsonl:5: modules[1]: door is listed a second time',
    ],
  );
});

test('a step that names no declared region, a region from two places and a share of nothing are no configuration', () => {
  for (const wrong of [
    { clips: [{ region: 'wheel', occluder: 'skye' }] },
    { minimum_coverage: [{ region: 'whel', of: 'car', share: 0.5 }] },
    { modules: ['wheel', 'door', 'car'] },
    { clips: [{ region: 'wheel' }] },
    { minimum_coverage: [{ region: 'wheel', of: 'car', share: 0 }] },
    { templates: {} },
    { grid: 0 },
  ]) {
    assert.equal(regionPredictions.configuration.safeParse({ ...declared, ...wrong }).success, false, JSON.stringify(wrong));
  }
});
