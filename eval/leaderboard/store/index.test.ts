import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { canonicalJson } from '../../io/canonical_json.ts';
import { digestOf, sha256 } from '../../io/digest.ts';
import { boardOf, historyOf } from '../history.ts';
import { reweighted } from '../scoring.ts';
import { reportWith, type Told } from '../testing/reports.ts';
import { openDatabase } from './database.ts';
import { ReportIndex, type Result } from './index.ts';
import { readResults, writeRun } from './results.ts';

const where = { corpus: 'val', slice: null };
const term = (name: string, weight: number) => ({ name, metric: name, where, weight });
const scoring = { terms: [term('iou', 1), term('recall', 0)] };
let minute = 0;

function result(id: string, model: string, told: Told): Result {
  const report = reportWith({ candidate: id, ...told });
  const finished = `2026-01-01T00:${String(++minute).padStart(2, '0')}:00Z`;
  return { id, report, record: { schemaVersion: 1, kind: 'run', model, dataset: 'pots', finished, report: digestOf(report) } };
}

const some = [
  result('r1', 'jar', { values: { iou: 0.5, recall: 0.9 } }),
  result('r2', 'jar', { values: { iou: 0.6, recall: 0.1 } }),
  result('r3', 'mug', { values: { iou: 0.55, recall: 0.8 } }),
  result('r4', 'jar', { values: { iou: 0.9, recall: 0.9 }, corpus: 'others' }),
];

function indexOf(results: readonly Result[]): ReportIndex {
  const index = new ReportIndex(':memory:');
  for (const one of results) index.add(one);
  return index;
}

test('a board is of one suite, and other weights rank the raw numbers again', () => {
  const index = indexOf(some);
  const suite = index.run('r1')?.suite ?? '';
  const order = (weights: Record<string, number>) =>
    boardOf(index, suite, reweighted(scoring, weights)).entries.map(({ model, id }) => `${model} ${id}`);
  assert.deepEqual(order({}), ['jar r2', 'mug r3']);
  assert.deepEqual(order({ iou: 0, recall: 1 }), ['jar r1', 'mug r3']);
  assert.deepEqual(order({ iou: 1, recall: 0.05 }), ['jar r2', 'mug r3']);
});

test('a history changes within a suite only', () => {
  const history = historyOf(indexOf(some), 'jar', () => scoring);
  assert.deepEqual(
    history.map(({ id, change }) => [id, change === null ? null : Number(change.toFixed(9))]),
    [
      ['r4', null],
      ['r2', 0.1],
      ['r1', null],
    ],
  );
});

test('numbers of some places, and of every part of a corpus, are those that the whole table has there', () => {
  const one = result('r1', 'jar', { values: { iou: 0.5, recall: 0.9 } });
  const slice = { dimension: 'part', value: 'handle' };
  const [row] = one.report.metrics.rows;
  if (row === undefined) assert.fail();
  for (const more of [{ part: 'lid' }, { part: 'a "*" ?' }, { part: 'lid', slice }, { slice }]) {
    one.report.metrics.rows.push({ ...row, where: { ...where, ...more } });
  }
  const index = indexOf([one]);
  const all = index.numbers('r1');
  assert.equal(all.length, 6);
  for (const number of all) assert.deepEqual(index.numbers('r1', [number]), [number]);
  assert.deepEqual(index.numbers('r1', [{ metric: 'iou', where: { ...where, part: '*' } }]), []);
  const parts = index.parts('r1', { metric: 'iou', corpus: 'val' }).map((number) => number.where);
  assert.deepEqual(parts, [
    { ...where, part: 'a "*" ?' },
    { ...where, part: 'lid' },
  ]);
  assert.deepEqual(index.parts('r1', { metric: 'recall', corpus: 'val' }), []);
});

test('a corpus counts the candidates that it judged, each once and the present one not at all', () => {
  const index = indexOf([...some, { ...some[0]!, id: 'again' }]);
  const pots = sha256('pots');
  assert.equal(index.judged(pots), 3);
  assert.equal(index.judged(pots, sha256('r1')), 2);
  assert.equal(index.judged(sha256('nothing')), 0);
});

test('adding a run twice leaves one', () => {
  const index = indexOf([...some, ...some]);
  assert.equal(index.runs().length, 4);
  assert.equal(index.numbers('r1').length, 2);
});

test('an index is made again from the folders of results; a bad folder hides no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'results-'));
  for (const { id, record, report } of some) {
    mkdirSync(join(folder, id));
    writeFileSync(join(folder, id, 'report.json'), canonicalJson(report));
    writeRun(join(folder, id), report, record);
  }
  mkdirSync(join(folder, 'unfinished'));
  writeFileSync(join(folder, 'r3/report.json'), canonicalJson(reportWith({ values: { iou: 1 } })));
  const { results, problems } = readResults(folder);
  assert.deepEqual(
    problems.map(({ code, location }) => [code, location]),
    [
      ['EV9105', 'r3'],
      ['EV9105', 'unfinished'],
    ],
  );
  assert.deepEqual(readResults(folder, new Set(['r1', 'r3', 'unfinished'])).results, results.slice(1));
  const index = new ReportIndex(':memory:');
  index.add(...results);
  assert.deepEqual(index.numbers('r2'), indexOf(some).numbers('r2'));
  assert.deepEqual(
    index.runs().map(({ id }) => id),
    ['r4', 'r2', 'r1'],
  );
  rmSync(folder, { recursive: true });
});

test('an index of the first form is emptied, to be filled again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'index-'));
  const path = join(folder, 'index.db');
  const suites = "CREATE TABLE suites (digest TEXT PRIMARY KEY); INSERT INTO suites VALUES ('s');";
  const runs = "CREATE TABLE runs (id TEXT PRIMARY KEY, suite TEXT REFERENCES suites (digest)); INSERT INTO runs VALUES ('r1', 's');";
  openDatabase(path, [`${suites}${runs} CREATE TABLE numbers (run TEXT REFERENCES runs (id)); INSERT INTO numbers VALUES ('r1');`]).close();
  const index = new ReportIndex(path);
  assert.deepEqual(index.runs(), []);
  index.add(...some);
  assert.equal(index.runs().length, some.length);
  index.close();
  rmSync(folder, { recursive: true });
});

test('tables are strict, keys are held, and a newer database is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'index-'));
  const path = join(folder, 'index.db');
  new ReportIndex(path).close();
  const database = openDatabase(path, ['', '', '']);
  assert.equal(database.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal');
  assert.throws(() => database.exec("INSERT INTO numbers VALUES ('none', 'iou', '{}', 1.0, 3, NULL, NULL)"), /FOREIGN KEY/);
  assert.throws(() => database.exec("INSERT INTO numbers VALUES ('none', 'iou', '{}', 'many', 3, NULL, NULL)"), /cannot store TEXT/);
  database.close();
  assert.throws(() => new ReportIndex(path), /EV9104/);
  writeFileSync(join(folder, 'text.db'), 'this is no database, and it is longer than a header of one would be. '.repeat(20));
  assert.throws(() => new ReportIndex(join(folder, 'text.db')), /EV9104/);
  rmSync(folder, { recursive: true });
});
