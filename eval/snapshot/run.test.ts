import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError, type Problem } from '../errors/errors.ts';
import { sha256 } from '../io/digest.ts';
import { shuffled } from '../pipeline/testing/corpus.ts';
import { run, type SnapshotInput, type Version } from './run.ts';
import { annotation, numbers, type Row, report } from './testing/export.ts';

/** Every file is there, and holds its name. */
const find: SnapshotInput['find'] = (name) => ({ sha256: hex(name), bytes: name.length, extension: '.png' });
const hex = (text: string) => sha256(text).slice('sha256:'.length);
/** One row a line. */
const source = (location: string, rows: readonly Row[]) => ({ location, text: `[${rows.map((row) => JSON.stringify(row)).join(',\n')}]` });

function snapshot(runs: readonly Row[], annotations: readonly Row[], change: Partial<SnapshotInput> = {}): Version {
  return run({ runs: [source('crop_runs.json', runs)], annotations: [source('crop_annotations.json', annotations)], find, ...change });
}

function rows(version: Version, path: string): Row[] {
  return JSON.parse(version.texts.get(path) ?? '') as Row[];
}

function problemsOf(step: () => unknown): readonly Problem[] {
  try {
    step();
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.problems;
  }
  return [];
}

test('files are called after their content, and the manifest lists all of them with their digests', () => {
  const version = snapshot([report(1)], [annotation(1)]);
  const image = `images/${hex('images/1.png').slice(0, 2)}/${hex('images/1.png')}.png`;
  const mask = `masks/${hex('masks/1.png').slice(0, 2)}/${hex('masks/1.png')}.png`;
  assert.deepEqual([...version.copies].sort(), [
    [image, 'images/1.png'],
    [mask, 'masks/1.png'],
  ]);
  const text = (path: string) => version.texts.get(path) ?? '';
  assert.deepEqual(JSON.parse(version.manifest), {
    schemaVersion: 1,
    kind: 'snapshot',
    files: [
      { path: 'crop_annotations.json', sha256: sha256(text('crop_annotations.json')), bytes: text('crop_annotations.json').length },
      { path: 'crop_runs.json', sha256: sha256(text('crop_runs.json')), bytes: text('crop_runs.json').length },
      { path: image, sha256: sha256('images/1.png'), bytes: 12 },
      { path: mask, sha256: sha256('masks/1.png'), bytes: 11 },
    ],
  });
  assert.equal(version.digest, hex(version.manifest));
});

test('a row keeps what an evaluation reads: no submitter, no address, nothing that is null', () => {
  const image = { id: 'a', r2_key: 'images/1.png', url: 'https://cdn.example.org/1.png?signature=secret', derived_from: 'b', user: 7, width: 5 };
  const version = snapshot(
    [report(1, { image, submitter: 'somebody', latency_ms: 12, mask_asset: { url: 'https://secret' }, piece: null })],
    [annotation(1, { image_id: 'a', annotator: { kind: 'annotation', name: 'somebody' }, mask: { r2_key: 'masks/1.png', url: 'https://secret' } })],
  );
  const path = (folder: string) => [...version.copies.keys()].find((one) => one.startsWith(folder));
  assert.deepEqual(rows(version, 'crop_runs.json'), [
    {
      id: 1,
      created_at: '2026-02-03T13:32:45Z',
      image: { id: 'a', derived_from: 'b', path: path('images') },
      source: { type: 'human' },
      notes: 'note 1',
    },
  ]);
  assert.deepEqual(rows(version, 'crop_annotations.json'), [{ id: 1, image_id: 'a', annotator: { kind: 'annotation' }, mask: path('masks') }]);
});

