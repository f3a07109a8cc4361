/** Recorded comparisons of champion and challenger under the shipped criteria. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { externalConfig } from '../../contracts/external_config.ts';
import { run as readExternal } from '../../external_metrics/run.ts';
import { readText } from '../../io/files.ts';
import { decisionOf, withStatus } from './testing/pipeline.ts';
import { source } from './testing/recorded.ts';

type Parameter = 'min_prob_improvement' | 'min_mean_delta' | 'max_regressions';

interface Vector {
  readonly name: string;
  readonly input: { readonly champion: unknown; readonly challenger: unknown; readonly params: Readonly<Partial<Record<Parameter, number>>> };
  readonly expected: { readonly promote: boolean; readonly failed_checks: readonly string[] };
}

const { cases } = JSON.parse(readText('eval/external_metrics/testing/champion-gate.json')) as { cases: readonly Vector[] };
const shipped = readText('criteria/scorecard/champion.yaml');
const limits: Readonly<Record<Parameter, readonly [criterion: string, limit: string]>> = {
  min_prob_improvement: ['improvement_probability', '0.95'],
  min_mean_delta: ['mean_delta', '0.02'],
  max_regressions: ['regressions', '0'],
};
const checks: Readonly<Record<string, string>> = {
  mean_delta: 'mean_delta',
  prob_improvement: 'improvement_probability',
  regressions: 'regressions',
  cost: 'cost_ratio',
};

/** The recorded parameters in place of the shipped limits, whatever the number of tasks. */
function criteriaFor(params: Vector['input']['params']): string {
  return Object.entries(params).reduce(
    (text, [parameter, value]) => {
      const [criterion, limit] = limits[parameter as Parameter];
      const changed = text.replace(new RegExp(`(id: ${criterion}\n(?:.*\n){3}    limit: )${limit}\n`), `$1${value}\n`);
      assert.notEqual(changed, text, parameter);
      return changed;
    },
    shipped.replaceAll(/minimum_n: \d+/g, 'minimum_n: 1'),
  );
}

function verdictOf({ champion, challenger }: Omit<Vector['input'], 'params'>, text: string) {
  const config = externalConfig.parse({
    name: 'scorecard',
    subject: { candidate: 'challenger', checkpoint: null, baseline: null },
    champion: { regression_tolerance: 0.05, resamples: 2000, seed: 1 },
  });
  const evidence = readExternal({ config, championScores: source('a.json', champion), challengerScores: source('b.json', challenger) });
  const decision = decisionOf(evidence, text);
  return { verdict: decision.verdict, failed: withStatus(decision, 'fail'), insufficient: withStatus(decision, 'insufficient') };
}

for (const { name, input, expected } of cases) {
  test(`recorded comparison ${name}`, () => {
    const { verdict, failed, insufficient } = verdictOf(input, criteriaFor(input.params));
    if (expected.failed_checks.includes('overlap')) {
      assert.deepEqual([verdict, failed, insufficient.length], ['no-go', ['coverage'], 5]);
      return;
    }
    assert.deepEqual(
      failed.filter((id) => id !== 'coverage'),
      expected.failed_checks.map((check) => checks[check]),
    );
    assert.deepEqual(failed.includes('coverage'), name === 'only-paired-tasks', 'tasks that one side left out');
    // Costs that nobody knows were no reason to refuse; here they are.
    assert.deepEqual(insufficient, name === 'cost-gate' ? [] : ['cost_ratio']);
    assert.notEqual(verdict, 'go');
  });
}

const costs = (tasks: number, each: number) => Object.fromEntries(Array.from({ length: tasks }, (_, i) => [`t${i}`, each]));
const arm = (tasks: number, wins: number, cost: number) => ({
  scores: Object.fromEntries(Array.from({ length: tasks }, (_, i) => [`t${i}`, i < wins ? 1 : 0])),
  costs: costs(tasks, cost),
});

test('a challenger goes when it wins, costs about the same and left no task out', () => {
  const champion = arm(20, 10, 0.1);
  assert.equal(verdictOf({ champion, challenger: arm(20, 14, 0.12) }, shipped).verdict, 'go');
  assert.deepEqual(verdictOf({ champion, challenger: arm(20, 12, 0.1) }, shipped).failed, ['improvement_probability']);
  assert.deepEqual(verdictOf({ champion, challenger: arm(20, 14, 0.16) }, shipped).failed, ['cost_ratio']);
  assert.deepEqual(verdictOf({ champion, challenger: arm(19, 14, 0.1) }, shipped).failed, ['coverage']);
});

test('fourteen tasks are too few, whatever they say', () => {
  const { verdict, insufficient } = verdictOf({ champion: arm(14, 0, 1), challenger: arm(14, 14, 1) }, shipped);
  assert.deepEqual([verdict, insufficient.length], ['void', 6]);
});
