/** Gates over folds, each left out once: what an independent statement of the policy promotes goes, and nothing else does. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Criterion, policyFile } from '../contracts/criteria.ts';
import type { Decision } from '../contracts/decision.ts';
import type { AcrossRow, MetricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { readText } from '../io/files.ts';
import { run } from './run.ts';
import { acrossOf, type CriterionText, comparisonOf, corpusOf, policyOf, tableOf } from './testing/table.ts';

type Fold = { readonly heldOut: string; readonly reason?: string } & Readonly<Record<string, number | string | null>>;

interface Gate {
  readonly id: string;
  readonly input: {
    readonly folds: readonly Fold[];
    readonly baseline?: readonly Fold[];
    readonly rules: readonly { readonly metric: string; readonly stat: 'mean' | 'min' | 'spread' | 'pairedMeanDiff'; readonly value: number }[];
    readonly requiredFolds: readonly string[];
  };
  readonly expected: {
    readonly verdict: 'PROMOTE' | 'HOLD';
    /** `rule` null: the folds themselves are at fault. */
    readonly failed: readonly { readonly rule: number | null; readonly actual?: number | null; readonly fold?: string; readonly reason?: string }[];
  };
}

const gates = JSON.parse(readText('eval/decide/testing/fold_gates.json')) as readonly Gate[];

function rowOf(folds: readonly Fold[], metric: string, more: Partial<AcrossRow> = {}): AcrossRow {
  return acrossOf(
    'clips',
    'source',
    metric,
    folds.map((fold) => [fold.heldOut, fold[metric] as number | null]),
    more,
  );
}

function tableWith({ folds, baseline, rules, requiredFolds }: Gate['input']): MetricsTable {
  const sources = requiredFolds.map((value) => ({ value, title: value, samples: 40 }));
  const metrics = [...new Set(rules.map(({ metric }) => metric))];
  const ours = metrics.map((metric) => rowOf(folds, metric));
  const theirs = metrics.map((metric) => rowOf(baseline ?? [], metric, { backend: 'rembg', role: 'baseline' }));
  return tableOf({
    corpora: [{ ...corpusOf('clips', []), dimensions: { source: sources } }],
    across: [...ours, ...(baseline === undefined ? [] : theirs)],
    comparisons: baseline === undefined ? [] : ours.map((row, i) => comparisonOf(row, theirs[i] as AcrossRow)),
  });
}

const statisticOf = { mean: 'mean', min: 'worst', spread: 'spread', pairedMeanDiff: 'mean' } as const;

function criteriaOf({ rules, requiredFolds }: Gate['input']): CriterionText[] {
  return rules.map(({ metric, stat, value }, i) => ({
    id: `rule-${i}`,
    metric,
    statistic: statisticOf[stat],
    where: { corpus: 'clips', across: 'source' },
    of: stat === 'pairedMeanDiff' ? 'candidate - baseline' : 'candidate',
    limit: value,
    minimum_n: Math.max(1, requiredFolds.length),
  }));
}

/** Undefined where the table was refused. */
function decide(input: Gate['input']): Decision | undefined {
  try {
    return run({ metrics: tableWith(input), policy: policyOf(criteriaOf(input)) });
  } catch (error) {
    assert.ok(error instanceof InputError && error.problems.every(({ code }) => code === 'EV5306'), String(error));
    return undefined;
  }
}

for (const { id, input, expected } of gates) {
  test(`${id}: ${expected.verdict}`, () => {
    const decision = decide(input);
    assert.equal(decision?.recommendation === 'go', expected.verdict === 'PROMOTE', decision?.why);
    for (const failed of expected.failed) {
      const at = decision?.criteria[failed.rule ?? 0];
      if (failed.reason === undefined) {
        assert.equal(at?.status, 'fail');
        assert.ok(Math.abs((at?.observed ?? Number.NaN) - (failed.actual ?? 0)) < 1e-12, `${at?.observed}`);
      } else if (failed.reason === 'duplicate-fold') assert.equal(decision, undefined, 'a table with a fold twice is refused');
      else if (failed.reason === 'no-rules') assert.equal(policyFile.safeParse(policyOf([])).success, false);
      else assert.equal(at?.status, 'insufficient');
      if (failed.fold !== undefined && at !== undefined) assert.match(at.reason, new RegExp(`[ :]${failed.fold}\\b`));
    }
    const blamed = new Set(expected.failed.map(({ rule }) => rule));
    if (!blamed.has(null)) {
      assert.deepEqual(
        decision?.criteria.map(({ status }) => status === 'pass'),
        input.rules.map((_, i) => !blamed.has(i)),
      );
    }
  });
}

test('all gates are here', () => assert.equal(gates.length, 11));

test('five folds that are not numbers never pass, whatever is asked of them and whatever missing evidence means', () => {
  const folds = ['A', 'B', 'C', 'D', 'E'].map((heldOut) => ({ heldOut, plcc: null }));
  const input = { folds, rules: [{ metric: 'plcc', stat: 'mean', value: -1 }], requiredFolds: folds.map(({ heldOut }) => heldOut) } as const;
  const metrics = tableWith(input);
  for (const statistic of ['mean', 'median', 'worst', 'spread', 'sd'] as const) {
    for (const missing of ['block', 'warn', 'not_applicable'] as const) {
      for (const missing_policy of ['as_declared', 'skipped_counts_as_passed'] as const) {
        const criteria = criteriaOf(input).map((criterion): Partial<Criterion> & CriterionText => ({
          ...criterion,
          statistic,
          missing,
          minimum_n: 1,
          limit: 2,
        }));
        const { verdict } = run({ metrics, policy: policyOf(criteria, undefined, { missing_policy }) });
        assert.equal(verdict, 'void', `${statistic}, ${missing}, ${missing_policy}`);
      }
    }
  }
});

test('a fold that is NaN in memory does not get past the contracts either', () => {
  const folds = [{ heldOut: 'A', plcc: Number.NaN }];
  assert.throws(() => decide({ folds, rules: [{ metric: 'plcc', stat: 'mean', value: -1 }], requiredFolds: ['A'] }), /EV5003/);
});
