import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { InputError, Problems } from '../errors/errors.ts';
import { area } from '../masks/runs.ts';
import { checkLabelSchema, labelSchemaOptions, regionsOf } from './label_schema.ts';
import { annotatedNames, masksOf } from './masks.ts';
import { readAnnotations, selectAnnotations } from './rows.ts';

const options = z.strictObject(labelSchemaOptions).superRefine(checkLabelSchema);
const labelSchema = options.parse({ strong: ['wheel'], weak: ['window'], whole: { car: 'car_mask' }, surround: { sky: 'sky_mask' }, grid: 4 });
const codes = { syntax: 'EV1010', shape: 'EV1011' } as const;

/** A row as text. */
const row = (change: object): string => JSON.stringify({ sample_hash: 's-1', ...change });
const read = (problems: Problems, ...lines: string[]) =>
  readAnnotations({ location: 'gold.ndjson', text: lines.join('\n') }, labelSchema, codes, problems);

function told(problems: Problems): string[] {
  try {
    problems.check();
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.problems.map(({ code, location }) => `${code} ${location}`);
  }
  return [];
}

function select(...lines: string[]) {
  const problems = new Problems();
  const { rows, exclusions } = selectAnnotations(read(problems, ...lines), labelSchema, problems);
  return { chosen: rows.map(({ location }) => location), exclusions, problems: told(problems) };
}

test('every line is a row or a problem at its place', () => {
  const problems = new Problems();
  const rows = read(
    problems,
    row({}),
    '',
    '{"sample_hash": "s-2"',
    'null',
    '{}',
    row({ created_at: 'yesterday' }),
    row({ car_mask: 'x' }),
    row({ sample_hash: 's-3', anything: 1 }),
  );
  assert.deepEqual(
    rows.map(({ location }) => location),
    ['gold.ndjson:1', 'gold.ndjson:8'],
  );
  assert.deepEqual(told(problems), [
    'EV1010 gold.ndjson:3:22',
    'EV1011 gold.ndjson:4:1',
    'EV1011 gold.ndjson:5:1',
    'EV1011 gold.ndjson:6:35',
    'EV1011 gold.ndjson:7:33',
  ]);
});

test('what was not accepted does not count, and says why', () => {
  const found = select(
    row({ sample_hash: 'a' }),
    row({ sample_hash: 'b', qa_status: 'rejected' }),
    row({ sample_hash: 'c', qa_status: 'approved', qc_status: 'QC_FAIL' }),
    row({ sample_hash: 'd', qc_status: 'QC_WARN' }),
    row({ sample_hash: 'e', qa_status: null }),
  );
  assert.deepEqual(found, {
    chosen: ['gold.ndjson:1', 'gold.ndjson:4', 'gold.ndjson:5'],
    exclusions: [
      { id: 'b', reason: 'review state rejected' },
      { id: 'c', reason: 'quality check QC_FAIL' },
    ],
    problems: [],
  });
});

const old = '2026-02-12T01:00:00Z';
/** The same time in another zone, and one later. */
const same = '2026-02-12T02:00:00+01:00';
const late = '2026-02-12T01:00:01Z';

test('of several annotations of a sample the newest that was accepted counts', () => {
  const found = select(
    row({ created_at: old }),
    row({ created_at: late }),
    row({}),
    row({ created_at: '2027-01-01T00:00:00Z', qa_status: 'rejected' }),
  );
  assert.deepEqual(found, {
    chosen: ['gold.ndjson:2'],
    exclusions: [
      { id: 's-1', reason: 'review state rejected' },
      { id: 's-1', reason: 'an older annotation of a sample' },
      { id: 's-1', reason: 'an older annotation of a sample' },
    ],
    problems: [],
  });
});

test('two annotations that are equally new are refused', () => {
  assert.deepEqual(select(row({ created_at: old }), row({ created_at: same })).problems, ['EV1302 gold.ndjson:1']);
  assert.deepEqual(select(row({}), row({})).problems, ['EV1302 gold.ndjson:1']);
  assert.deepEqual(select(row({ created_at: late }), row({ created_at: old }), row({ created_at: same })).problems, []);
});

const half = { rle_norm: '0,8,8' };
const regionsAreas = (change: object) => {
  const problems = new Problems();
  const [placed] = read(problems, row(change));
  assert.ok(placed !== undefined);
  const masks = masksOf(placed, regionsOf(labelSchema), labelSchema.grid, problems);
  return {
    areas: Object.fromEntries([...masks].map(([name, { role, mask }]) => [name, `${role} ${area(mask)}`])),
    problems: told(problems),
    names: annotatedNames(placed.row),
  };
};

test('a mask goes before what was drawn; what is in neither was not annotated', () => {
  const square = {
    polygons_norm: [
      [
        { x: 0, y: 0 },
        { x: 0.5, y: 0 },
        { x: 0.5, y: 0.5 },
        { x: 0, y: 0.5 },
      ],
    ],
  };
  const found = regionsAreas({
    module_masks: { wheel: half, window: null, roof: half },
    labels: { wheel: square, window: square, sky: square, tree: square },
    car_mask: { rle_norm: '0,2,2', grid_size: 2 },
    sky_mask: {},
  });
  assert.deepEqual(found, {
    areas: { wheel: 'strong 8', window: 'weak 4', car: 'whole 8', sky: 'surround 4' },
    problems: [],
    names: ['wheel', 'roof', 'wheel', 'window', 'sky', 'tree'],
  });
});

test('what is wrong with masks is told region by region', () => {
  const found = regionsAreas({
    module_masks: { wheel: { rle_norm: '0,8' }, window: { ...half, gt_kind: 'strong' } },
    labels: {
      sky: {
        points_norm: [
          [0, 0],
          [2, 0],
          [1, 1],
        ],
      },
    },
    car_mask: half,
  });
  assert.deepEqual(found.areas, { car: 'whole 8' });
  assert.deepEqual(found.problems, ['EV1203 gold.ndjson:1 (wheel)', 'EV1303 gold.ndjson:1 (window)', 'EV1301 gold.ndjson:1 (sky)']);
});

const schemas: [name: string, given: object, message: RegExp][] = [
  ['a region with two roles', { strong: ['a'], weak: ['a'], grid: 4 }, /the region a is declared twice/],
  ['nothing to measure', { surround: { sky: 'sky_mask' }, grid: 4 }, /nothing is measured/],
  ['no grid', { strong: ['a'] }, /grid/],
  ['a name that metrics could not carry', { strong: ['a.b'], grid: 4 }, /at most 40 letters/],
];
for (const [name, given, message] of schemas) {
  test(`no labelSchema: ${name}`, () => assert.match(JSON.stringify(options.safeParse(given).error?.issues), message));
}
