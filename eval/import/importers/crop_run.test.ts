import assert from 'node:assert/strict';
import { test } from 'node:test';
import { digestOfTruth } from '../../annotations/registry.ts';
import type { Truth } from '../../annotations/schema.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng, potteryExport, potteryText } from '../../pipeline/testing/corpus.ts';

const taxonomy = `version: 1
default: other
classes:
  - {id: handle, title: Handle, keywords: [handle]}
  - {id: shadow, title: Shadow, keywords: [shadow]}
`;

const pictures = ['a', 'b', 'c', 'd'];
const images = Object.fromEntries(pictures.map((name, i) => [`images/${name}.png`, greyPng(2, 1, [i, i])]));
/** Masks of 0, 1 and 2 pixels, to tell which was taken. */
const masks = { 'masks/none.png': greyPng(2, 1, [0, 0]), 'masks/one.png': greyPng(2, 1, [0, 255]), 'masks/two.png': greyPng(2, 1, [255, 255]) };

interface Row {
  readonly [key: string]: unknown;
}
const report = (id: number, image: string, change: Row = {}): Row => ({
  id,
  image: { id: image, path: `images/${image}.png` },
  source: { type: 'human', backend: null },
  notes: '',
  ...change,
});
const annotation = (id: number, image: string, change: Row = {}): Row => ({
  id,
  image_id: image,
  mask: 'masks/one.png',
  annotator: { kind: 'annotation', id: 1 },
  ...change,
});

function exported(runs: readonly Row[], annotations: readonly Row[], change: Partial<Files> = {}): Files {
  return {
    importer: 'crop_run',
    images,
    masks,
    sources: { crop_runs: JSON.stringify(runs), annotations: JSON.stringify(annotations), taxonomy },
    ...change,
  };
}
const index = (runs: readonly Row[], annotations: readonly Row[], change: Partial<Files> = {}) =>
  makeCorpus(corpusInput(exported(runs, annotations, change)));

test('one sample a picture: all notes by time then id, classes of all reports together', async () => {
  const { slices, corpus } = await index(
    [
      report(4, 'a', { notes: 'shadow again', created_at: '2026-02-03T09:00:00+01:00' }),
      report(3, 'a', { notes: 'the handle', created: '2026-02-03T08:00:00Z' }),
      report(2, 'a', { notes: 'late', created_at: '2026-02-03T08:00:00.5Z' }),
      report(1, 'a', { notes: '  ' }),
      report(5, 'b', { notes: 'bad' }),
    ],
    [annotation(1, 'a'), annotation(2, 'b')],
  );
  assert.deepEqual(
    slices.map(({ id, notes, slices: { failure_class } }) => ({ id, notes, failure_class })),
    [
      { id: 'a', notes: ['the handle', 'shadow again', 'late'], failure_class: ['handle', 'shadow'] },
      { id: 'b', notes: ['bad'], failure_class: ['other'] },
    ],
  );
  assert.deepEqual(corpus.dimensions, {
    failure_class: [
      { value: 'handle', title: 'Handle', samples: 1 },
      { value: 'shadow', title: 'Shadow', samples: 1 },
      { value: 'other', title: 'No rule applies', samples: 1 },
    ],
  });
  assert.deepEqual(corpus.remarks, ['1 sample has more than one class: a.', '2 declared pictures belong to no sample.']);
});

test('rows of machines, without a mask and without an approved one are excluded and counted', async () => {
  const { corpus } = await index(
    [
      report(1, 'a'),
      report(2, 'b'),
      report(3, 'c'),
      report(4, 'a', { source: { type: 'automated' } }),
      report(5, 'nowhere', { source: { type: 'backend' } }),
    ],
    [annotation(1, 'a'), annotation(2, 'b', { approved: false }), annotation(3, 'd')],
  );
  assert.equal(corpus.samples, 1);
  assert.deepEqual(corpus.exclusions, [
    { reason: 'no approved ground-truth mask', count: 1, ids: ['2'] },
    { reason: 'no ground-truth mask', count: 1, ids: ['3'] },
    { reason: 'not submitted by a person', count: 2, ids: ['4', '5'] },
  ]);
});

const hand = { annotator: { kind: 'hand_label' } };
const precedence: [name: string, annotations: Row[]][] = [
  [
    'an annotation goes before a newer hand label',
    [annotation(1, 'a', { mask: 'masks/two.png' }), annotation(2, 'a', { ...hand, created_at: '2026-01-01T00:00:00Z' })],
  ],
  [
    'the newer goes before the older',
    [
      annotation(2, 'a', { mask: 'masks/two.png', created: '2026-01-01T00:00:00.100Z' }),
      annotation(9, 'a', { created_at: '2026-01-01T00:00:00Z' }),
      annotation(10, 'a'),
    ],
  ],
  ['of two of one age the higher id', [annotation(10, 'a', { mask: 'masks/two.png' }), annotation(9, 'a')]],
  [
    'what is not approved does not count',
    [annotation(1, 'a', { ...hand, mask: 'masks/two.png', approved: true }), annotation(2, 'a', { approved: false })],
  ],
  [
    'origin is another spelling of the annotator’s kind',
    [annotation(1, 'a', { annotator: undefined, origin: 'annotation', mask: 'masks/two.png' }), annotation(2, 'a', hand)],
  ],
  ['masks may be stored objects', [annotation(1, 'a', { mask: { r2_key: 'masks/two.png', url: null } })]],
  ['or addresses', [annotation(1, 'a', { mask: { url: 'https://host.example/x/two.png?token=1/2' } })]],
  ['or run lengths', [annotation(1, 'a', { mask: { size: [1, 2], counts: '02' } })]],
];

