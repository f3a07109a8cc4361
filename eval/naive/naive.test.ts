import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RegionRole } from '../annotations/regions/schema.ts';
import { type ImportedRow, importedRow } from '../backends/predictions.ts';
import type { RleText } from '../contracts/common.ts';
import { InputError } from '../errors/errors.ts';
import { decodeRuns, encodeMask, fromText, toText } from '../masks/runs.ts';
import { randomStream } from '../stats/random.ts';
import { type Labelled, type NaiveInput, run } from './run.ts';

/** A mask drawn as rows of "." and "#". */
function mask(...rows: readonly string[]): RleText {
  const pixels = Uint8Array.from(rows.join(''), (pixel) => (pixel === '#' ? 1 : 0));
  return toText(encodeMask(pixels, rows.length, rows[0]?.length ?? 0));
}
const drawn = (rle: RleText): string => decodeRuns(fromText(rle)).join('').replaceAll('1', '#').replaceAll('0', '.');
const foreground = (id: string, ...rows: readonly string[]): Labelled => ({ id, truth: { kind: 'mask', mask: mask(...rows) } });
type Drawn = Readonly<Record<string, readonly [role: RegionRole, ...rows: string[]]>>;
const labelled = (id: string, regions: Drawn): Labelled => ({
  id,
  truth: {
    kind: 'regions',
    regions: Object.fromEntries(Object.entries(regions).map(([name, [role, ...rows]]) => [name, { role, mask: mask(...rows) }])),
  },
});

function input(truth: readonly Labelled[], change: Partial<NaiveInput> = {}, groupOf: (id: string) => string = (id) => id): NaiveInput {
  const slices = truth.map(({ id }) => ({ id, slices: {}, group: groupOf(id), notes: [], image: null, sha256: null }));
  return { kind: 'mean_mask', config: {}, corpus: undefined, truth, slices, inputs: [], ...change };
}

function problems(given: NaiveInput): string[] {
  try {
    run(given);
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code, location, message }) => `${code} ${location}: ${message}`);
  }
  return [];
}

test('a mean mask is what more than half of the other groups have', () => {
  const truth = [foreground('d', '....'), foreground('a', '##..'), foreground('b', '###.'), foreground('c', '.##.')];
  const rows = run(input(truth, { corpus: 'pots' }));
  // Of b, c, d two of three have the second and the third pixel; of a, c, d only the second is in two.
  assert.deepEqual(
    rows.map((row) => [row.id, row.corpus, 'mask' in row && drawn(row.mask)]),
    [
      ['a', 'pots', '.##.'],
      ['b', 'pots', '.#..'],
      ['c', 'pots', '##..'],
      ['d', 'pots', '###.'],
    ],
  );
  for (const row of rows) assert.deepEqual(importedRow.parse(row), row);
});

test('half is no majority', () => {
  const truth = [foreground('a', '#.'), foreground('b', '.#'), foreground('c', '..')];
  assert.deepEqual(
    run(input(truth)).map((row) => 'mask' in row && drawn(row.mask)),
    ['..', '..', '..'],
  );
});

test('related samples do not see each other; alone there is nothing to go by', () => {
  const truth = [foreground('a1', '##'), foreground('a2', '##'), foreground('b1', '.#')];
  const byGroup = run(input(truth, {}, (id) => id.slice(0, 1)));
  assert.deepEqual(
    byGroup.map((row) => 'mask' in row && drawn(row.mask)),
    ['.#', '.#', '##'],
  );
  assert.deepEqual(
    run(input(truth, {}, () => 'one')),
    truth.map(({ id }) => ({ id, failed: 'no other group has a truth' })),
  );
});

test('regions are meant one by one; surroundings are not predicted', () => {
  const truth = [
    labelled('a', { wheel: ['strong', '#.'], window: ['weak', '##'], sky: ['surround', '##'] }),
    labelled('b', { wheel: ['strong', '##'], sky: ['surround', '##'] }),
    labelled('c', { wheel: ['strong', '##'] }),
  ];
  const found = run(input(truth)).map((row) => ('regions' in row ? Object.entries(row.regions).map(([name, rle]) => `${name} ${drawn(rle)}`) : row));
  assert.deepEqual(found, [['wheel ##'], ['wheel #.', 'window ##'], ['wheel #.', 'window ##']]);
});

