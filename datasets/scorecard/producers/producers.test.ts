/** Recorded runs of other producers: the same outcome, or the one that this test says and why. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { InputError } from '../../../eval/errors/errors.ts';
import { readEvalReport } from '../../../eval/external_metrics/eval_report.ts';
import { sourceOf } from '../../../eval/external_metrics/input.ts';
import { compareReports } from './eval_compare.ts';
import { type Label, labelStep, labelTrace, type RawStep } from './label_steps.ts';
import { evalTask, runEval, taskOutcome } from './run_eval.ts';
import { aggregateShadow, type ShadowTrace } from './shadow_aggregate.ts';
import { bucketOf, variantOf } from './shadow_router.ts';

interface Vector<Input, Expected> {
  readonly name: string;
  readonly input: Input;
  readonly expected: Expected;
  readonly upstream_defect?: string;
}

function recorded<Input, Expected>(name: string): readonly Vector<Input, Expected>[] {
  return JSON.parse(readFileSync(`datasets/scorecard/producers/testing/${name}.json`, 'utf8')).cases;
}

/** Every case is judged, and every listed one exists. */
function checkListed(cases: readonly { readonly name: string; readonly upstream_defect?: string }[], otherwise: object): void {
  const listed = Object.keys(otherwise);
  assert.deepEqual(
    listed.filter((name) => !cases.some((vector) => vector.name === name)),
    [],
  );
  assert.deepEqual(
    cases.filter(({ name, upstream_defect: defect }) => defect !== undefined && !listed.includes(name)).map(({ name }) => name),
    [],
  );
}

const codesOf = (act: () => unknown): string[] => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof InputError, String(error));
    return error.problems.map(({ code, location }) => `${code} ${location}`);
  }
  return [];
};

test('labels of steps', () => {
  const otherwise: Readonly<Record<string, Label>> = {
    // A verified success stays one, whatever word its text goes on with.
    'gate-pass-mentions-cloudflare': { label: 'positive', label_reason: 'gate_verify_pass' },
    // The end of a list of results is no escalation.
    'page-exhausted': { label: 'neutral', label_reason: 'success_no_delta' },
    // The text "no" is not true.
    'truthy-success': { label: 'negative', label_reason: 'failed_step' },
  };
  const cases = recorded<{ readonly step: RawStep }, Label>('label-steps');
  checkListed(cases, otherwise);
  for (const { name, input, expected } of cases) assert.deepEqual(labelStep(input.step), otherwise[name] ?? expected, name);
});

test('a labelled trace keeps what the raw one says: whose it is, and what it cost', () => {
  const raw = {
    run_id: 'r',
    variant: 'candidate',
    costs: { total: 0.2 },
    steps: [
      { step_index: 0, success: true },
      { step_index: 1, success: false },
    ],
  };
  assert.deepEqual(labelTrace(raw), {
    ...raw,
    steps: [
      { step_index: 0, success: true, label: 'neutral', label_reason: 'success_no_delta' },
      { step_index: 1, success: false, label: 'negative', label_reason: 'failed_step' },
    ],
    label_summary: { success_no_delta: 1, failed_step: 1 },
  });
});

interface EvalInput {
  readonly tasks: readonly unknown[];
  readonly outcomes: Readonly<Record<string, unknown>>;
}
interface EvalExpected {
  readonly results: readonly { readonly outcome: Readonly<Record<string, unknown>> }[];
}

function evaluate({ tasks, outcomes }: EvalInput) {
  return runEval(
    'e',
    tasks.map((task) => evalTask.parse(task)),
    (id) => taskOutcome.parse(outcomes[id]),
  );
}

test('eval reports', () => {
  const otherwise: Readonly<Record<string, readonly string[]>> = {
    'empty-needle': ['EV6020 a', 'EV6020 b'],
    'duplicate-task-id': ['EV6005 a'],
    // As recorded, but for the cost, see below.
    'runner-raises': [],
  };
  const cases = recorded<EvalInput, EvalExpected>('run-eval');
  checkListed(cases, otherwise);
  for (const { name, input, expected } of cases) {
    const codes = otherwise[name] ?? [];
    assert.deepEqual(
      codesOf(() => evaluate(input)),
      codes,
      name,
    );
    if (codes.length > 0) continue;
    const { results, ...counts } = evaluate(input);
    const { results: wanted, ...wantedCounts } = expected;
    assert.deepEqual(counts, wantedCounts, name);
    assert.equal(results.length, wanted.length);
    for (const [i, { outcome, ...row }] of results.entries()) {
      const { outcome: wantedOutcome, ...wantedRow } = wanted[i] as EvalExpected['results'][number];
      assert.deepEqual(row, wantedRow, name);
      // The recorded program fills in what nobody said: a cost of 0, a duration of 0, an empty `raw`.
      const { raw, duration_s, cost, ...texts } = wantedOutcome;
      const { cost: own, ...ownTexts } = outcome;
      assert.deepEqual(ownTexts, texts, name);
      assert.ok(own === cost || (own === null && cost === 0), name);
      assert.deepEqual([raw, duration_s], [{}, 0]);
    }
  }
});

test('money that a crashed task had spent is in the report, and unknown where nobody knows it', () => {
  const costs = (outcome: unknown) => evaluate({ tasks: [{ task_id: 'a', criteria: [] }], outcomes: { a: outcome } }).results[0]?.outcome.cost;
  assert.equal(costs({ raise: 'boom', cost: 0.4 }), 0.4);
  assert.equal(costs({ raise: 'boom' }), null);
  assert.equal(costs({ success: true }), null);
});

