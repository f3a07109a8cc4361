import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Code, codes } from '../../errors/codes.ts';
import { InputError } from '../../errors/errors.ts';
import type { Files } from '../../pipeline/testing/corpus.ts';
import { type Cache, cacheFiles, index, logFiles, table, text } from '../testing/feature_table.ts';

const oneLog = (name: string, content: string): Files => logFiles({ [`A/${name}`]: content }, { features: ['f'], target: 'vmaf' });

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
  ['two caches of one clip', cached({ 'x/A/a.json': good }), [['EV1404', 'x/A/a.json', /source A has another cache of clip a/]]],
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
