import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { FeaturesInput } from '../../contracts/corpus.ts';
import type { Code } from '../../errors/codes.ts';
import { codes } from '../../errors/codes.ts';
import { InputError } from '../../errors/errors.ts';
import { canonicalJson } from '../../io/canonical_json.ts';
import { sha256 } from '../../io/digest.ts';
import { makeCorpus } from '../../pipeline/corpus.ts';
import type { Files } from '../../pipeline/testing/corpus.ts';
import { corpusInput, shuffled, written } from '../../pipeline/testing/corpus.ts';

const text = readFileSync(join(import.meta.dirname, '../../../datasets/clips/frames.csv'), 'utf8');
const features = ['adm2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3', 'motion2'];

function table(content: string, options: Readonly<Record<string, unknown>> = {}): Files {
  return { importer: 'feature_table', images: {}, sources: { table: content }, options: { format: 'csv', features, ...options }, shards: 1 };
}
const clips = table(text, { slices: ['quality_label'], units: { motion2: 'luma levels', target: 'points' } });

const csvRows = text
  .trimEnd()
  .split('\n')
  .map((line) => line.split(','));
const header = csvRows[0] ?? [];
const column = (name: string): number => header.indexOf(name);

const lines = csvRows.slice(1).map((cells) => {
  const value = (name: string): string | number => (['source', 'clip'].includes(name) ? (cells[column(name)] ?? '') : Number(cells[column(name)]));
  return JSON.stringify(Object.fromEntries(header.map((name) => [name, value(name)])));
});

interface Cache {
  readonly features: { readonly feature_names: readonly string[]; readonly per_frame: readonly (readonly number[])[]; readonly n_frames: number };
  readonly scores: { readonly per_frame: readonly number[]; readonly pooled: number };
}

/** Frames of the table as caches, features in the order given. */
function cachesOf(names: readonly string[]): Record<string, Cache> {
  const byClip = Map.groupBy(csvRows.slice(1), (cells) => `extracted/${cells[column('source')]}/${cells[column('clip')]}.json`);
  const cacheOf = (cells: readonly (readonly string[])[]): Cache => {
    const targets = cells.map((row) => Number(row[column('target')]));
    const rows = cells.map((row) => names.map((name) => Number(row[column(name)])));
    const pooled = targets.reduce((a, b) => a + b) / targets.length;
    return { features: { feature_names: names, per_frame: rows, n_frames: rows.length }, scores: { per_frame: targets, pooled } };
  };
  return Object.fromEntries([...byClip].map(([key, cells]) => [key, cacheOf(cells)]));
}
const cacheFiles = (caches: Readonly<Record<string, unknown>>, options: object = {}): Files => ({
  importer: 'feature_table',
  images: {},
  labels: Object.fromEntries(Object.entries(caches).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)])),
  options: { format: 'clip_json', features, ...options },
  shards: 1,
});

const index = (files: Files) => makeCorpus(corpusInput(files));

test('a sample is a clip: features by name, one target a frame, slices, and its source as group', async () => {
  const { corpus, truth, slices, inputs } = await index(clips);
  assert.equal(corpus.samples, 70);
  const id = 'Aurora_08_288_375';
  const input = inputs[0]?.find((row) => row.id === id) as FeaturesInput;
  assert.deepEqual(
    [input.kind, input.source, input.names],
    ['features', 'Aurora', ['adm2', 'motion2', 'vif_scale0', 'vif_scale1', 'vif_scale2', 'vif_scale3']],
  );
  assert.deepEqual(input.rows.slice(0, 2), [
    [0.644046, 0, 0.424, 0.574235, 0.646601, 0.707296],
    [0.624631, 3.258478, 0.422643, 0.558396, 0.636472, 0.689903],
  ]);
  const series = truth.find((row) => row.id === id)?.truth;
  assert.ok(series?.kind === 'series');
  assert.deepEqual([series.values.length, series.values[0], series.values[1]], [24, 14.944279, 19.832145]);
  const slice = slices.find((row) => row.id === id);
  assert.deepEqual([slice?.group, slice?.image, slice?.sha256], ['Aurora', null, input.sha256]);
  assert.deepEqual(slice?.slices, { source: ['Aurora'], quality_label: ['8'] });
});

