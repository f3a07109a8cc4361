import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceOf, problemsOf, rowOf, source, told, withBaseline } from './testing/build.ts';

const summaryOf = (variants: Readonly<Record<string, unknown>>) => ({ shadowSummary: source('s.json', { variants, comparison: {} }) });
const block = { run_count: 10, step_count: 200, escalation_count: 8, escalation_rate: 0.04 };

const cases: Record<string, [candidate: unknown, told: string]> = {
  'counts are divided': [block, '0.04 on 200: 8 escalations in 200 steps of shadow traffic'],
  'a rate that is rounded onto the limit is not quoted': [
    { step_count: 20_000, escalation_count: 1001, escalation_rate: 0.05 },
    '0.05005 on 20000: 1001 escalations in 20000 steps of shadow traffic',
  ],
  'a rate without counts': [
    { escalation_rate: 0.04 },
    'none: the summary has not both step_count and escalation_count: it states a rate of 0.04, rounded, and not what that rests on',
  ],
  'a block without a rate': [{ run_count: 3 }, 'none: the summary has not both step_count and escalation_count'],
  'an empty block': [{}, 'none: the summary has not both step_count and escalation_count'],
  'no step and no rate': [{ step_count: 0, escalation_count: 0, escalation_rate: null }, 'none: the summary has no step of it'],
  'no step': [{ step_count: 0, escalation_count: 0, escalation_rate: 0 }, 'none: the summary has no step of it'],
};

for (const [name, [candidate, expected]] of Object.entries(cases)) {
  test(name, () => assert.equal(told(rowOf(evidenceOf(summaryOf({ candidate })), 'escalation_rate_max')), expected));
}

test('variants are kept apart: the candidate is the candidate, others are remarked', () => {
  const none = evidenceOf(summaryOf({ baseline: block, 'candidate-b': block }));
  assert.equal(told(rowOf(none, 'escalation_rate_max')), 'none: the summary has no variant "candidate"; it has baseline, candidate-b');
  assert.equal(rowOf(none, 'escalation_rate_max', 'baseline'), undefined);
  assert.deepEqual(none.remarks, ["the shadow summary's variants baseline, candidate-b are counted for nobody"]);

  const both = evidenceOf(summaryOf({ baseline: { ...block, escalation_count: 0, escalation_rate: 0 }, candidate: block }), withBaseline);
  assert.equal(rowOf(both, 'escalation_rate_max', 'baseline')?.value, 0);
  assert.deepEqual(both.remarks, []);
  assert.equal(told(rowOf(evidenceOf(summaryOf({})), 'escalation_rate_max')), 'none: the summary has no variant "candidate"; it has none');
});

test('refuses rates that are not those of the counts, more escalations than steps, and other files', () => {
  const wrong = summaryOf({ a: { ...block, escalation_rate: 0.041 }, b: { ...block, escalation_count: 201 } });
  assert.deepEqual(
    problemsOf(() => evidenceOf(wrong)),
    ['EV6004 s.json:1:90 a: escalation_rate is not that of the counts [0.041 / 8 of 200]', 'EV6004 s.json:1:153 b: more escalations than steps'],
  );
  const codes = (value: unknown) => problemsOf(() => evidenceOf({ shadowSummary: source('s.json', value) })).map((text) => text.slice(0, 6));
  assert.deepEqual(codes({ hello: 1 }), ['EV6002']);
  assert.deepEqual(codes({ variants: { candidate: { step_count: -1, escalation_count: 'many', escalation_rate: 4 } } }), [
    'EV6002',
    'EV6002',
    'EV6002',
  ]);
  assert.deepEqual(codes('{'), ['EV6001']);
});

test('one variant under two names is refused, and a name in other case is found', () => {
  const variants = { Candidate: { step_count: 20, escalation_count: 1 } };
  const shadow = (of: object) => ({ shadowSummary: source('s.json', { variants: of }) });
  assert.match(told(rowOf(evidenceOf(shadow(variants)), 'escalation_rate_max')), /^0\.05 on 20: /);
  const problems = problemsOf(() => evidenceOf(shadow({ ...variants, 'candidate ': { step_count: 9, escalation_count: 0 } })));
  assert.deepEqual(
    problems.map((text) => text.replace(/:\d+:\d+/, '')),
    ['EV6023 s.json the key "candidate " is written twice in one object'],
  );
});
