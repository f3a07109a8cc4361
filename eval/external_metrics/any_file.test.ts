import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceOf, problemsOf, rowOf, source, told, withBaseline } from './testing/build.ts';

const results = { latency: { p50: 8.5, 'p95/ms': 31 }, size: [12, 14], samples: 96, note: '95 %', empty: null };

function ofJson(metrics: Readonly<Record<string, unknown>>, value: unknown = results, more: Readonly<Record<string, unknown>> = {}) {
  return evidenceOf({ external: source('metrics.json', value) }, { external: { form: 'json', metrics, ...more } });
}

test('numbers at pointers, with what they rest on and where they stood; nothing else is a row', () => {
  const evidence = ofJson({
    latency_ms: { at: '/latency/p95~1ms', n_at: '/samples' },
    bytes: { at: '/size/1', n: 3 },
  });
  assert.deepEqual(
    evidence.rows.map((row) => `${row.metric} ${told(row)}`),
    ['bytes 14 on 3: /size/1 of metrics.json', 'latency_ms 31 on 96: /latency/p95~1ms of metrics.json'],
  );
  assert.equal(evidence.inputs.at(-1)?.role, 'external');
});

test("a file of the baseline's", () => {
  const evidence = evidenceOf(
    { external: source('metrics.json', results) },
    { ...withBaseline, external: { form: 'json', role: 'baseline', metrics: { latency_ms: { at: '/latency/p50' } } } },
  );
  assert.equal(rowOf(evidence, 'latency_ms', 'baseline')?.value, 8.5);
});

test('every wrong place and value is told at once', () => {
  const metrics = {
    a: { at: '/latency/p59' },
    b: { at: '/note' },
    c: { at: '/empty' },
    d: { at: '/size' },
    e: { at: '/size/2' },
    f: { at: '/size/length' },
    g: { at: '/samples', n_at: '/latency/p50' },
  };
  assert.deepEqual(
    problemsOf(() => ofJson(metrics)).map((text) => text.split(' [')[0]?.replace('metrics.json ', '')),
    [
      'EV6021 a: there is nothing at "/latency/p59" (nearest: /latency/p50)',
      'EV6022 b: what stands at "/note" is no number',
      'EV6022 c: what stands at "/empty" is no number',
      'EV6022 d: what stands at "/size" is no number',
      'EV6021 e: there is nothing at "/size/2" (nearest: /size/0)',
      'EV6021 f: there is nothing at "/size/length"',
      'EV6022 g: n is no whole number above 0',
    ],
  );
});

for (const [what, text, code] of [
  ['a key written twice', '{"a": 1, "a": 2}', 'EV6023'],
  ['NaN', '{"a": NaN}', 'EV6001'],
  ['no JSON', 'a: 1', 'EV6001'],
] as const) {
  test(`${what} is refused`, () => {
    assert.deepEqual(
      problemsOf(() => ofJson({ a: { at: '/a' } }, text)).map((problem) => problem.slice(0, 6)),
      [code],
    );
  });
}

const csv = '   epoch,   metrics/mAP50(B),  time\n 1, 0.5, 1.0\n 2, 0.75, 2e0\n 3, 0.7, 3\n';

for (const [row, value] of [
  ['first', 0.5],
  ['last', 0.7],
  [{ by: 'metrics/mAP50(B)', pick: 'highest' }, 0.75],
  [{ by: 'time', pick: 'lowest' }, 0.5],
] as const) {
  test(`${JSON.stringify(row)} of a trainer's results.csv`, () => {
    const evidence = evidenceOf(
      { external: source('results.csv', csv) },
      { external: { form: 'csv', row, metrics: { map50: { at: 'metrics/mAP50(B)' } } } },
    );
    assert.equal(rowOf(evidence, 'map50')?.value, value);
  });
}