test('dimensions with their sizes, whole numbers by value; units and digest among the remarks', async () => {
  const { corpus } = await index(clips);
  const sizes = corpus.dimensions['source']?.map(({ value, samples }) => `${value} ${samples}`);
  assert.deepEqual(sizes, [
    'Aurora 10',
    'Bramble 8',
    'Cascade 7',
    'Dunefield 7',
    'Emberwing 6',
    'Ferryboat 9',
    'Granary 7',
    'Harbourmist 10',
    'Ironwood 6',
  ]);
  const labels = corpus.dimensions['quality_label']?.map(({ value }) => Number(value)) ?? [];
  assert.deepEqual(
    labels,
    labels.toSorted((a, b) => a - b),
  );
  const none = 'no unit stated';
  assert.deepEqual(corpus.remarks, [
    `Features: adm2 [${none}], motion2 [luma levels], vif_scale0 [${none}], vif_scale1 [${none}], vif_scale2 [${none}], vif_scale3 [${none}]. Target: target [points].`,
    `Digest of the table: ${sha256(text)}.`,
  ]);
});

test('neither the order of columns, rows and options, nor quotes and line ends change a corpus', async () => {
  const wanted = written(await index(clips));
  const bySeed = (seed: number): string => {
    const order = shuffled([...header.keys()], seed);
    const [names, ...rows] = csvRows.map((cells) => order.map((i) => `"${cells[i]}"`));
    return [names ?? [], ...shuffled(rows, seed)].map((row) => row.join(',')).join('\r\n');
  };
  for (const seed of [1, 2, 3]) {
    const got = written(await index(table(bySeed(seed), { ...clips.options, features: shuffled(features, seed) })));
    for (const name of ['truth.ndjson', 'slices.ndjson', 'inputs-0.ndjson']) assert.equal(got[name], wanted[name], `${name}, seed ${seed}`);
  }
});

/** Frames of the table as logs of libvmaf, in its layouts; `step` is its n_subsample. */
function logsOf(form: 'json' | 'csv' | 'xml', step = 1): Record<string, string> {
  const byClip = Map.groupBy(csvRows.slice(1), (cells) => `logs/${cells[column('source')]}/${cells[column('clip')]}.${form}`);
  const names = [...features, 'target'];
  const written = {
    json: (rows: readonly (readonly string[])[]) => {
      const frames = rows.map((cells, i) => ({ frameNum: i * step, metrics: Object.fromEntries(names.map((name, k) => [name, Number(cells[k])])) }));
      return JSON.stringify({ version: '3.0.0', fps: 90.5, frames, pooled_metrics: { target: { mean: 1 } }, aggregate_metrics: {} }, null, 2);
    },
    csv: (rows: readonly (readonly string[])[]) =>
      [`Frame,${names.join(',')},`, ...rows.map((cells, i) => `${i * step},${cells.join(',')},`), ''].join('\n'),
    xml: (rows: readonly (readonly string[])[]) => {
      const frame = (cells: readonly string[], i: number) =>
        `    <frame frameNum="${i * step}" ${names.map((name, k) => `${name}="${cells[k]}"`).join(' ')} />`;
      return [
        '<VMAF version="3.0.0">',
        '  <frames>',
        ...rows.map(frame),
        '  </frames>',
        '  <pooled_metrics>',
        '  </pooled_metrics>',
        '</VMAF>',
        '',
      ].join('\n');
    },
  }[form];
  return Object.fromEntries([...byClip].map(([key, rows]) => [key, written(rows.map((cells) => names.map((name) => cells[column(name)] ?? '')))]));
}
const logFiles = (labels: Record<string, string>, options: object = {}): Files =>
  cacheFiles(labels, { format: 'libvmaf', target: 'target', ...options });

