import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { ExternalRow } from '../contracts/external_metrics.ts';
import { Xoshiro128 } from '../stats/random.ts';
import { type Arm, compare } from './champion.ts';
import { evidenceOf, problemsOf, rowOf, source, told, withBaseline } from './testing/build.ts';

interface Scores {
  readonly scores: Readonly<Record<string, number>>;
  readonly costs?: Readonly<Record<string, number>>;
}

interface Vector {
  readonly name: string;
  readonly input: { readonly champion: Scores; readonly challenger: Scores };
  readonly expected: {
    readonly n_compared: number;
    readonly mean_delta: number;
    readonly win_rate: number;
    readonly prob_improvement: number;
    readonly regressions: readonly string[];
    readonly champion_cost: number;
    readonly challenger_cost: number;
  };
  readonly tolerance?: { readonly prob_improvement: number };
}

const { cases, number_tolerance } = JSON.parse(readFileSync('eval/external_metrics/testing/champion-gate.json', 'utf8')) as {
  cases: readonly Vector[];
  number_tolerance: number;
};
const settings = { regression_tolerance: 0.05, resamples: 2000, seed: 1 };
const names = ['mean_delta', 'improvement_probability', 'nonregressed_share', 'regressions', 'cost_ratio', 'coverage'];

function armOf({ scores, costs }: Scores): Arm {
  return { scores: new Map(Object.entries(scores)), costs: new Map(Object.entries(costs ?? {})) };
}

function near(actual: number | null | undefined, expected: number, tolerance: number, what: string): void {
  assert.ok(
    typeof actual === 'number' && Math.abs(actual - expected) <= tolerance,
    `${what}: got ${actual}, expected ${expected} within ${tolerance}`,
  );
}

for (const { name, input, expected, tolerance } of cases) {
  test(`recorded comparison ${name}`, () => {
    const rows = compare(armOf(input.champion), armOf(input.challenger), settings);
    assert.deepEqual(
      rows.map(({ metric }) => metric),
      names.map((metric) => `champion_${metric}`),
    );
    const row = (metric: string): ExternalRow | undefined => rows.find((one) => one.metric === `champion_${metric}`);
    if (expected.n_compared === 0) {
      for (const { metric, value, reason } of rows.slice(0, 5))
        assert.deepEqual([value, reason], [null, 'champion and challenger have no task in common'], metric);
      return;
    }
    for (const metric of names.slice(0, 4)) assert.equal(row(metric)?.n, expected.n_compared, metric);
    near(row('mean_delta')?.value, expected.mean_delta, number_tolerance, 'mean delta');
    near(row('improvement_probability')?.value, expected.prob_improvement, tolerance?.prob_improvement ?? number_tolerance, 'probability');
    near(row('nonregressed_share')?.value, expected.win_rate, number_tolerance, 'share');
    assert.equal(row('regressions')?.value, expected.regressions.length);
    // Where nobody knows what the champion cost there is no ratio; the recorded program left the check out.
    if (expected.champion_cost > 0) near(row('cost_ratio')?.value, expected.challenger_cost / expected.champion_cost, number_tolerance, 'cost');
    else assert.equal(row('cost_ratio')?.value, null);
  });
}

const scoresOf = (scores: Readonly<Record<string, number>>, costs?: Readonly<Record<string, number>>) => ({
  scores,
  ...(costs === undefined ? {} : { costs }),
});
const champion = { champion: settings };

test('tasks on one side are not compared, told, and missed in the coverage', () => {
  const evidence = evidenceOf(
    {
      championScores: source('a.json', scoresOf({ a: 0.5, b: 0.5, x: 0.1 }, { a: 1, b: 1, x: 1 })),
      challengerScores: source('b.json', scoresOf({ a: 0.9, b: 0.4, y: 0 }, { a: 2, b: 1 })),
    },
    champion,
  );
  assert.deepEqual(
    names.map((metric) => told(rowOf(evidence, `champion_${metric}`))),
    [
      '0.15000000000000002 on 2: mean of challenger minus champion over 2 tasks',
      told(rowOf(evidence, 'champion_improvement_probability')),
      '0.5 on 2: 1 of 2 tasks did not get worse',
      '1 on 2: b, over 2 tasks',
      '1.5 on 2: 3 USD against 2 USD over 2 tasks',
      '0.5 on 4: 2 of 4 tasks on both sides',
    ],
  );
  assert.match(told(rowOf(evidence, 'champion_improvement_probability')), /^0\.7\d* on 2: paired bootstrap over 2 tasks, 2000 resamples, seed 1$/);
  assert.deepEqual(evidence.remarks, ['1 task of the champion alone, not compared: x', '1 task of the challenger alone, not compared: y']);
  assert.deepEqual(
    evidence.inputs.map(({ role }) => role),
    ['config', 'champion_scores', 'challenger_scores'],
  );
});

