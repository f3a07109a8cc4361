/** The shipped pottery criteria on numbers that an independent evaluation found: go, no-go, no-go, for the right reasons. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Criterion, criteriaFile, criterion as plainCriterion } from '../contracts/criteria.ts';
import type { Decision } from '../contracts/decision.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
import { readText } from '../io/files.ts';
import { readYaml } from '../io/yaml.ts';
import { run } from './run.ts';
import { generator, neighbour } from './testing/numbers.ts';
import { corpusOf, deltaOf, policyOf, rowOf, tableOf } from './testing/table.ts';

interface Check {
  readonly criterion: string;
  readonly class: string;
  readonly n: number;
  readonly value: number;
  readonly threshold: number;
  readonly margin: number;
  readonly ok: boolean;
}

interface Expected {
  readonly recommendation: string;
  readonly failed: readonly string[];
  readonly worst: { readonly criterion: string; readonly class: string; readonly margin: number };
  readonly checks: readonly Check[];
}

const { verdicts } = JSON.parse(readText('eval/decide/testdata/pottery_verdicts.json')) as { verdicts: Readonly<Record<string, Expected>> };
const location = 'criteria/pottery/success_criteria.yaml';
const file = readYaml(readText(location), location, criteriaFile, { syntax: 'EV2001', shape: 'EV2002' }).value;
const criteria = file.criteria.map((criterion) => plainCriterion.parse(criterion));
const failureClasses = (verdicts['pottery-v1']?.checks ?? []).flatMap((check) => (check.class === 'all' ? [] : [check.class]));

const idOf = (check: { readonly criterion: string; readonly class: string }): string =>
  check.class === 'all' ? check.criterion : `${check.criterion}/${check.class}`;

/** The rows and differences that the checks are about, each class once more without a check: `unclassified`. */
function tableWith(checks: readonly Check[], replaced: Readonly<Record<string, number>> = {}): MetricsTable {
  const table = tableOf({ corpora: [corpusOf('heldout', []), corpusOf('flagged', [...failureClasses, 'unclassified'])] });
  for (const check of checks) {
    const criterion = criteria.find(({ id }) => id === check.criterion) as Criterion;
    const slice = check.class === 'all' ? null : { dimension: 'failure_class', value: check.class };
    const where = { corpus: criterion.where.corpus, slice };
    const value = replaced[idOf(check)] ?? check.value;
    if (criterion.of === 'candidate') table.rows.push(rowOf(where, criterion.metric, value, check.n));
    else table.deltas.push(deltaOf(where, criterion.metric, value, check.n));
  }
  return table;
}

function decide(checks: readonly Check[], replaced?: Readonly<Record<string, number>>): Decision {
  return run({ metrics: tableWith(checks, replaced), policy: policyOf(criteria) });
}

for (const [checkpoint, expected] of Object.entries(verdicts)) {
  test(`${checkpoint}: ${expected.recommendation}, decided by ${idOf(expected.worst)}`, () => {
    const decision = decide(expected.checks);
    assert.equal(decision.recommendation, expected.recommendation);
    assert.equal(decision.verdict, expected.recommendation);
    assert.equal(decision.deciding, idOf(expected.worst));
    const failed = decision.failed.map((id) => id.split('/')[0]);
    assert.deepEqual([...new Set(failed)].sort(), expected.failed);
    assert.deepEqual(
      decision.criteria.map(({ id, status, n }) => ({ id, status, n })),
      expected.checks.map((check) => ({ id: idOf(check), status: check.ok ? 'pass' : 'fail', n: check.n })),
    );
    decision.criteria.forEach((result, i) => {
      assert.ok(Math.abs((result.margin ?? Number.NaN) - (expected.checks[i]?.margin ?? 0)) < 2e-6, `${result.id}: margin ${result.margin}`);
    });
  });
}

test('the sentences that people repeat', () => {
  const why = (checkpoint: string): string => decide(verdicts[checkpoint]?.checks ?? []).why;
  assert.equal(why('pottery-v1'), 'flagged: pass rate is 0.639; at least 0.750 is required (36 samples)');
  assert.equal(
    why('pottery-v2'),
    'all 11 blocking checks hold, the closest: specular_glaze on flagged: mask IoU rose by 0.019 against the baseline; a fall of at most 0.080 is allowed (4 samples)',
  );
  assert.equal(
    why('pottery-v3-regressed'),
    'handle_hole on flagged: mask IoU fell by 0.143 against the baseline; at most 0.080 is allowed (6 samples)',
  );
});

test('all failed criteria are named, the worst first', () => {
  assert.deepEqual(decide(verdicts['pottery-v1']?.checks ?? []).failed, [
    'flagged_pass_rate',
    'class_no_regression/multiple_pieces',
    'flagged_beats_baseline',
    'heldout_mean_iou',
    'class_no_regression/handle_hole',
  ]);
  assert.deepEqual(decide(verdicts['pottery-v3-regressed']?.checks ?? []).failed, ['class_no_regression/handle_hole']);
});

const good = verdicts['pottery-v2']?.checks ?? [];
for (const check of good) {
  test(`the smallest step around the limit of ${idOf(check)} flips the verdict and names it`, () => {
    const at = decide(good, { [idOf(check)]: check.threshold });
    assert.deepEqual([at.verdict, at.deciding, at.failed], ['go', idOf(check), []]);
    const below = decide(good, { [idOf(check)]: neighbour(check.threshold, -1) });
    assert.deepEqual([below.verdict, below.deciding, below.failed], ['no-go', idOf(check), [idOf(check)]]);
  });

  test(`the smallest step of the limit around ${idOf(check)} flips the result`, () => {
    const withLimit = (limit: number): string | undefined => {
      const moved = criteria.map((criterion) => (criterion.id === check.criterion ? { ...criterion, limit } : criterion));
      const decision = run({ metrics: tableWith(good), policy: policyOf(moved) });
      return decision.criteria.find(({ id }) => id === idOf(check))?.status;
    };
    assert.equal(withLimit(check.value), 'pass');
    assert.equal(withLimit(neighbour(check.value, 1)), 'fail');
  });
}

test('the order of rows and criteria does not matter', () => {
  const seed = 20260722;
  const random = generator(seed);
  for (const [checkpoint, { checks }] of Object.entries(verdicts)) {
    const expected = decide(checks);
    for (let round = 0; round < 20; round++) {
      const decision = run({ metrics: tableWith(random.shuffle(checks)), policy: policyOf(random.shuffle(criteria)) });
      const told = ({ verdict, deciding, why, failed }: Decision) => ({ verdict, deciding, why, failed });
      assert.deepEqual(told(decision), told(expected), `${checkpoint}, seed ${seed}, round ${round}`);
    }
  }
});
