/** Recorded evaluations of another scorecard program: the same outcome, or the one that this test says and why. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readText } from '../../io/files.ts';
import { parseCommandLine } from './arguments.ts';
import { jsonBelow } from './folder.ts';
import { type Request, run } from './run.ts';
import { assertSame, codesOf, gateOf, judged, type RecordedCard, source, wasSkipped } from './testing/recorded.ts';

interface Vector {
  readonly name: string;
  readonly input: {
    readonly tier?: string;
    readonly metric_overrides?: Readonly<Record<string, number | string>>;
    readonly eval_report?: unknown;
    readonly shadow_summary?: unknown;
    readonly labelled_traces?: Readonly<Record<string, unknown>> | null;
  };
  readonly expected: { readonly scorecard?: RecordedCard; readonly error?: string };
  readonly upstream_defect?: string;
}

const { cases } = JSON.parse(readText('eval/scorecard/command/testing/evaluate.json')) as { cases: readonly Vector[] };
const shipped = readText('criteria/scorecard/promotion_scorecard.yaml');
// The recorded artefacts are toys of two to a hundred rows.
const ofAnySize = shipped.replaceAll(/minimum_n: \d+/g, 'minimum_n: 1');
const sanity = { location: 'sanity.yaml', text: readText('criteria/sanity.yaml') };

function judge({ input }: Vector, more: Partial<Request> = {}): ReturnType<typeof run> {
  const flags = Object.entries(input.metric_overrides ?? {}).flatMap(([name, value]) => ['--metric', `${name}=${value}`]);
  const { stated, who, why } = parseCommandLine([...flags, '--who', 'the test', '--why', 'it was recorded so']);
  const { eval_report: report, shadow_summary: summary, labelled_traces: traces } = input;
  const files = traces === null ? jsonBelow('eval/scorecard/command/testing/no such folder') : traces;
  return run({
    criteria: { location: 'criteria.yaml', text: ofAnySize },
    sanity,
    tier: input.tier ?? 'first_sft',
    skippedCountsAsPassed: false,
    artefacts: {
      evalReport: report === undefined ? undefined : source('report.json', report),
      shadowSummary: summary === undefined ? undefined : source('summary.json', summary),
      traces: files instanceof Map ? files : files && new Map(Object.entries(files).map(([name, value]) => [name, source(name, value)])),
    },
    stated,
    who,
    why,
    ...more,
  });
}

const nothing = 'nothing was measured';
const nobodys = "traces without a variant are nobody's, and nothing else was measured";
const refused = 'refused, not read as absent or as a pass';

/** What we make of a case instead: codes of a refusal, or the judged gates with the exit code under the named policy. */
const otherwise: Readonly<Record<string, { readonly why: string; readonly codes?: string; readonly gates?: string; readonly exit?: number }>> = {
  'no-inputs-base': { why: nothing, gates: '', exit: 4 },
  'no-inputs-first_sft': { why: nothing, gates: '', exit: 4 },
  'no-inputs-future': { why: nothing, gates: '', exit: 4 },
  'unknown-tier': { why: 'an error there too', codes: 'EV2012' },
  'empty-tier': { why: 'an error there too', codes: 'EV2012' },
  'no-task-passed': { why: 'a cost without a success is infinite and fails', gates: '-task_pass_rate -cost_per_success_usd_max', exit: 1 },
  'report-without-costs': { why: 'its counts contradict its rows', codes: 'EV6004' },
  'report-without-pass-rate': { why: refused, codes: 'EV6002' },
  'empty-eval-set': { why: 'a rate of no tasks is no rate of 0', gates: '', exit: 4 },
  'shadow-without-candidate': { why: nothing, gates: '', exit: 4 },
  'shadow-block-without-rate': { why: nothing, gates: '', exit: 4 },
  'shadow-empty-candidate-block': { why: nothing, gates: '', exit: 4 },
  'shadow-zero-steps': { why: nothing, gates: '', exit: 4 },
  'traces-no-escalation': { why: nobodys, gates: '', exit: 4 },
  'traces-one-in-twenty': { why: nobodys, gates: '', exit: 4 },
  'traces-three-in-twenty': { why: nobodys, gates: '', exit: 4 },
  'traces-step-without-reason': { why: nobodys, gates: '', exit: 4 },
  'traces-reason-beats-label': { why: nobodys, gates: '', exit: 4 },
  'traces-empty-directory': { why: nothing, gates: '', exit: 4 },
  'traces-missing-directory': { why: refused, codes: 'EV5002' },
  'traces-with-broken-file': { why: 'a broken file is named, not dropped', codes: 'EV6001' },
  'traces-empty-steps': { why: 'a trace without a list of steps is no labelled trace', codes: 'EV6002' },
  'traces-mixed-variants': {
    why: "the baseline's steps are not the candidate's",
    gates: '-forbidden_region_avoidance -loop_rate_max -escalation_rate_max +failed_step_rate',
    exit: 1,
  },
  'cost-override-loses': { why: 'overrides win everywhere', gates: '+task_pass_rate +cost_per_success_usd_max', exit: 0 },
  'unknown-override-ignored': { why: refused, codes: 'EV5211' },
  'nan-override-min': { why: 'it is no number to state', codes: 'EV9001' },
  'nan-override-max': { why: 'it is no number to state', codes: 'EV9001' },
  'infinity-override': { why: 'it is no number to state', codes: 'EV9001' },
  'out-of-range-rates': { why: refused, codes: 'EV6007' },
};