test('logs of libvmaf are the same samples as a table of their frames, also where every fifth frame was looked at', async () => {
  const { digest } = (await index(table(text))).corpus;
  for (const form of ['json', 'csv', 'xml'] as const) {
    assert.equal((await index(logFiles(logsOf(form)))).corpus.digest, digest, form);
    assert.equal((await index(logFiles(logsOf(form, 5)))).corpus.digest, digest, `${form} in steps of 5`);
  }
});

const oneLog = (name: string, content: string): Files => logFiles({ [`A/${name}`]: content }, { features: ['f'], target: 'vmaf' });

test('CSV, NDJSON and caches of the same frames are the same samples', async () => {
  const plain = await index(table(text));
  const ndjson = await index(table(lines.join('\n'), { format: 'ndjson' }));
  const caches = await index(cacheFiles(cachesOf(features.toReversed())));
  for (const [name, other] of [
    ['ndjson', ndjson],
    ['caches', caches],
  ] as const) {
    assert.equal(other.corpus.digest, plain.corpus.digest, name);
    assert.equal(canonicalJson(other.inputs), canonicalJson(plain.inputs), name);
    assert.equal(canonicalJson(other.truth), canonicalJson(plain.truth), name);
  }
  assert.match(caches.corpus.remarks[1] ?? '', /^Digest of the 70 caches: sha256:[0-9a-f]{64}\.$/);
});

const small = ['source,clip,frame,f,target', 'A,a,0,1,10', 'A,a,1,2,20', 'B,b,0,3,30', 'B,b,1,4,40'];
const changed = (line: number, content: string): Files => table(small.with(line, content).join('\n'), { features: ['f'] });
const smallOptions = (options: object): Files => table(small.join('\n'), { features: ['f'], ...options });
const good: Cache = {
  features: {
    feature_names: ['f', 'g'],
    per_frame: [
      [1, 2],
      [3, 4],
    ],
    n_frames: 2,
  },
  scores: { per_frame: [10, 20], pooled: 15 },
};
const cached = (change: Readonly<Record<string, unknown>>): Files => cacheFiles({ 'A/a.json': good, ...change }, { features: ['f'] });
const features2 = (change: object): Cache => ({ ...good, features: { ...good.features, ...change } });
const scores = (change: object): Cache => ({ ...good, scores: { ...good.scores, ...change } });

