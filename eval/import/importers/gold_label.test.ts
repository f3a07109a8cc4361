import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOfTruth } from '../../annotations/registry.ts';
import type { Truth } from '../../annotations/schema.ts';
import { InputError } from '../../errors/errors.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng, shuffled, written } from '../../pipeline/testing/corpus.ts';

const options = {
  strong: ['wheel', 'door'],
  weak: ['window'],
  whole: { car: 'car_mask' },
  surround: { sky: 'sky_mask' },
  grid: 4,
};
const top = { rle_norm: '0,8,8' };
const left = { rle_norm: '0,2,2,2,2,2,2,2,2' };
const all = { module_masks: { wheel: top, door: left, window: top }, car_mask: { rle_norm: '0,12,4' }, sky_mask: { rle_norm: '0,4,12' } };

interface Row {
  readonly [key: string]: unknown;
}
const label = (sample_hash: string, change: Row = {}): Row => ({ sample_hash, ...all, ...change });

function labels(rows: readonly Row[], change: Partial<Files> = {}): Files {
  return { importer: 'gold_label', images: {}, sources: { gold: rows.map((row) => `${JSON.stringify(row)}\n`).join('') }, options, ...change };
}
const index = (rows: readonly Row[], change: Partial<Files> = {}) => makeCorpus(corpusInput(labels(rows, change)));

async function problems(rows: readonly Row[], change: Partial<Files> = {}): Promise<string[]> {
  try {
    await index(rows, change);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, String((error as Error).stack));
    return error.problems.map(({ code, location, message }) => `${code} ${location}: ${message}`);
  }
}

test('a sample has its regions with their roles, its source and no picture', async () => {
  const { truth, slices, inputs, corpus } = await index([label('s-1', { source: ' LaPa ' }), label('s-2', { sky_mask: null })]);
  const regions: Truth = {
    kind: 'regions',
    regions: {
      wheel: { role: 'strong', mask: { size: [4, 4], counts: '022000000' } },
      door: { role: 'strong', mask: { size: [4, 4], counts: '088' } },
      window: { role: 'weak', mask: { size: [4, 4], counts: '022000000' } },
      car: { role: 'whole', mask: { size: [4, 4], counts: '031000000' } },
      sky: { role: 'surround', mask: { size: [4, 4], counts: '013000000' } },
    },
  };
  assert.deepEqual(truth[0], { digest: digestOfTruth(regions, 's-1'), id: 's-1', truth: regions });
  assert.deepEqual(slices, [
    { id: 's-1', slices: { source: ['lapa'] }, group: 's-1', notes: [], image: null, sha256: null },
    { id: 's-2', slices: { source: ['unknown'] }, group: 's-2', notes: [], image: null, sha256: null },
  ]);
  assert.deepEqual(inputs.flat(), [
    { kind: 'absent', id: 's-1' },
    { kind: 'absent', id: 's-2' },
  ]);
  assert.deepEqual([corpus.samples, corpus.exclusions], [2, []]);
});

test('reports print how each region is scored, then what the owner says', async () => {
  const { corpus } = await index([label('s-1')], { options: { ...options, statements: ['Drawn by two people.'] } });
  assert.deepEqual(corpus.statements, [
    'Strong regions were drawn exactly and are scored by IoU, coverage and leakage: wheel, door.',
    'Weak regions were drawn as rough bands; only coverage and leakage are scored, never IoU: window.',
    'Whole objects are scored by IoU, missed share and leakage: car.',
    'Surroundings are never predicted; what predictions of other regions have in them is leakage: sky.',
    'Drawn by two people.',
  ]);
});

test('a reader is told what labels lack, what they contradict and what is not measured', async () => {
  const rows = [
    label('s-1'),
    label('s-2', { sky_mask: null, module_masks: { wheel: top, door: left, roof: top } }),
    label('s-3', { module_masks: { wheel: { rle_norm: '8,8' }, door: { rle_norm: '16' }, roof: top, antenna: left } }),
  ];
  const { corpus } = await index(rows);
  assert.deepEqual(corpus.remarks, [
    'Not annotated in some of the 3 samples: window (2), sky (1). Metrics that need them are undefined there.',
    'Labels are drawn over sky, so that a perfect prediction leaks too: wheel in 1 of 2 samples, by up to 50.0 % of its pixels; ' +
      'door in 1 of 1 samples, by up to 25.0 % of its pixels; window in 1 of 1 samples, by up to 50.0 % of its pixels; ' +
      'car in 2 of 2 samples, by up to 33.3 % of its pixels.',
    'Annotated, but not declared and so not a part of the corpus: antenna (1), roof (2).',
  ]);
});