for (const vector of cases) {
  const ours = otherwise[vector.name];
  const { scorecard: recorded } = vector.expected;
  const skipping = { skippedCountsAsPassed: true };
  if (ours?.codes !== undefined) {
    test(`${vector.name}: ${ours.why}`, () => {
      assert.throws(
        () => judge(vector, skipping),
        (error) => codesOf(error) === ours.codes,
      );
    });
  } else if (ours !== undefined) {
    test(`${vector.name}: ${ours.why}`, () => {
      const { scorecard, exitCode } = judge(vector, skipping);
      assert.deepEqual([judged(scorecard), exitCode], [ours.gates, ours.exit]);
    });
  } else {
    test(`${vector.name}: as recorded, where what was not measured is taken as passed`, () => {
      assert.ok(recorded !== undefined);
      const { scorecard, exitCode } = judge(vector, skipping);
      assertSame(scorecard, recorded);
      assert.deepEqual([scorecard.overall_passed, exitCode], [recorded.overall_passed, recorded.overall_passed ? 0 : 1]);
    });
  }
}

test('every case that is listed exists, and every defect is listed or is about skipped gates only', () => {
  const names = new Set(cases.map(({ name }) => name));
  assert.deepEqual(
    Object.keys(otherwise).filter((name) => !names.has(name)),
    [],
  );
  const other = cases.filter(({ name, upstream_defect: defect }) => defect !== undefined && otherwise[name] === undefined);
  assert.deepEqual(
    new Set(other.map(({ upstream_defect: defect }) => defect)),
    new Set(['a gate with no evidence is recorded as passed with value 0']),
  );
});

test('as the criteria declare it, no case goes that lacks a gate', () => {
  const went: string[] = [];
  for (const vector of cases) {
    if (otherwise[vector.name]?.codes !== undefined) continue;
    const { scorecard, exitCode } = judge(vector);
    assert.equal(exitCode === 0, scorecard.overall_passed, vector.name);
    if (scorecard.overall_passed) went.push(vector.name);
  }
  const complete = cases.filter(({ expected: { scorecard: card } }) => card?.overall_passed && !card.gates.some(wasSkipped));
  assert.deepEqual(
    went,
    complete.map(({ name }) => name).filter((name) => otherwise[name]?.codes === undefined),
  );
  assert.equal(went.length, 5);
});

const unlabelled: ReadonlySet<string> = new Set(['traces-step-without-reason', 'traces-reason-beats-label']);

test('recorded traces that say whose they are give the recorded gates, unless some steps have no known label', () => {
  for (const vector of cases.filter(({ name }) => otherwise[name]?.why === nobodys)) {
    const traces = Object.entries(vector.input.labelled_traces ?? {}).map(([name, trace]) => [name, { ...(trace as object), variant: 'candidate' }]);
    const { scorecard } = judge({ ...vector, input: { ...vector.input, labelled_traces: Object.fromEntries(traces) } });
    assert.ok(vector.expected.scorecard !== undefined);
    if (unlabelled.has(vector.name)) {
      assert.equal(judged(scorecard), '');
      assert.match(scorecard.metadata.remarks.join(), /^labelled traces of the candidate, not counted: \d of \d steps have no known label/);
      continue;
    }
    // Traces with a variant give the escalation rate too.
    assertSame(scorecard, vector.expected.scorecard, ['escalation_rate_max']);
  }
});

test('with the shipped sizes ten tasks are too few', () => {
  const vector = cases.find(({ name }) => name === 'eval-report-only');
  assert.ok(vector !== undefined);
  const { scorecard, exitCode } = judge(vector, { criteria: { location: 'criteria.yaml', text: shipped } });
  const { value, state, note } = gateOf(scorecard, 'task_pass_rate');
  assert.deepEqual([exitCode, value, state], [4, 0.7, 'not_measured']);
  assert.match(note, /task pass rate rests on 10 observations; at least 20 are needed/);
});

test('an override without a size is taken at its word, and the word is shown', () => {
  const vector = cases.find(({ name }) => name === 'all-clear-first_sft');
  assert.ok(vector !== undefined);
  const { scorecard } = judge(vector, { criteria: { location: 'criteria.yaml', text: shipped } });
  assert.equal(scorecard.overall_passed, true);
  const { n, note } = gateOf(scorecard, 'parser_validity');
  assert.deepEqual([n, note], [100, 'override by the test: it was recorded so (no sample size stated: taken as the required 100)']);
  assert.equal(scorecard.metadata.overrides.length, 9);
});