test('the own truth and that of relatives never change an answer (seed 9)', () => {
  const random = randomStream(9, 'baseline');
  const pixels = (): string => Array.from({ length: 12 }, () => (random.below(2) === 0 ? '#' : '.')).join('');
  for (let round = 0; round < 60; round++) {
    const ids = Array.from({ length: 3 + random.below(6) }, (_, i) => `s${i}`);
    const groups = new Map(ids.map((id) => [id, `g${random.below(4)}`]));
    const truth = ids.map((id) =>
      round % 2 === 0 ? foreground(id, pixels()) : labelled(id, { wheel: ['strong', pixels()], door: ['weak', pixels()] }),
    );
    const groupOf = (id: string): string => groups.get(id) as string;
    const group = groupOf('s0');
    const other = truth.map((row) =>
      groupOf(row.id) !== group ? row : round % 2 === 0 ? foreground(row.id, pixels()) : labelled(row.id, { wheel: ['strong', pixels()] }),
    );
    const ofGroup = (rows: readonly ImportedRow[]) => rows.filter(({ id }) => groupOf(id) === group);
    assert.deepEqual(ofGroup(run(input(other, {}, groupOf))), ofGroup(run(input(truth, {}, groupOf))), `seed 9, round ${round}`);
  }
});

test('a template is the same for every sample, on its grid', () => {
  const truth = [
    labelled('a', { wheel: ['strong', '....', '....'], sky: ['surround', '####', '....'] }),
    labelled('b', { door: ['weak', '#...', '....'] }),
  ];
  const config = { boxes: { wheel: [0.25, 0, 0.5, 0.5], door: [0, 0.5, 0.3, 0.5] } };
  const found = run(input(truth, { kind: 'template', config })).map((row) =>
    'regions' in row ? [row.id, ...Object.values(row.regions).map(drawn)] : row,
  );
  assert.deepEqual(found, [
    ['a', '.##.....', '....##..'],
    ['b', '.##.....', '....##..'],
  ]);
});

const pot = foreground('pot', '#.');
const series: Labelled = { id: 'film', truth: { kind: 'series', values: [1] } };
const car = labelled('car', { wheel: ['strong', '#.'] });
const refused: [name: string, given: NaiveInput, problems: string[]][] = [
  ['another kind', input([pot], { kind: 'meen_mask' }), ['EV3011 arguments: there is no naive baseline "meen_mask" (nearest: mean_mask)']],
  ['options that it does not have', input([pot], { config: { boxes: {} } }), ['EV3012 configuration: boxes: unknown key "boxes"']],
  [
    'a box that is none',
    input([car], { kind: 'template', config: { boxes: { wheel: [0, 0, 2, 1] } } }),
    ['EV3012 configuration: boxes.wheel[2]: Too big: expected number to be <=1'],
  ],
  [
    'a box of an unknown region',
    input([car], { kind: 'template', config: { boxes: { weel: [0, 0, 1, 1] } } }),
    ['EV3012 configuration: boxes.weel: no sample has such a region (nearest: wheel)'],
  ],
  ['truth without masks', input([series]), ['EV4012 film: the naive baseline mean_mask cannot be made of this truth']],
  [
    'truth without regions',
    input([pot], { kind: 'template', config: { boxes: {} } }),
    ['EV4012 pot: the naive baseline template cannot be made of this truth'],
  ],
  ['masks of several sizes', input([pot, foreground('wide', '#...')]), ['EV4012 wide: a mean mask needs masks of one size']],
  ['truth of another corpus', input([pot, car], { slices: input([pot]).slices }), ['EV4013 car: the sample has a truth and no row of slices']],
];
for (const [name, given, expected] of refused) test(`refuses ${name}`, () => assert.deepEqual(problems(given), expected));
