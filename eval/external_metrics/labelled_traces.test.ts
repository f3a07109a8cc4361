import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceOf, problemsOf, rowOf, source, told, tracesOf, withBaseline } from './testing/build.ts';

interface Counts {
  readonly escalation?: number;
  readonly failed_step?: number;
  readonly gate_verify_pass?: number;
}

/** So many steps of each reason. */
function traceOf(variant: string | undefined, counts: Counts): unknown {
  const steps = Object.entries(counts).flatMap(([label_reason, n]) =>
    Array.from({ length: n }, () => ({ label: label_reason === 'gate_verify_pass' ? 'positive' : 'negative', label_reason })),
  );
  return { run_id: 'r', ...(variant === undefined ? {} : { variant }), steps };
}

test('steps of the candidate are counted over all of its traces', () => {
  const traces = tracesOf({
    'a.json': traceOf('candidate', { escalation: 1, gate_verify_pass: 9 }),
    't/b.json': traceOf(' candidate ', { failed_step: 4, gate_verify_pass: 6 }),
  });
  const evidence = evidenceOf({ traces });
  const mirrored = 'avoidance of forbidden regions and loop rate are one count, seen from both sides';
  assert.deepEqual(
    ['forbidden_region_avoidance', 'loop_rate_max', 'escalation_rate_max', 'failed_step_rate'].map((metric) => told(rowOf(evidence, metric))),
    [
      `0.95 on 20: all but 1 escalation in 20 labelled steps; ${mirrored}`,
      `0.05 on 20: 1 escalation in 20 labelled steps; ${mirrored}`,
      '0.05 on 20: 1 escalation with a negative label in 20 labelled steps',
      '0.2 on 20: 4 failed steps in 20 labelled steps, escalations not among them',
    ],
  );
  assert.deepEqual(rowOf(evidence, 'forbidden_region_avoidance')?.counts, { numerator: 19, denominator: 20 });
  assert.deepEqual(evidence.remarks, []);
});

test("a candidate that always escalates is not hidden by the baseline's traffic", () => {
  const traces = tracesOf({ 'b.json': traceOf('baseline', { gate_verify_pass: 98 }), 'c.json': traceOf('candidate', { escalation: 2 }) });
  const alone = evidenceOf({ traces });
  assert.equal(rowOf(alone, 'loop_rate_max')?.value, 1);
  assert.deepEqual(alone.remarks, ['1 labelled trace of variant baseline (98 steps) counted for nobody']);
  const both = evidenceOf({ traces }, withBaseline);
  assert.deepEqual([rowOf(both, 'loop_rate_max')?.value, rowOf(both, 'loop_rate_max', 'baseline')?.value, both.remarks], [1, 0, []]);
});

test("traces that say no name are nobody's", () => {
  const traces = tracesOf({
    'a.json': traceOf(undefined, { escalation: 3 }),
    'b.json': traceOf('', { gate_verify_pass: 1 }),
    'c.json': traceOf('x', {}),
  });
  const evidence = evidenceOf({ traces });
  assert.equal(told(rowOf(evidence, 'loop_rate_max')), "none: no labelled trace says that it is the candidate's");
  assert.deepEqual(evidence.remarks, [
    '2 labelled traces without a variant (4 steps) counted for nobody',
    '1 labelled trace of variant x (0 steps) counted for nobody',
  ]);
});

test('no steps are no evidence, and neither is an empty folder', () => {
  const loops = (files: Readonly<Record<string, unknown>>) => told(rowOf(evidenceOf({ traces: tracesOf(files) }), 'loop_rate_max'));
  assert.equal(loops({ 'a.json': traceOf('candidate', {}) }), 'none: no step in 1 labelled trace');
  assert.equal(loops({}), "none: no labelled trace says that it is the candidate's");
  assert.equal(told(rowOf(evidenceOf({}), 'loop_rate_max')), 'none: no labelled traces were given');
});

const judged = { label: 'positive', label_reason: 'gate_verify_pass' };
const unlabelled: readonly (readonly [step: unknown, words: string])[] = [
  [{}, 'without a label: 1'],
  [{ label_reason: null }, 'without a label: 1'],
  [{ label_reason: ' ' }, 'without a label: 1'],
  [{ label: 'negative', label_reason: '' }, 'negative without a reason: 1'],
  [{ label_reason: 'escalation' }, '"escalation", without a label: 1'],
  [{ label: 'positive', label_reason: 'escalation' }, '"escalation", positive: 1'],
  [{ label: 'negative', label_reason: 'Escalation' }, '"Escalation", negative: 1'],
  [{ label: 'negative', label_reason: 'escalation ' }, '"escalation ", negative: 1'],
  [{ label: 'Negative', label_reason: 'escalation' }, '"escalation", Negative: 1'],
  [{ label: 'negative', label_reason: 'blocked' }, '"blocked", negative: 1'],
];