test('only the files of samples are copied; the other rows stay, and are counted as exclusions later', () => {
  const runs = [
    report(1),
    report(2, { source: { type: 'automated' }, image: { id: 2, url: 'https://cdn.example.org/2.png?signature=secret' } }),
    report(3),
    report(4),
  ];
  const annotations = [
    annotation(1),
    annotation(2),
    annotation(4, { approved: false }),
    annotation(5, { image_id: 1, annotator: { kind: 'hand_label' } }),
    annotation(6, { image_id: 7 }),
  ];
  const version = snapshot(runs, annotations);
  assert.deepEqual([...version.copies.values()].sort(), ['images/1.png', 'masks/1.png']);
  assert.equal(version.samples, 1);
  assert.deepEqual(
    rows(version, 'crop_runs.json').map(({ image }) => (image as { path: string }).path),
    [[...version.copies.keys()][0], '2.png', 'images/3.png', 'images/4.png'],
  );
  assert.equal(rows(version, 'crop_annotations.json').length, 5);
});

test('run lengths stay as they are written', () => {
  const mask = { size: [2, 2], counts: [1, 3] };
  const version = snapshot([report(1)], [annotation(1, { mask })]);
  assert.deepEqual(rows(version, 'crop_annotations.json')[0]?.['mask'], mask);
  assert.deepEqual([...version.copies.values()], ['images/1.png']);
});

test('neither the order of rows nor how files and keys are split moves the digest; every change does', () => {
  const count = 20;
  const runs = numbers(count).map((id) => report(id));
  const annotations = numbers(count).map((id) => annotation(id));
  const expected = snapshot(runs, annotations).digest;
  for (let seed = 1; seed <= 20; seed++) {
    const mixed = { runs: shuffled(runs, seed), annotations: shuffled(annotations, seed + 100) };
    const input = {
      runs: [source('crop_runs-1.json', mixed.runs.slice(0, seed)), source('crop_runs-2.json', mixed.runs.slice(seed))],
      annotations: [
        source(
          'crop_annotations.json',
          mixed.annotations.map((row) => Object.fromEntries(shuffled(Object.entries(row), seed))),
        ),
      ],
    };
    assert.equal(run({ ...input, find }).digest, expected, `seed ${seed}`);
  }
  const changed = {
    note: snapshot([report(1, { notes: 'other' }), ...runs.slice(1)], annotations),
    picture: snapshot(runs, annotations, { find: (name) => (name === 'images/3.png' ? find('other') : find(name)) }),
    mask: snapshot(runs, annotations, { find: (name) => (name === 'masks/3.png' ? find('other') : find(name)) }),
    'one row less': snapshot(runs.slice(1), annotations),
  };
  for (const [what, { digest }] of Object.entries(changed)) assert.notEqual(digest, expected, what);
});

test('everything that is wrong is told at once, with code and place', () => {
  const missing = { code: 'EV8010', message: 'not there' } as const;
  const problems = problemsOf(() =>
    run({
      runs: [
        source('crop_runs-1.json', [report(1), report(2, { image: { id: 2, path: 'images/2.png', sha256: '0'.repeat(64) } })]),
        source('crop_runs-2.json', [report(1), { id: 3 }]),
        source('crop_runs-3.json', [report(2)]),
      ],
      annotations: [
        { location: 'crop_annotations-1.json', text: '[{' },
        source('crop_annotations-2.json', [annotation(1), annotation(2), annotation(1)]),
      ],
      find: (name) => (name.endsWith('1.png') ? missing : find(name)),
    }),
  );
  assert.deepEqual(
    problems.map(({ code, location }) => `${code} ${location}`),
    [
      'EV1011 crop_runs-2.json:2:1',
      'EV1011 crop_runs-2.json:2:1',
      'EV1016 crop_runs-3.json:1:2',
      'EV1010 crop_annotations-1.json:1:3',
      'EV1016 crop_annotations-2.json:3:1',
      'EV8010 crop_runs-1.json:1:2',
      'EV1018 crop_runs-1.json:2:1',
      'EV8010 crop_annotations-2.json:1:2',
      'EV8010 crop_annotations-2.json:3:1',
    ],
  );
  assert.match(problems[5]?.message ?? '', /^crop run 1 \(image 1\): not there$/);
  assert.deepEqual(
    problemsOf(() => snapshot([report(1, { source: { type: 'automated' } })], [annotation(1)])).map(({ code, got }) => [code, got]),
    [['EV1020', '1 crop run, 0 of them by people; 1 annotation, approved ones of 1 picture']],
  );
});