test('every row that is no sample is an exclusion with its reason', async () => {
  const { corpus } = await index([
    label('a'),
    label('b', { qa_status: 'pending' }),
    label('c', { qc_status: 'QC_FAIL' }),
    label('d', { module_masks: {}, car_mask: null }),
    label('e', { created_at: '2026-02-12T01:00:00Z' }),
    label('e', { created_at: '2026-02-13T01:00:00Z' }),
  ]);
  assert.deepEqual(
    [corpus.samples, corpus.exclusions],
    [
      2,
      [
        { reason: 'an older annotation of a sample', count: 1, ids: ['e'] },
        { reason: 'no declared region is annotated', count: 1, ids: ['d'] },
        { reason: 'quality check QC_FAIL', count: 1, ids: ['c'] },
        { reason: 'review state pending', count: 1, ids: ['b'] },
      ],
    ],
  );
});

test('which states count is declared', async () => {
  const rows = [label('a', { qa_status: 'gold' }), label('b', { qc_status: 'QC_FAIL' }), label('c')];
  const { corpus } = await index(rows, { options: { ...options, qa_statuses: ['gold', 'approved'], refuse_qc: [] } });
  assert.deepEqual([corpus.samples, corpus.exclusions], [3, []]);
});

test('related samples share a declared field or a picture', async () => {
  const rows = [
    label('a', { person: 'x', image_path: 'one.jpg' }),
    label('b', { person: 'y', image_path: 'file:one.jpg' }),
    label('c', { person: 'x' }),
    label('d', { person: 'z' }),
  ];
  const { slices } = await index(rows, { options: { ...options, group_field: 'person' } });
  assert.deepEqual(
    slices.map(({ group }) => group),
    ['image:one.jpg', 'image:one.jpg', 'image:one.jpg', 'person:z'],
  );
  assert.deepEqual(await problems([label('a')], { options: { ...options, group_field: 'person' } }), [
    'EV1011 gold:1: sample a has no person, which names its group',
  ]);
});

test('pictures are found by the end of their path; where some are declared each sample needs one', async () => {
  const images = { 'pack/a.png': greyPng(2, 1, [0, 255]), 'pack/b.png': greyPng(1, 2, [0, 255]) };
  const { inputs, slices } = await index([label('a', { image_path: 'file:pack/a.png' }), label('b', { image_path: 'b.png' })], { images });
  assert.deepEqual(
    slices.map(({ image }) => image),
    ['pack/a.png', 'pack/b.png'],
  );
  assert.deepEqual(
    inputs.flat().map((input) => input.kind === 'image' && [input.width, input.height]),
    [
      [2, 1],
      [1, 2],
    ],
  );
  assert.deepEqual(await problems([label('a', { image_path: null }), label('b', { image_path: 'c.png' })], { images }), [
    'EV1012 gold:1: sample a: the picture "" is not a path inside the corpus',
    'EV1013 gold:2: sample b: the picture "c.png" is not among the 2 declared files',
  ]);
});

const refused: [name: string, rows: readonly Row[], change: Partial<Files>, problems: string[]][] = [
  [
    'a declared region that nobody annotated',
    [label('a')],
    { options: { ...options, strong: ['wheel', 'dor'] } },
    ['EV1304 gold: no annotation has the region dor (nearest: door)'],
  ],
  [
    'a label of another use',
    [label('a', { module_masks: { ...all.module_masks, window: { ...top, gt_kind: 'strong' } } })],
    {},
    ['EV1303 gold:1 (window): the label was drawn for another use than the corpus declares'],
  ],
  ['two annotations of one age', [label('a'), label('a')], {}, ['EV1302 gold:1: sample a is annotated more than once']],
  ['an id that no file may hold', [label('a b')], {}, ['EV1011 sample a b: no sample id: expected 1 to 200 printable characters without blanks']],
  [
    'options of another importer',
    [label('a')],
    { options: { ...options, mask_threshold: 1 } },
    ['EV5001 importer options: mask_threshold: unknown key "mask_threshold"'],
  ],
  ['nothing that counts', [label('a', { qa_status: 'rejected' })], {}, ['EV1020 corpus: the corpus has no samples; 1 exclusion']],
];
for (const [name, rows, change, expected] of refused) {
  test(`refuses ${name}`, async () => assert.deepEqual(await problems(rows, change), expected));
}

test('the order of rows does not matter (seeds 1 to 5)', async () => {
  const rows = ['a', 'b', 'c', 'd'].map((id, i) =>
    label(id, { source: `s${i % 2}`, module_masks: { wheel: top, door: left, window: top, [`extra${i}`]: top } }),
  );
  const first = written(await index(rows));
  for (let seed = 1; seed <= 5; seed++) assert.deepEqual(written(await index(shuffled(rows, seed))), first, `seed ${seed}`);
});