for (const [name, annotations] of precedence) {
  test(`ground truth: ${name}`, async () => {
    for (const list of [annotations, [...annotations].reverse()]) {
      const truth: Truth = { kind: 'mask', mask: { size: [1, 2], counts: '02' } };
      assert.deepEqual((await index([report(1, 'a')], list)).truth, [{ digest: digestOfTruth(truth, 'a'), id: 'a', truth }]);
    }
  });
}

test('pictures by store key or address', async () => {
  const stored = [
    report(1, 'a', { image: { id: 1, r2_key: 'images/a.png', url: 'https://host.example/1' } }),
    report(2, 'b', { image: { id: 2, url: 'https://host.example/images/b.png?v=2' } }),
  ];
  const { slices } = await index(stored, [annotation(1, '1'), annotation(2, 'b', { image_id: 2 })]);
  assert.deepEqual(
    slices.map(({ id, image }) => [id, image]),
    [
      ['1', 'images/a.png'],
      ['2', 'images/b.png'],
    ],
  );
});

test('one photo is one group: by lineage, by piece, by its bytes', async () => {
  const lineage = (id: string, derived_from: string | null) => ({ image: { id, path: `images/${id}.png`, derived_from } });
  const runs = [
    report(1, 'a', lineage('a', 'heic')),
    report(2, 'b', lineage('b', 'x')),
    report(3, 'x', { ...lineage('x', 'heic'), source: { type: 'automated' } }),
    report(4, 'c', { piece: 12 }),
    report(5, 'd', { image: { id: 'd', path: 'images/d.png', piece: 12 } }),
    report(6, 'e'),
    report(7, 'f'),
  ];
  const copies = { ...images, 'images/e.png': greyPng(2, 1, [7, 7]), 'images/f.png': greyPng(2, 1, [7, 7]) };
  const { slices } = await index(
    runs,
    ['a', 'b', 'c', 'd', 'e', 'f'].map((image, i) => annotation(i, image)),
    { images: copies },
  );
  const groups = slices.map(({ group }) => group);
  assert.deepEqual(groups.slice(0, 4), ['image:heic', 'image:heic', 'piece:12', 'piece:12']);
  assert.match(groups[4] ?? '', /^sha256:/);
  assert.equal(groups[5], groups[4]);
});

test('ground truth that was drawn on top of a prediction is told with the backend', async () => {
  const { corpus } = await index(
    [report(1, 'a'), report(2, 'b'), report(3, 'c')],
    [annotation(1, 'a', { drawn_over: 'u2net' }), annotation(2, 'b', { prefilled_from: 'u2net' }), annotation(3, 'c', { drawn_over: null })],
  );
  assert.equal(corpus.remarks[0], '2 samples have ground truth that was drawn on top of a prediction of u2net, which favours that backend: a, b.');
});

test('hashes of pictures with and without prefix; the dimension has the name that was asked for', async () => {
  const [first] = (await index([report(1, 'a')], [annotation(1, 'a')])).slices;
  assert.ok(typeof first?.sha256 === 'string');
  const image = { id: 'a', path: 'images/a.png', sha256: first.sha256.slice('sha256:'.length) };
  const { slices } = await index([report(1, 'a', { image })], [annotation(1, 'a', { image_sha256: first.sha256 })], {
    options: { dimension: 'fault' },
  });
  assert.deepEqual(slices, [{ ...first, slices: { fault: ['other'] } }]);
});

test('the flagged export: 36 pictures of 40 reports, 4 without a mask, 26 rows of machines', async () => {
  const { corpus, slices } = await makeCorpus(corpusInput(potteryExport('flagged')));
  assert.equal(corpus.samples, 36);
  assert.deepEqual(
    corpus.exclusions.map(({ reason, count }) => [reason, count]),
    [
      ['no ground-truth mask', 4],
      ['not submitted by a person', 26],
    ],
  );
  assert.deepEqual(
    corpus.dimensions['failure_class']?.map(({ value, samples }) => [value, samples]),
    [
      ['low_contrast', 5],
      ['cluttered_background', 5],
      ['cast_shadow', 5],
      ['handle_hole', 6],
      ['multiple_pieces', 4],
      ['frame_cut', 4],
      ['specular_glaze', 4],
      ['unclassified', 3],
    ],
  );
  assert.deepEqual(corpus.remarks, [
    '2 samples have several masks; an annotation goes before a hand label, then the newest: 208, 230.',
    '14 declared pictures belong to no sample.',
  ]);
  const rows = JSON.parse(potteryText('flagged/crop_runs.json')) as { image: { id: number }; notes: string; source: { type: string } }[];
  const notes = new Set(
    rows.filter(({ source, notes: note }) => source.type === 'human' && note !== '').map((row) => `${row.image.id} ${row.notes}`),
  );
  assert.ok(slices.every(({ id, notes: list }) => list.every((note) => notes.has(`${id} ${note}`))));
});
