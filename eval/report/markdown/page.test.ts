import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsTable } from '../../contracts/metrics.ts';
import { reportDocument } from '../document.ts';
import { number, signed } from '../phrases/numbers.ts';
import { changed, fixture, go, hostile, inconclusive, unmeasured, voided, withoutBaseline } from '../testing/fixture.ts';
import { largestSize, markdownPage, marker } from './page.ts';

const pageOf = (input: ReturnType<typeof fixture>): string => markdownPage(reportDocument(input));

for (const [name, input, recommendation] of [
  ['no-go', fixture(), 'no-go'],
  ['go', go(), 'go'],
  ['void', voided(), 'no-go'],
  ['inconclusive', inconclusive(), 'no-go'],
  ['a candidate alone', withoutBaseline(), 'no-go'],
  ...(['series', 'external_metrics', 'detection'] as const).flatMap((fold) => [
    [fold, fixture(fold), 'no-go'] as const,
    [`${fold}, a candidate alone`, withoutBaseline(fold), 'no-go'] as const,
    [`${fold}, nothing measured`, unmeasured(fold), 'no-go'] as const,
  ]),
] as const) {
  test(`${name}: starts with the marker, ends with the deciding criterion and the recommendation`, () => {
    const lines = pageOf(input).split('\n');
    assert.equal(lines[0], marker);
    assert.deepEqual(
      lines.filter((line) => /NaN|Infinity|\[object|\| undefined \|/.test(line)),
      [],
    );
    assert.deepEqual(lines.slice(-3), [`deciding criterion: \`${input.decision.deciding}\`  `, `recommendation: "${recommendation}"`, '']);
  });
}

test('the verdict stands in words in the first heading', () => {
  const heading = (input: ReturnType<typeof fixture>): string | undefined =>
    pageOf(input)
      .split('\n')
      .find((line) => line.startsWith('# '));
  assert.equal(heading(fixture()), '# No-go: yolo_v3 may not be promoted');
  assert.equal(heading(go()), '# Go: yolo_v3 may be promoted');
  assert.equal(heading(inconclusive()), '# Inconclusive: too few samples to tell whether yolo_v3 may be promoted');
  assert.equal(heading(voided()), '# Void: nothing trustworthy was measured, so yolo_v3 may not be promoted');
});

test('every row of the table is in the report, its numbers equal after rounding', () => {
  const input = fixture();
  const tables = tablesOf(pageOf(input));
  let compared = 0;
  for (const { corpus, metric, cells } of expectedCells(input.metrics)) {
    const found = tables.filter(({ section, part, title }) => section === 'Results' && part.startsWith(`${corpus} (`) && title === metric);
    assert.equal(found.length, 1, `${metric} on ${corpus}`);
    const row = found[0]?.rows.find(([name]) => name === cells[0] || name?.startsWith(`${cells[0]} (`));
    assert.deepEqual(row?.slice(1, 5), cells.slice(1), `${metric} on ${corpus}`);
    compared++;
  }
  assert.equal(compared, input.metrics.deltas.length);
});

test('the table of the failed criteria says what was found, what was needed, n and the interval', () => {
  const [row] = tablesOf(pageOf(fixture())).find(({ section }) => section === 'How close it was')?.rows ?? [];
  assert.deepEqual(row?.slice(0, 7), [
    '`class_no_regression/handle_hole` (decides)',
    'fails',
    'difference in mask IoU, handle_hole on flagged',
    '−0.143',
    'at least −0.080',
    '−0.063',
    '6 samples',
  ]);
  assert.match(row?.[7] ?? '', /^−0\.\d{3} to −0\.\d{3}$/);
});

test('a candidate alone has no differences', () => {
  assert.doesNotMatch(pageOf(withoutBaseline()), /\| difference|improve/i);
});

test('an empty gallery says so', () => {
  const page = pageOf(changed((input) => (input.gallery = { ...input.gallery, items: [] })));
  assert.match(page, /\n## Gallery\n\nNo pictures were drawn\.\n/);
});

test('a huge evaluation is cut to fit, with pointers, and keeps its last line', () => {
  const page = pageOf(
    changed(({ metrics, decision }) => {
      const long = 'word '.repeat(300);
      metrics.corpora = Array.from({ length: 30 }, (_, i) =>
        metrics.corpora.map((corpus) => ({ ...corpus, name: `${corpus.name}${i}`, statements: [`${i} ${long}`], remarks: [long] })),
      ).flat();
      decision.criteria = Array.from({ length: 80 }, (_, i) =>
        decision.criteria.map((result) => ({ ...result, title: `${i}`, reason: long })),
      ).flat();
    }),
  );
  assert.ok(Buffer.byteLength(page) < largestSize, `${Buffer.byteLength(page)} bytes`);
  assert.match(page, /and \d+ more in report\.html/);
  assert.match(page, /\nrecommendation: "no-go"\n$/);
});

for (const name of ['pottery', 'series', 'external_metrics', 'detection'] as const) {
  test(`${name}: text of strangers stays text`, () => {
    const attack = '</td>\n# heading\n| cell | <script>alert(1)</script> [link](javascript:x) ![](x) `code` @everyone\n<!-- x';
    const page = pageOf(hostile(attack, name));
    assert.doesNotMatch(
      withoutCode(page.replace(marker, '')).replace(/^(<details><summary>(?=[^<]*<\/summary>$)|<\/details>$)|<\/summary>$/gm, ''),
      /<|(?<!\\)\]\(javascript/,
    );
    assert.equal(page.split('\n').filter((line) => line.startsWith('# ')).length, 1);
    for (const { columns, rows, title } of tablesOf(page)) for (const row of rows) assert.equal(row.length, columns, title);
  });
}

test('the first lines tell tier and notices', () => {
  const lines = pageOf(fixture('external_metrics')).split('\n').slice(4, 12).join('\n');
  assert.match(lines, /^> \*\*The policy scorecard takes missing evidence as passed \(missing_policy: skipped_counts_as_passed\)\.\*\*$/m);
  assert.match(lines, / · tier: \*\*first_sft\*\*$/m);
});

test('evidence: an override names who and why, what is missing says why', () => {
  const [{ rows } = { rows: [] }] = tablesOf(pageOf(fixture('external_metrics'))).filter(({ section }) => section === 'External metrics');
  const origins = Object.fromEntries(
    rows.map(([metric = '', about = '', value = '', , counts = '', , origin = '']) => [`${metric}, ${about}`, [value, counts, origin]]),
  );
  assert.deepEqual(origins['Task pass rate, baseline'], ['0.458', '22 of 48', 'eval_report_baseline.json: passed rows of results']);
  assert.match(origins['Parser validity, candidate']?.[2] ?? '', /^\*\*override\*\* stated by m\.garcia; Counted by hand/);
  assert.deepEqual(origins['Gallery recovery, candidate'], ['not measured', '–', 'no run was labelled']);
});

test('every value of a dimension is in the report, and every comparison', () => {
  const { metrics } = fixture('series');
  const tables = tablesOf(pageOf(fixture('series')));
  for (const { metric, backend, values } of metrics.across.filter(({ metric }) => ['rmse', 'plcc'].includes(metric))) {
    const title = metrics.definitions.find(({ id }) => id === metric)?.title;
    const found = tables.find((one) => one.section === 'Across source' && one.title === title);
    const column = 1 + metrics.backends.findIndex(({ identity }) => identity.name === backend);
    assert.deepEqual(
      found?.rows.map((row) => [row[0], row[column]?.replaceAll('*', '')]),
      values.map(({ value, observed }) => [value, number(observed)]),
    );
  }
  const compared = tables.filter(({ header }) => header.includes('p, Holm')).flatMap(({ rows }) => rows);
  assert.deepEqual(
    compared.map((row) => `${row[1]}: ${row[2]}`).sort(),
    metrics.comparisons.map(({ a, b, difference }) => `${a} − ${b}: ${signed(difference)}`).sort(),
  );
});

/** Escaped ticks are no code; what is left between runs of equally many ticks is. */
function withoutCode(page: string): string {
  return page.replaceAll('\\`', '').replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
}

interface Table {
  readonly section: string;
  /** The heading within the section. */
  readonly part: string;
  readonly title: string;
  readonly header: readonly string[];
  readonly columns: number;
  readonly rows: readonly (readonly string[])[];
}

/** The Markdown tables of a page, by the section they are in and the title of their first column. */
function tablesOf(page: string): Table[] {
  const tables: (Table & { rows: string[][] })[] = [];
  let [section, part, last] = ['', '', ''];
  for (const line of page.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (line.startsWith('### ')) part = line.slice(4);
    if (line.startsWith('| ') && !last.startsWith('| ')) {
      const header = cellsOf(line);
      tables.push({ section, part, title: header[0] ?? '', header, columns: header.length, rows: [] });
    } else if (line.startsWith('| ') && !line.startsWith('| ---')) tables.at(-1)?.rows.push(cellsOf(line));
    last = line;
  }
  return tables;
}

function cellsOf(line: string): string[] {
  return line.slice(2, -2).split(/(?<!\\) \| /);
}

/** The first five cells of every row of the tables of values, made from the table by its own key. */
function* expectedCells(metrics: MetricsTable): Generator<{ corpus: string; metric: string; cells: string[] }> {
  for (const { where, metric, value } of metrics.deltas) {
    const of = (role: string) =>
      metrics.rows.find((row) => row.role === role && row.metric === metric && JSON.stringify(row.where) === JSON.stringify(where));
    const [candidate, baseline] = [of('candidate'), of('baseline')];
    const name = where.slice === null ? '**all samples**' : where.slice.value;
    const title = metrics.definitions.find(({ id }) => id === metric)?.title ?? '';
    yield {
      corpus: where.corpus,
      metric: title,
      cells: [name, String(candidate?.n), number(candidate?.value ?? null), number(baseline?.value ?? null), signed(value)],
    };
  }
}