const refusals: readonly [name: string, files: Files, expected: [code: Code, location: string, message: RegExp][]][] = [
  ['an empty table', table('', { features: ['f'] }), [['EV1401', 'table', /is empty/]]],
  ['a cell too many', changed(2, 'A,a,1,2,20,x'), [['EV1401', 'table:3', /another number of cells/]]],
  ['an empty line in between', changed(2, ''), [['EV1401', 'table:3', /another number of cells/]]],
  ['an open quote', changed(3, 'B,"b,0,3,30'), [['EV1401', 'table:4', /open quote/]]],
  ['a quote within', changed(3, 'B,b"b",0,3,30'), [['EV1401', 'table:4', /quote in a cell/]]],
  ['a row without a clip', changed(3, 'B,,0,3,30'), [['EV1401', 'table:4', /has no clip/]]],
  [
    'a header with a name twice and one without',
    table('source,clip,frame,f,target,f,\nA,a,0,1,2,3,4', { features: ['f'] }),
    [
      ['EV1402', 'table:1', /column 6: a second column "f"/],
      ['EV1402', 'table:1', /column 7: it has no name/],
    ],
  ],
  [
    'columns that are not there',
    smallOptions({ features: ['g', 'frames'], target: 'tarket' }),
    [
      ['EV1402', 'table', /no column "tarket" \(target\) \(nearest: target\)/],
      ['EV1402', 'table', /no column "frames" \(feature\) \(nearest: frame\)/],
      ['EV1402', 'table', /no column "g" \(feature\)/],
    ],
  ],
  ['the target as a feature', smallOptions({ features: ['f', 'target'] }), [['EV1402', 'table', /"target" is feature and target at once/]]],
  ['a unit of nothing', smallOptions({ units: { g: 'm' } }), [['EV1402', 'importer options', /units: "g" is neither/]]],
  [
    'numbers that are none',
    table([...small.slice(0, 3), 'B,b,0,NaN,', 'B,b,0x1,1e999, 5'].join('\n'), { features: ['f'] }),
    [
      ['EV1403', 'table:4', /f: not a finite number/],
      ['EV1403', 'table:4', /target: not a finite number/],
      ['EV1403', 'table:5', /frame: not a finite number/],
      ['EV1403', 'table:5', /f: not a finite number/],
      ['EV1403', 'table:5', /target: not a finite number/],
    ],
  ],
  ['half a frame', changed(4, 'B,b,1.5,4,40'), [['EV1403', 'table:5', /frame: not the number of a frame/]]],
  [
    'NaN in NDJSON',
    table('{"source":"A","clip":"a","frame":0,"f":NaN,"target":1}', { format: 'ndjson', features: ['f'] }),
    [['EV1403', 'table:1:40', /not a finite number/]],
  ],
  ['a frame twice', changed(4, 'B,b,0,4,40'), [['EV1404', 'table:5', /clip b has frame 0 already, at table:4/]]],
  [
    'a first frame and a middle frame missing',
    table([...small, 'B,b,5,1,1', 'C,c,1,1,1'].join('\n'), { features: ['f'] }),
    [
      ['EV1405', 'table:6', /clip b: frames 2 to 4 are missing before frame 5/],
      ['EV1405', 'table:7', /clip c: frame 0 is missing before frame 1/],
    ],
  ],
  [
    'a clip of two sources',
    changed(3, 'B,a,2,3,30'),
    [
      ['EV1406', 'table:4', /clip a is of source B here and of A at table:2/],
      ['EV1405', 'table:5', /clip b: frame 0 is missing/],
    ],
  ],
  [
    'a slice that varies',
    table(small.map((line, i) => `${line},${i === 0 ? 'quality' : i % 3}`).join('\n'), { features: ['f'], slices: ['quality'] }),
    [
      ['EV1407', 'table:3', /quality of clip a is "2" here and "1" at table:2/],
      ['EV1407', 'table:5', /quality of clip b is "1" here and "0" at table:4/],
    ],
  ],
  [
    'a cache with other features',
    cached({ 'B/b.json': features2({ feature_names: ['f', 'h'] }) }),
    [['EV1408', 'B/b.json', /not those of A\/a\.json/]],
  ],
  [
    'a feature that no cache has',
    cacheFiles({ 'A/a.json': good, 'B/b.json': good }, { features: ['ff'] }),
    [['EV1402', 'A/a.json', /no feature "ff" \(nearest: f\)/]],
  ],
  [
    'caches that contradict themselves',
    cached({
      'B/b.json': features2({ feature_names: ['f', 'f'] }),
      'B/c.json': features2({ per_frame: [[1, 2], [3]] }),
      'B/d.json': features2({ n_frames: 3 }),
      'B/e.json': scores({ per_frame: [10, 15, 20] }),
      'B/f.json': scores({ pooled: 15.1 }),
    }),
    [
      ['EV1409', 'B/b.json', /named twice/],
      ['EV1409', 'B/c.json', /per_frame\[1\] has 1 numbers for 2 features/],
      ['EV1409', 'B/d.json', /n_frames is 3, and there are features of 2 frames/],
      ['EV1409', 'B/e.json', /features of 2 frames and scores of 3/],
      ['EV1409', 'B/f.json', /pooled is 15\.1, and the mean of the scores is 15/],
    ],
  ],
  [
    'caches elsewhere',
    cached({ 'b.json': good, 'B/c.txt': good }),
    [
      ['EV1410', 'B/c.txt', /not named after/],
      ['EV1410', 'b.json', /not named after/],
    ],
  ],
  ['a clip in the folders of two sources', cached({ 'B/a.json': good }), [['EV1406', 'B/a.json', /clip a is of source B here and of A elsewhere/]]],
  ['a log without the score', oneLog('a.csv', 'Frame,f,\n0,1,\n'), [['EV1402', 'A/a.csv', /no column "vmaf" \(target\)/]]],
  [
    'a log with a score that is no number',
    oneLog('a.json', JSON.stringify({ frames: [{ frameNum: 0, metrics: { f: null, vmaf: 90 } }] })),
    [['EV1403', 'A/a.json: frames[0]', /f: not a finite number/]],
  ],
  [
    'a log in which a score was not written',
    oneLog('a.csv', 'Frame,f,vmaf,\n0,1,90,\n1,91,\n'),
    [['EV1401', 'A/a.csv:3', /another number of cells/]],
  ],
  [
    'a log that is cut short',
    oneLog('a.xml', '<VMAF version="3.0.0">\n<frames>\n<frame frameNum="0" f="1" vmaf="90" />\n<frame fr'),
    [['EV1010', 'A/a.xml', /no whole log/]],
  ],
  [
    'a log with a gap',
    oneLog(
      'a.xml',
      '<VMAF version="3.0.0"><frame frameNum="0" f="1" vmaf="90" /><frame frameNum="5" f="1" vmaf="90" /><frame frameNum="6" f="1" vmaf="90" /></VMAF>',
    ),
    [['EV1405', 'A/a.xml: frame 2', /frames 1 to 4 are missing/]],
  ],
  ['a log of another kind', oneLog('a.txt', ''), [['EV1410', 'A/a.txt', /not named after/]]],
  [
    'NaN in a cache, and one that is cut short',
    cached({
      'B/b.json': JSON.stringify(good).replace('3', 'NaN'),
      'B/c.json': JSON.stringify(good).slice(0, -2),
      'B/d.json': scores({ pooled: null }),
    }),
    [
      ['EV1403', 'B/b.json:1:60', /not a finite number/],
      ['EV1010', 'B/c.json:1:121', /ends too early/],
      ['EV1011', 'B/d.json:1:119', /scores\.pooled/],
    ],
  ],
];