test('costs that are unknown or nothing give no ratio', () => {
  const ratio = (before: Scores, after: Scores) => {
    const row = compare(armOf(before), armOf(after), settings).find(({ metric }) => metric === 'champion_cost_ratio');
    return told(row);
  };
  const scores = { a: 0, b: 1 };
  assert.equal(ratio({ scores }, { scores, costs: { a: 50, b: 50 } }), "none: the champion's cost is not known for 2 of 2 tasks");
  assert.equal(ratio({ scores, costs: { a: 1, b: 1 } }, { scores, costs: { a: 1 } }), "none: the challenger's cost is not known for 1 of 2 tasks");
  assert.equal(ratio({ scores, costs: { a: 0, b: 0 } }, { scores, costs: { a: 1, b: 0 } }), 'none: the champion is said to have cost nothing');
});

test('differences within the rounding of doubles are ties: neither a gain nor a regression', () => {
  // 0.8 - 0.5 is a little more than 0.3, and 0.2 - 0.5 is -0.3: a plain sum would be above 0.
  const tie = compare(armOf({ scores: { a: 0.5, b: 0.5 } }), armOf({ scores: { a: 0.8, b: 0.2 } }), settings);
  near(tie[1]?.value, 0.25, 0.04, 'both times the first task, of four draws');
  // 0.85 - 0.9 is a little less than -0.05.
  assert.equal(compare(armOf({ scores: { a: 0.9 } }), armOf({ scores: { a: 0.85 } }), settings)[3]?.value, 0);
});

test('the two eval reports are compared where there are no scores: a crashed task is a loss', () => {
  const reportOf = (passed: readonly boolean[]) => {
    const results = passed.map((one, i) => ({ task_id: `t${i}`, passed: one, outcome: { cost: 0.5, error: one ? '' : 'boom' } }));
    return { results };
  };
  const evidence = evidenceOf(
    {
      baselineReport: source('a.json', reportOf([true, false, true])),
      evalReport: source('b.json', reportOf([true, true, false])),
    },
    { ...champion, ...withBaseline },
  );
  assert.equal(told(rowOf(evidence, 'champion_regressions')), '1 on 3: t2, over 3 tasks');
  assert.equal(rowOf(evidence, 'champion_mean_delta')?.value, 0);
  assert.equal(rowOf(evidence, 'champion_cost_ratio')?.value, 1);
});

test('refuses half a comparison, and other files', () => {
  const scores = source('a.json', scoresOf({ a: 1 }));
  const problems = (artefacts: Parameters<typeof evidenceOf>[0], config: object = champion) => problemsOf(() => evidenceOf(artefacts, { ...config }));
  assert.deepEqual(problems({ championScores: scores }), ['EV6011 scorecard there are no scores of the challenger']);
  assert.deepEqual(problems({}), ['EV6011 scorecard there are no scores of the champion']);
  assert.deepEqual(problems({ championScores: scores, challengerScores: scores }, {}), [
    'EV6011 a.json there are scores and no settings of the comparison',
  ]);
  const counts = source('r.json', { task_count: 1, pass_count: 1 });
  assert.deepEqual(problems({ evalReport: counts, baselineReport: counts }, { ...champion, ...withBaseline }), [
    'EV6011 r.json the report has counts and no tasks to compare by',
  ]);
  const wrong = source('b.json', { scores: { a: 'high' }, costs: { a: -1 }, params: {} });
  assert.deepEqual(
    problems({ championScores: wrong, challengerScores: scores }).map((text) => text.slice(0, 6)),
    ['EV6002', 'EV6002', 'EV6002'],
  );
});

test('the probability is that of the seed, the tasks in whatever order, and rises with the gain', () => {
  const seed = 7;
  const random = new Xoshiro128([seed, 2, 3, 4]);
  const pairs = Array.from({ length: 20 }, (_, i) => [`t${i}`, random.below(100) / 100, random.below(100) / 100] as const);
  const probability = (order: readonly (readonly [string, number, number])[], gain: number, seedOf = 1): number => {
    const before = armOf({ scores: Object.fromEntries(order.map(([task, score]) => [task, score])) });
    const after = armOf({ scores: Object.fromEntries(order.map(([task, , score]) => [task, score + gain])) });
    return compare(before, after, { ...settings, seed: seedOf })[1]?.value ?? -1;
  };
  assert.equal(probability(pairs, 0), probability(pairs.toReversed(), 0), `seed ${seed}`);
  const rising = [-0.4, -0.2, 0, 0.2, 0.4].map((gain) => probability(pairs, gain));
  assert.deepEqual(
    rising,
    rising.toSorted((a, b) => a - b),
  );
  assert.ok(rising[0] === 0 || (rising[0] ?? 1) < 0.05);
  assert.notEqual(probability(pairs, 0), probability(pairs, 0, 2));
});