test('a column that is not there, cells that are no numbers, a table without rows', () => {
  const codes = (text: string, at: string, row: unknown = 'last') =>
    problemsOf(() => evidenceOf({ external: source('r.csv', text) }, { external: { form: 'csv', row, metrics: { x: { at } } } })).map((problem) =>
      problem.slice(0, 6),
    );
  assert.deepEqual(codes(csv, 'mAP50'), ['EV6021']);
  assert.deepEqual(codes('a\n0.9 %\n', 'a'), ['EV6022']);
  assert.deepEqual(codes('a\n', 'a'), ['EV6021']);
  assert.deepEqual(codes('a\n1\nnan\n', 'a', { by: 'a', pick: 'highest' }), ['EV6021']);
});

const rows = [
  { metric: 'latency_ms', value: 31, n: 96, detail: 'p95 on one core' },
  { metric: 'latency_ms', role: 'baseline', value: 40, n: 96 },
  { metric: 'answered', numerator: 19, denominator: 20 },
  { metric: 'cost', value: null, reason: 'the meter was off' },
];
const ndjson = rows.map((row) => JSON.stringify(row)).join('\n');
const table = 'metric,role,value,n,numerator,denominator\nlatency_ms,,31,96,,\nlatency_ms,baseline,40,96,,\nanswered,,,,19,20\n';

for (const [file, text] of [
  ['rows.json', JSON.stringify(rows)],
  ['rows.ndjson', `${ndjson}\n`],
  ['rows.csv', table],
] as const) {
  test(`rows that say what they are: ${file}`, () => {
    const evidence = evidenceOf({ external: source(file, text) }, { ...withBaseline, external: { form: 'rows' } });
    assert.deepEqual(rowOf(evidence, 'answered')?.counts, { numerator: 19, denominator: 20 });
    assert.equal(rowOf(evidence, 'latency_ms')?.value, 31);
    assert.equal(rowOf(evidence, 'latency_ms', 'baseline')?.value, 40);
    if (file !== 'rows.csv') assert.equal(told(rowOf(evidence, 'cost')), 'none: the meter was off');
  });
}

test('rows without value, without n, twice, with a misspelt key: each with its place', () => {
  const wrong = [{ metric: 'a', n: 1 }, { metric: 'b', value: 1 }, { metric: 'c', numerator: 3, denominator: 2 }, rows[0], rows[0]];
  const of = (value: unknown) => problemsOf(() => evidenceOf({ external: source('r.json', value) }, { external: { form: 'rows' } }));
  assert.deepEqual(
    of(wrong).map((text) => text.split(' ').slice(0, 4).join(' ')),
    ['EV6021 r.json: row 1', 'EV6021 r.json: row 2', 'EV6022 r.json: row 3', 'EV6023 r.json two numbers'],
  );
  assert.deepEqual(
    of([{ metric: 'a', vlaue: 1, n: 1 }]).map((text) => text.slice(0, 6)),
    ['EV6002'],
  );
  assert.deepEqual(
    of({ a: 1 }).map((text) => text.slice(0, 6)),
    ['EV6002'],
  );
});

test('one bad row hides no other; a row that is none is told by its key', () => {
  const lines = ['no', JSON.stringify({ metric: 'a', vlaue: 1, n: 1 }), JSON.stringify({ metric: 'b', value: 1 })].join('\n');
  assert.deepEqual(
    problemsOf(() => evidenceOf({ external: source('r.ndjson', lines) }, { external: { form: 'rows' } })).map((text) =>
      text.split(' ').slice(0, 4).join(' '),
    ),
    ['EV6001 r.ndjson:1:1:1 not JSON', 'EV6002 r.ndjson:2 vlaue: unknown', 'EV6021 r.ndjson:3 b: n,'],
  );
});

test('blanks around a cell are padding, blanks in quotes are content', () => {
  const text = 'name,  " map "\n " a, b ",  0.5\n';
  const evidence = evidenceOf({ external: source('r.csv', text) }, { external: { form: 'csv', row: 'last', metrics: { map: { at: ' map ' } } } });
  assert.equal(rowOf(evidence, 'map')?.value, 0.5);
});

test('a number by hand that only the criteria know is taken as it is', () => {
  const evidence = evidenceOf({}, { overrides: [{ metric: 'latency_ms', value: 31, n: 96, who: 'A', why: 'stopwatch' }] });
  assert.deepEqual([rowOf(evidence, 'latency_ms')?.value, rowOf(evidence, 'latency_ms')?.origin], [31, 'override']);
});