for (const [name, files, expected] of refusals) {
  test(`refused: ${name}`, async () => {
    await assert.rejects(index(files), (error) => {
      assert.ok(error instanceof InputError, (error as Error).stack);
      const got = error.problems.map(({ code, location, message }) => `${code} ${location} ${message}`).join('\n');
      assert.deepEqual(
        error.problems.map(({ code, location }) => [code, location]),
        expected.map(([code, location]) => [code, location]),
        got,
      );
      for (const [i, { message }] of error.problems.entries()) assert.match(message, expected[i]?.[2] ?? /^$/);
      return true;
    });
  });
}

test('options of one format are refused in another', async () => {
  for (const options of [{ format: 'clip_json', target: 'x' }, { format: 'xml' }, { features: [] }, { features: ['a b'] }]) {
    await assert.rejects(
      index(table(text, options)),
      (error) => error instanceof InputError && error.problems.every(({ code }) => code === 'EV5001'),
    );
  }
});

test('every code of this importer is produced by a test', () => {
  const produced = new Set(refusals.flatMap(([, , expected]) => expected.map(([code]) => code)));
  const ours = (Object.keys(codes) as Code[]).filter((code) => code.startsWith('EV14'));
  assert.deepEqual(
    ours.filter((code) => !produced.has(code)),
    [],
  );
});
