import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { externalMetrics } from '../contracts/external_metrics.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { nodeBinary } from '../io/node.ts';
import { scorecardNumbers } from './scorecard_numbers.ts';
import { configOf, evidenceOf, problemsOf, source, tracesOf, withBaseline } from './testing/build.ts';

const report = { results: [{ task_id: 'a', passed: true, outcome: { cost: 0.5 } }] };
const trace = { variant: 'candidate', steps: [{ label: 'negative', label_reason: 'escalation' }] };
const other = { variant: 'candidate', steps: [...trace.steps, { label: 'positive', label_reason: 'gate_verify_pass' }] };
const summary = { variants: { candidate: { step_count: 10, escalation_count: 1 }, baseline: { step_count: 10, escalation_count: 2 } } };
const vouched = { who: 'A. Reviewer', why: 'counted by hand' };

const everything = () =>
  evidenceOf(
    {
      evalReport: source('r.json', report),
      baselineReport: source('b.json', report),
      shadowSummary: source('s.json', summary),
      traces: tracesOf({ 'z.json': trace, 'a.json': other }),
    },
    {
      ...withBaseline,
      overrides: [{ metric: 'parser_validity', value: 0.9, n: 10, ...vouched }],
      champion: { regression_tolerance: 0, resamples: 100, seed: 1 },
    },
  );

test('every number of a gate has a row of the candidate, in order, measured or with its reason', () => {
  const nothing = evidenceOf({});
  assert.deepEqual(externalMetrics.parse(nothing), nothing);
  assert.deepEqual(
    nothing.rows.map(({ metric, role, value, n }) => [metric, role, value, n]),
    [...scorecardNumbers.keys()].filter((metric) => !metric.startsWith('champion')).map((metric) => [metric, 'candidate', null, 0]),
  );
  assert.ok(nothing.rows.every(({ reason }) => reason !== null && reason !== ''));
  const all = everything();
  assert.deepEqual(externalMetrics.parse(JSON.parse(canonicalJson(all))), all);
  const keys = all.rows.map(({ metric, role }) => `${metric} ${role}`);
  assert.equal(new Set(keys).size, keys.length, 'one row a metric and role');
  const order = all.rows.map(({ metric }) => [...scorecardNumbers.keys()].indexOf(metric));
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  assert.ok(all.rows.every(({ value, reason }) => (value === null) === (reason !== null)));
});

test('inputs are listed with their digests, and the digest is over inputs and rows', () => {
  const { name, subject, inputs, rows, digest } = everything();
  assert.deepEqual(
    inputs.map(({ role }) => role),
    ['config', 'eval_report', 'baseline_report', 'shadow_summary', 'labelled_trace:a.json', 'labelled_trace:z.json'],
  );
  assert.equal(inputs[1]?.sha256, sha256(JSON.stringify(report)));
  assert.equal(digest, digestOf({ name, subject, inputs, rows }));
  assert.notEqual(
    evidenceOf({ evalReport: source('r.json', { ...report, name: 'x' }) }).digest,
    evidenceOf({ evalReport: source('r.json', report) }).digest,
  );
});

test('the same files under other paths, in another order, give the same bytes', () => {
  const traces = (location: string, order: readonly string[]) =>
    new Map(order.map((key) => [key, source(location + key, key === 'a.json' ? trace : other)]));
  const first = evidenceOf({ evalReport: source('x/r.json', report), traces: traces('x/', ['a.json', 'b.json']) });
  const second = evidenceOf({ evalReport: source('y/r.json', report), traces: traces('y/', ['b.json', 'a.json']) });
  assert.equal(canonicalJson(first), canonicalJson(second));
});

test('the problems of all artefacts and overrides are told together, each once', () => {
  const problems = problemsOf(() =>
    evidenceOf(
      { evalReport: source('r.json', { results: [1] }), baselineReport: source('b.json', report), shadowSummary: source('s.json', '{') },
      {
        ...withBaseline,
        overrides: [{ metric: 'parser_validity', value: 1.9, n: 10, ...vouched }],
        champion: { regression_tolerance: 0, resamples: 100, seed: 1 },
      },
    ),
  );
  assert.deepEqual(
    problems.map((text) => text.split(' ').slice(0, 2).join(' ')),
    ['EV6002 r.json:1:13', 'EV6001 s.json:1:2', 'EV6007 override'],
  );
});

test('the program reads declared files and writes what run() gives; a wrong declaration is told with its line', () => {
  // Beside this file, unbuilt or compiled.
  const program = import.meta.filename.replace(/run\.test\.(ts|js)$/, 'main.$1');
  const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
  const evidence = (...argv: string[]) => spawnSync(nodeBinary, [program, ...argv], { cwd: folder, encoding: 'utf8' });
  try {
    writeFileSync(join(folder, 'config.json'), JSON.stringify(configOf()));
    writeFileSync(join(folder, 'r.json'), JSON.stringify(report));
    writeFileSync(join(folder, 't.json'), JSON.stringify(trace));
    const good = evidence(
      '--config',
      'config.json',
      '--eval-report',
      'r.json',
      '--trace',
      'runs/a.json=t.json',
      '--out',
      'out/external_metrics.json',
    );
    assert.deepEqual([good.status, good.stdout, good.stderr], [0, '', '']);
    const expected = evidenceOf({ evalReport: source('r.json', report), traces: tracesOf({ 'runs/a.json': trace }) });
    assert.equal(readFileSync(join(folder, 'out/external_metrics.json'), 'utf8'), canonicalJson(expected));

    writeFileSync(join(folder, 'config.json'), '{"name": "scorecard",\n "subjekt": 1}');
    const wrong = evidence('--config', 'config.json', '--out', 'out/external_metrics.json');
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /^error EV6003 {2}config\.json:1:1\n {2}subject: is missing[\s\S]*error EV6003 {2}config\.json:2:\d+\n/);
    assert.equal(evidence('--config', 'config.json', '--eval-report', 'nowhere.json', '--out', 'x').status, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
