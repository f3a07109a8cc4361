/** Tiers, and policies that take missing evidence as passed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyFile } from '../contracts/criteria.ts';
import { head, plain, policyOf, quotedProblems } from './testing/policy.ts';

const tiered = head.replace('measure:', 'tiers: [base, first_sft, future]\nmeasure:');
const common = 'where: {corpus: test}, of: candidate, minimum_n: 3';
const file = `${tiered}  - {id: all, metric: mask_iou, ${common}, limit: 0.4, missing: {base: warn, future: not_applicable}}
  - {id: each, metric: mask_iou, ${common}, limit: {base: 0.4, first_sft: 0.55, future: 0.75}}
  - {id: late, metric: plcc, ${common}, limit: {future: 0.9}, missing: warn}
`;

const told = (tier: string): unknown[] => policyOf(file, { tier }).policy.criteria.map(({ id, limit, missing }) => [id, limit, missing]);

test('a tier has its own limits, and only the criteria with a limit for it', () => {
  assert.deepEqual(told('base'), [
    ['all', 0.4, 'warn'],
    ['each', 0.4, 'block'],
  ]);
  assert.deepEqual(told('first_sft'), [
    ['all', 0.4, 'block'],
    ['each', 0.55, 'block'],
  ]);
  assert.deepEqual(told('future'), [
    ['all', 0.4, 'not_applicable'],
    ['each', 0.75, 'block'],
    ['late', 0.9, 'warn'],
  ]);
});

test('the other side of a limit is chosen with it', () => {
  const both = `${tiered}  - {id: a, metric: mask_iou, ${common}, limit: {base: 0.4, future: 0.75}, at_most: {future: 0.99}}
`;
  const limitsAt = (tier: string) => policyOf(both, { tier }).policy.criteria.map(({ limit, at_most }) => [limit, at_most]);
  assert.deepEqual([limitsAt('base'), limitsAt('future')], [[[0.4, undefined]], [[0.75, 0.99]]]);
  assert.deepEqual(quotedProblems(both.replace('{future: 0.99}', '{futur: 0.99}'), { tier: 'base' }), [
    'EV2012 line 9 "0.99" criterion "a": no tier is named "futur" (nearest: future)',
  ]);
});

test('the policy names its tier, and tiers share what is measured', () => {
  const [base, future] = [policyOf(file, { tier: 'base' }), policyOf(file, { tier: 'future' })];
  assert.deepEqual(policyFile.parse(base.policy), base.policy);
  assert.deepEqual([base.policy.tier, base.policy.notices], ['base', []]);
  assert.deepEqual(base.measure, future.measure);
  assert.notEqual(base.policy.digest, future.policy.digest);
});

test('two tiers with equal limits are two policies', () => {
  const text = tiered + plain;
  assert.notEqual(policyOf(text, { tier: 'base' }).policy.digest, policyOf(text, { tier: 'future' }).policy.digest);
});

test('no tier is a guess', () => {
  assert.deepEqual(quotedProblems(file), ['EV2011 line 4 "[base" no tier is chosen of base, first_sft, future']);
});

test('a tier that does not exist, with the nearest', () => {
  assert.deepEqual(quotedProblems(file, { tier: 'first_stf' }), [
    'EV2012 line 4 "[base" the tier "first_stf" is chosen, and no tier has that name (nearest: first_sft)',
  ]);
  assert.deepEqual(quotedProblems(head + plain, { tier: 'base' }), [
    'EV2012 line 1 "schema:" the tier "base" is chosen, and the criteria have no tiers',
  ]);
});

test('limits and `missing` of unknown tiers, whether the file has tiers or not', () => {
  const limits = plain.replace('limit: 0.5', 'limit: {bse: 0.5, base: 0.4}, missing: {futur: warn}');
  assert.deepEqual(quotedProblems(tiered + limits, { tier: 'base' }), [
    'EV2012 line 9 "0.5" criterion "a": no tier is named "bse" (nearest: base)',
    'EV2012 line 9 "warn" criterion "a": no tier is named "futur" (nearest: future)',
  ]);
  assert.deepEqual(
    quotedProblems(head + limits).map((problem) => problem.slice(0, 6)),
    ['EV2012', 'EV2012', 'EV2012'],
  );
});

test('the name of a built-in property is a tier like others', () => {
  const text = tiered.replace('future]', 'constructor]') + plain + plain.replace('id: a', 'id: b').replace('limit: 0.5', 'limit: {base: 0.5}');
  assert.deepEqual(
    policyOf(text, { tier: 'constructor' }).policy.criteria.map(({ id }) => id),
    ['a'],
  );
});

test('a tier that no criterion has a limit for', () => {
  const text = tiered + plain.replace('limit: 0.5', 'limit: {future: 0.5}');
  assert.deepEqual(quotedProblems(text, { tier: 'base' }), ['EV2013 line 9 "-" no criterion has a limit for the tier "base"']);
});

test('a tier twice, and limits out of range in any tier', () => {
  const text = tiered.replace('future]', 'base]') + plain.replace('limit: 0.5', 'limit: {base: 0.5, first_sft: 55}');
  assert.deepEqual(quotedProblems(text, { tier: 'base' }), [
    'EV2003 line 4 "base]" "base" is already the name at tiers[0]',
    'EV2006 line 9 "55" criterion "a": no mask_iou reaches the limit',
  ]);
});

test('malformed tiers hide no other mistake and make none', () => {
  const text = tiered.replace('[base, first_sft, future]', 'base') + plain.replace('mask_iou', 'mask_io');
  assert.deepEqual(quotedProblems(text, { tier: 'base' }), [
    'EV2002 line 4 "base" tiers: Invalid input: expected array, received string',
    'EV2004 line 9 "mask_io" criterion "a": no metric named "mask_io" (nearest: mask_iou)',
  ]);
});

test('a policy that takes missing evidence as passed says so, of every criterion and in a notice', () => {
  const { policy, measure } = policyOf(`${file}missing_policy: skipped_counts_as_passed\n`, { tier: 'future' });
  assert.deepEqual(policyFile.parse(policy), policy);
  assert.deepEqual(
    policy.criteria.map(({ missing }) => missing),
    ['not_applicable', 'not_applicable', 'not_applicable'],
  );
  assert.deepEqual(policy.notices, ['The policy demo takes missing evidence as passed (missing_policy: skipped_counts_as_passed).']);
  assert.equal(policy.missing_policy, 'skipped_counts_as_passed');
  assert.deepEqual(measure, policyOf(file, { tier: 'future' }).measure);
});

test('the default, spelt out, changes nothing', () => {
  assert.deepEqual(policyOf(`${head}${plain}missing_policy: as_declared\n`), policyOf(head + plain));
});