for (const [step, words] of unlabelled) {
  test(`a step that says ${JSON.stringify(step)} leaves every rate without a value, and the report says so`, () => {
    const evidence = evidenceOf({ traces: tracesOf({ 'a.json': { variant: 'candidate', steps: [judged, step, judged] } }) });
    const reason = `1 of 3 steps has no known label (${words})`;
    for (const metric of ['forbidden_region_avoidance', 'loop_rate_max', 'escalation_rate_max', 'failed_step_rate']) {
      assert.equal(told(rowOf(evidence, metric)), `none: ${reason}`);
    }
    assert.deepEqual(evidence.remarks, [`labelled traces of the candidate, not counted: ${reason}`]);
  });
}

test('of many unknown words the most frequent are shown', () => {
  const steps = ['a', 'b', 'b', 'c', 'd', 'e', 'f'].map((label_reason) => ({ label: 'negative', label_reason }));
  const evidence = evidenceOf({ traces: tracesOf({ 'a.json': { variant: 'candidate', steps } }) });
  const words = '"b", negative: 2; "a", negative: 1; "c", negative: 1; "d", negative: 1; and 2 more';
  assert.equal(told(rowOf(evidence, 'loop_rate_max')), `none: 7 of 7 steps have no known label (${words})`);
});

test("what the baseline's steps lack takes nothing from the candidate", () => {
  const traces = tracesOf({ 'a.json': traceOf('candidate', { gate_verify_pass: 4 }), 'b.json': { variant: 'baseline', steps: [{}] } });
  const evidence = evidenceOf({ traces }, withBaseline);
  assert.equal(rowOf(evidence, 'loop_rate_max')?.value, 0);
  assert.equal(told(rowOf(evidence, 'loop_rate_max', 'baseline')), 'none: 1 of 1 step has no known label (without a label: 1)');
});

test('the escalation rate of a shadow summary comes before that of traces, unless it has none', () => {
  const traces = tracesOf({ 'a.json': traceOf('candidate', { escalation: 1, gate_verify_pass: 9 }) });
  const summary = (candidate: unknown) => source('s.json', { variants: { candidate } });
  const counted = evidenceOf({ traces, shadowSummary: summary({ step_count: 50, escalation_count: 1 }) });
  assert.equal(told(rowOf(counted, 'escalation_rate_max')), '0.02 on 50: 1 escalation in 50 steps of shadow traffic');
  assert.deepEqual(counted.remarks, [
    'escalation_rate_max of the candidate is 0.020 (1 escalation in 50 steps of shadow traffic); ' +
      'another artefact says 0.100 (1 escalation with a negative label in 10 labelled steps)',
  ]);
  const stated = evidenceOf({ traces, shadowSummary: summary({ escalation_rate: 0.02 }) });
  assert.equal(rowOf(stated, 'escalation_rate_max')?.value, 0.1);
  assert.deepEqual(stated.remarks, []);
});

test('refuses every broken trace by its name', () => {
  const traces = tracesOf({ 'bad.json': '{not json', 'good.json': traceOf('candidate', {}), 'null.json': { steps: null }, 'none.json': {} });
  assert.deepEqual(
    problemsOf(() => evidenceOf({ traces })),
    [
      'EV6001 bad.json:1:2 not JSON [not json / a value, texts in double quotes]',
      'EV6002 null.json:1:10 steps: Invalid input: expected array, received null',
      'EV6002 none.json:1:1 steps: is missing; expected array',
    ],
  );
});

const good = { variant: 'candidate', run_id: 'r1', steps: [{ label: 'positive', label_reason: 'gate_verify_pass', data: 'a' }] };
const escalated = { run_id: 'r2', steps: [{ label: 'negative', label_reason: 'escalation', data: 'b' }] };
const rateBeside = (trace: unknown): string => told(rowOf(evidenceOf({ traces: tracesOf({ 'a.json': good, 'b.json': trace }) }), 'loop_rate_max'));

for (const variant of ['Candidate', ' CANDIDATE ', 'candidate\u200b', '\uff43andidate']) {
  test(`a trace of ${JSON.stringify(variant)} is the candidate's`, () => assert.match(rateBeside({ ...escalated, variant }), /^0\.5 on 2: /));
}

for (const variant of [undefined, null, '  ', '__unassigned__', '\u0441andidate']) {
  test(`beside a trace of variant ${JSON.stringify(variant)} no rate is known`, () =>
    assert.equal(rateBeside({ ...escalated, variant }), "none: 1 labelled trace without a variant may be the candidate's"));
}

test('a run without a step leaves the rates without a value', () => {
  assert.equal(rateBeside({ variant: 'candidate', run_id: 'r2', steps: [] }), 'none: 1 labelled trace without a step: what became of it nobody says');
});

test('a step without success that is labelled as one has no label', () => {
  const step = { label: 'positive', label_reason: 'gate_verify_pass', success: false };
  const reason = 'none: 1 of 2 steps has no known label ("gate_verify_pass", positive, of a step without success: 1)';
  assert.equal(rateBeside({ variant: 'candidate', run_id: 'r2', steps: [step] }), reason);
});