interface CompareExpected {
  readonly comparison: Readonly<Record<string, unknown>>;
  readonly cli_exit_code: number;
}

test('comparisons of eval reports', () => {
  const nothing = { baseline_pass_rate: null, candidate_pass_rate: null, delta: null, win_rate: null, verdict: 'not_compared' };
  const otherwise: Readonly<Record<string, Readonly<Record<string, unknown>> | 'EV6004'>> = {
    // A win does not pay for a regression.
    'one-win-one-loss': { verdict: 'regressed' },
    'no-common-task': nothing,
    'both-empty': nothing,
    // Rates of the tasks that both have.
    'partial-overlap': { baseline_pass_rate: 1, candidate_pass_rate: 1, delta: 0 },
    'stated-rate-contradicts-rows': 'EV6004',
  };
  const cases = recorded<{ readonly baseline: unknown; readonly candidate: unknown }, CompareExpected>('eval-compare');
  checkListed(cases, otherwise);
  for (const { name, input, expected } of cases) {
    const report = (side: 'baseline' | 'candidate') => readEvalReport(sourceOf(side, Buffer.from(JSON.stringify(input[side]))));
    const ours = otherwise[name] ?? {};
    if (ours === 'EV6004') {
      assert.deepEqual(
        codesOf(() => report('baseline')),
        ['EV6004 baseline:1:59'],
        name,
      );
      continue;
    }
    const comparison: Readonly<Record<string, unknown>> = { ...compareReports(report('baseline'), report('candidate')) };
    const wanted = { ...expected.comparison, verdict: expected.cli_exit_code === 0 ? 'no_regression' : 'regressed', ...ours };
    for (const [key, value] of Object.entries(wanted)) {
      // Rates were recorded with four decimals, and their difference is that of two rounded numbers.
      if (typeof value === 'number') assert.ok(Math.abs(Number(comparison[key]) - value) <= 1e-4, `${name} ${key}: ${comparison[key]}`);
      else assert.deepEqual(comparison[key], value, `${name} ${key}`);
    }
  }
});

test('tasks of one report alone are named', () => {
  const reportOf = (...ids: readonly string[]) => ({
    tasks: ids.length,
    passes: 0,
    results: ids.map((id) => ({ id, passed: false, cost: null, crashed: false })),
  });
  const { only_baseline, only_candidate, common_task_count } = compareReports(reportOf('c', 'a', 'b'), reportOf('b', 'd'));
  assert.deepEqual([only_baseline, only_candidate, common_task_count], [['a', 'c'], ['d'], 1]);
});

interface ShadowExpected {
  readonly exit_code: number;
  readonly summary: { readonly variants: object; readonly comparison: object };
}

test('summaries of shadow traffic', () => {
  const noRates = { escalation_rate: null, failure_rate: null };
  const block = (variant: string) => ({ variant, run_count: 1, step_count: 0, escalation_count: 0, failure_count: 0, ...noRates });
  // What is not compared was recorded as fine.
  const otherwise: Readonly<Record<string, object>> = {
    'only-candidate': {},
    unassigned: {},
    'reason-needs-negative-label': {},
    'runs-without-steps': { variants: { baseline: block('baseline'), candidate: block('candidate') } },
    empty: {},
    'third-variant': {},
  };
  const cases = recorded<{ readonly traces: Readonly<Record<string, unknown>>; readonly tolerance?: number }, ShadowExpected>('shadow-aggregate');
  checkListed(cases, otherwise);
  for (const { name, input, expected } of cases) {
    // A broken file never gets here: the program that reads the folder refuses it by name.
    const traces = Object.values(input.traces).filter((trace): trace is ShadowTrace => typeof trace === 'object');
    const ours = otherwise[name];
    const wanted =
      ours === undefined
        ? { ...expected.summary, verdict: expected.exit_code === 0 ? 'not_worse' : 'worse' }
        : { variants: expected.summary.variants, comparison: null, verdict: 'not_compared', ...ours };
    assert.deepEqual(aggregateShadow(traces, input.tolerance), wanted, name);
  }
});

test('the candidate is judged by counts, not by rates that are rounded first', () => {
  const runs = (variant: string, steps: number, escalations: number): ShadowTrace => ({
    variant,
    steps: Array.from({ length: steps }, (_, i) => ({
      label: i < escalations ? 'negative' : 'positive',
      label_reason: i < escalations ? 'escalation' : '',
    })),
  });
  const { comparison, verdict } = aggregateShadow([runs('baseline', 30_001, 1), runs('candidate', 30_000, 1)]);
  assert.deepEqual([comparison?.escalation_rate_delta, verdict], [0, 'worse']);
});

test('buckets and variants of keys', () => {
  const cases = recorded<
    { readonly key: string; readonly candidate_pct: number; readonly salt: string },
    { readonly variant: string; readonly bucket: number }
  >('shadow-router');
  assert.equal(cases.length, 14);
  for (const { name, input, expected } of cases) {
    assert.ok(Math.abs(bucketOf(input.key, input.salt) - expected.bucket) < 1e-9, name);
    assert.equal(variantOf(input.key, input.candidate_pct, input.salt), expected.variant, name);
  }
});
