/** Criteria across the values of a dimension: each value counts once, and none may be missing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CriterionResult, type Decision, decision as decisionSchema } from '../contracts/decision.ts';
import { type AcrossRow, metricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { run } from './run.ts';
import { generator } from './testing/numbers.ts';
import {
  acrossOf,
  type CriterionText,
  classes,
  comparisonOf,
  corpusOf,
  flagged,
  policyOf,
  rowOf,
  sampleOf,
  type TableParts,
  tableOf,
} from './testing/table.ts';

const mean: CriterionText = {
  id: 'mean',
  metric: 'plcc',
  statistic: 'mean',
  where: { corpus: 'flagged', across: 'failure_class' },
  of: 'candidate',
  limit: 0.9,
  minimum_n: 4,
};
const [first, second, third, fourth] = classes;

function plcc(observed: readonly (number | null)[], more: Partial<AcrossRow> = {}): AcrossRow {
  return acrossOf(
    'flagged',
    'failure_class',
    'plcc',
    classes.map((value, i) => [value, observed[i] ?? null]),
    more,
  );
}

const ofBaseline = { backend: 'rembg', role: 'baseline' } as const;
const tInterval = { low: 0.88, high: 0.98, level: 0.95 };

function decide(criteria: readonly CriterionText[], parts: TableParts): Decision {
  const metrics = tableOf(parts);
  assert.deepEqual(metricsTable.parse(metrics), metrics);
  const decision = run({ metrics, policy: policyOf(criteria) });
  assert.deepEqual(decisionSchema.parse(JSON.parse(canonicalJson(decision))), decision);
  return decision;
}

test('a result is a complete record', () => {
  const across = [plcc([0.91, 0.97, 0.93, 0.95], { interval: tInterval, reason: null }), plcc([0.5, 0.5, 0.5, 0.5], ofBaseline)];
  const samples = [sampleOf('a', first, 0.4, 0.5, 'plcc'), sampleOf('b', second, 0.1, 0.5, 'plcc'), sampleOf('c', first, 0.2, 0.5, 'plcc')];
  const [result] = decide([mean], { across, samples }).criteria;
  const { observed, margin, ...told } = result as CriterionResult;
  assert.ok(Math.abs((observed ?? 0) - 0.94) < 1e-12 && Math.abs((margin ?? 0) - 0.04) < 1e-12);
  assert.deepEqual(told, {
    id: 'mean',
    criterion: 'mean',
    title: 'mean',
    status: 'pass',
    level: 'block',
    metric: 'plcc',
    metricVersion: 1,
    statistic: 'mean',
    of: 'candidate',
    where: { corpus: 'flagged', slice: null, across: 'failure_class' },
    comparator: '>=',
    limit: 0.9,
    holds: 'value',
    judged: observed,
    relativeMargin: (margin ?? 0) / 2,
    relativeInterval: { low: (0.88 - 0.9) / 2, high: (0.98 - 0.9) / 2 },
    candidate: observed,
    baseline: 0.5,
    interval: { ...tInterval, method: 'student-t', resamples: 0, groups: 4 },
    n: 4,
    minimumN: 4,
    worstSamples: ['c', 'a'],
    reason: 'flagged across failure_class: mean PLCC is 0.940; at least 0.900 is required (4 values of failure_class)',
  });
});

const complete = [plcc([0.91, 0.97, 0.93, 0.95])];
const withN = (n: number): AcrossRow[] => complete.map((row) => ({ ...row, values: row.values.map((own, i) => (i === 1 ? { ...own, n } : own)) }));
const rmse = (observed: readonly number[], more: Partial<AcrossRow> = {}): AcrossRow =>
  acrossOf(
    'flagged',
    'failure_class',
    'rmse',
    classes.map((value, i) => [value, observed[i] ?? null]),
    more,
  );
const [ours, theirs] = [rmse([6, 3, 2, 5]), rmse([3, 2, 2, 1], ofBaseline)];
const difference: CriterionText = { ...mean, metric: 'rmse', of: 'candidate - baseline', limit: 1 };

const cases: Record<string, { criterion: CriterionText; parts: TableParts; told: Partial<CriterionResult> }> = {
  'the worst value, by name': {
    criterion: { ...mean, statistic: 'worst', limit: 0.92 },
    parts: { across: complete },
    told: {
      status: 'fail',
      observed: 0.91,
      reason: 'flagged across failure_class: worst PLCC is 0.910; at least 0.920 is required (4 values of failure_class); the worst is low_contrast',
    },
  },
  'the worst is the largest where lower is better': {
    criterion: { ...mean, metric: 'rmse', statistic: 'worst', limit: 6 },
    parts: { across: [ours] },
    told: { status: 'pass', comparator: '<=', observed: 6, margin: 0 },
  },
  'of a spread less is better, whatever the metric': {
    criterion: { ...mean, statistic: 'spread', limit: 0.05 },
    parts: { across: complete },
    told: {
      status: 'fail',
      comparator: '<=',
      relativeMargin: (0.05 - (0.97 - 0.91)) / 2,
      reason: 'flagged across failure_class: spread of PLCC is 0.060; at most 0.050 is required (4 values of failure_class)',
    },
  },
  'and of a standard deviation': {
    criterion: { ...mean, statistic: 'sd', limit: 0.03 },
    parts: { across: complete },
    told: {
      status: 'pass',
      comparator: '<=',
      reason: 'flagged across failure_class: standard deviation of PLCC is 0.026; at most 0.030 is required (4 values of failure_class)',
    },
  },
  'a median': {
    criterion: { ...mean, statistic: 'median' },
    parts: { across: [plcc([0.91, 0.97, 0.93, 0.95], { interval: tInterval })] },
    told: { status: 'pass', observed: 0.94, interval: null },
  },
  'the bound of the t interval must hold too': {
    criterion: { ...mean, holds: 'interval' },
    parts: { across: [plcc([0.91, 0.97, 0.93, 0.95], { interval: tInterval })] },
    told: { status: 'inconclusive', judged: 0.88 },
  },
  'and is missing where there is none': {
    criterion: { ...mean, holds: 'interval' },
    parts: { across: complete },
    told: { status: 'insufficient', reason: 'flagged across failure_class: mean PLCC has no interval (too few values)' },
  },
  'a value without a number is named with its reason, though there is a statistic': {
    criterion: { ...mean, minimum_n: 3 },
    parts: { across: [plcc([0.91, null, 0.93, 0.95], { mean: 0.93 })] },
    told: {
      status: 'insufficient',
      n: 3,
      reason: 'flagged across failure_class: mean PLCC is not judged: handle_hole has no value (constant prediction)',
    },
  },
  'a value that the row leaves out': {
    criterion: { ...mean, minimum_n: 3 },
    parts: { across: complete.map((row) => ({ ...row, n: 3, defined: 3, values: row.values.slice(0, 3) })) },
    told: { status: 'insufficient', n: 3, reason: 'flagged across failure_class: mean PLCC is not judged: unclassified is missing' },
  },
  'fewer values than demanded': {
    criterion: { ...mean, minimum_n: 5 },
    parts: { across: complete },
    told: { status: 'insufficient', reason: 'flagged across failure_class: mean PLCC rests on 4 values of failure_class; at least 5 are needed' },
  },
  'a value of too few samples': {
    criterion: { ...mean, minimum_slice_n: 30 },
    parts: { across: withN(29) },
    told: {
      status: 'insufficient',
      reason: 'flagged across failure_class: mean PLCC is not judged: handle_hole rests on 29 samples; at least 30 are needed',
    },
  },
  'a value of just enough samples': { criterion: { ...mean, minimum_slice_n: 30 }, parts: { across: withN(30) }, told: { status: 'pass' } },
  'no row': {
    criterion: mean,
    parts: { across: [plcc([1, 1, 1, 1], ofBaseline)] },
    told: {
      status: 'insufficient',
      n: 0,
      reason: 'flagged across failure_class: mean PLCC rests on 0 values of failure_class; at least 4 are needed; the table has no row for it',
    },
  },
  'the standard deviation of one value': {
    criterion: { ...mean, statistic: 'sd', minimum_n: 1 },
    parts: {
      corpora: [corpusOf('flagged', [first])],
      across: [acrossOf('flagged', 'failure_class', 'plcc', [[first, 0.9]], { reason: 'one value has no standard deviation' })],
    },
    told: {
      status: 'insufficient',
      reason: 'flagged across failure_class: standard deviation of PLCC has no value (one value has no standard deviation)',
    },
  },
  'a statistic that rows across do not have': {
    criterion: { ...mean, statistic: 'p10' },
    parts: { across: complete },
    told: { status: 'insufficient', reason: 'flagged across failure_class: 10th percentile of PLCC has no value (too few values)' },
  },
  'nor rows on samples one across': {
    criterion: { ...mean, statistic: 'worst', where: { corpus: 'flagged' } },
    parts: { rows: [rowOf(flagged, 'plcc', 0.9, 9)] },
    told: { status: 'insufficient', observed: null, reason: 'flagged: worst PLCC has no value' },
  },
  'a difference, paired by value': {
    criterion: difference,
    parts: {
      across: [ours, theirs],
      comparisons: [comparisonOf(ours, theirs)],
      samples: [sampleOf('a', fourth, 5, 1, 'rmse'), sampleOf('b', first, 6, 3, 'rmse'), sampleOf('c', fourth, 9, 1, 'rmse')],
    },
    told: {
      status: 'fail',
      comparator: '<=',
      observed: 2,
      candidate: 4,
      baseline: 2,
      worstSamples: ['c', 'a'],
      reason: 'flagged across failure_class: mean RMSE rose by 2.000 against the baseline; at most 1.000 is allowed (4 values of failure_class)',
    },
  },
  'the t interval of a difference': {
    criterion: { ...difference, limit: 3, holds: 'interval' },
    parts: { across: [ours, theirs], comparisons: [comparisonOf(ours, theirs, { interval: { low: -0.9, high: 4.9, level: 0.95 } })] },
    told: { status: 'inconclusive', observed: 2, judged: 4.9 },
  },
  'a difference to a baseline without a number somewhere, or on too few samples': {
    criterion: { ...difference, minimum_n: 3, minimum_slice_n: 40 },
    parts: {
      across: [
        ours,
        {
          ...theirs,
          values: theirs.values.map((own, i) => (i === 2 ? { ...own, observed: null, reason: 'failed' } : i === 3 ? { ...own, n: 9 } : own)),
        },
      ],
      comparisons: [comparisonOf(ours, theirs)],
    },
    told: {
      status: 'insufficient',
      n: 3,
      reason:
        'flagged across failure_class: mean RMSE against the baseline is not judged: ' +
        'frame_cut of the baseline has no value (failed); unclassified of the baseline rests on 9 samples; at least 40 are needed',
    },
  },
  'a difference that nobody computed': {
    criterion: difference,
    parts: { across: [ours, theirs] },
    told: { status: 'insufficient', n: 0 },
  },
  'a difference of another statistic than the mean': {
    criterion: { ...difference, statistic: 'worst' },
    parts: { across: [ours, theirs], comparisons: [comparisonOf(ours, theirs)] },
    told: { status: 'insufficient', observed: null },
  },
};

for (const [name, { criterion, parts, told }] of Object.entries(cases)) {
  test(name, () => {
    const [result, ...others] = decide([criterion], parts).criteria;
    assert.deepEqual(others, []);
    assert.deepEqual({ ...result, ...told }, result);
  });
}

test('many gaps are cut', () => {
  const row = acrossOf(
    'flagged',
    'failure_class',
    'plcc',
    [...classes, 'e', 'f', 'g'].map((value) => [value, null] as const),
  );
  const [result] = decide([mean], { across: [row] }).criteria;
  assert.match(
    `${result?.reason}`,
    /unclassified has no value \(constant prediction\); e has no value \(constant prediction\); and 2 more like these$/,
  );
});

test('refused: rows and values that stand twice, and unknown dimensions', () => {
  const doubled = complete.map((row) => ({ ...row, values: [...row.values, { value: third, observed: 1, n: 40, reason: null }] }));
  const problems = (parts: TableParts, criterion = mean): string[] => {
    try {
      decide([criterion], parts);
    } catch (error) {
      assert.ok(error instanceof InputError, String(error));
      return error.problems.map(({ code, message }) => `${code} ${message}`);
    }
    return [];
  };
  assert.deepEqual(problems({ across: [...complete, ...complete] }), [
    'EV5306 the row ["flagged",{"across":"failure_class"}] plcc candidate yolo is there twice',
  ]);
  assert.deepEqual(problems({ across: doubled }), [
    'EV5306 in the row ["flagged",{"across":"failure_class"}] plcc candidate yolo the value frame_cut is there twice',
  ]);
  assert.deepEqual(problems({ comparisons: [comparisonOf(ours, theirs), comparisonOf(ours, theirs)] }), [
    'EV5306 the comparison ["flagged",{"across":"failure_class"}] rmse yolo rembg is there twice',
  ]);
  assert.deepEqual(problems({}, { ...mean, where: { corpus: 'flagged', across: 'failure_clas' } }), [
    'EV5302 no slice dimension of flagged "failure_clas" (nearest: failure_class)',
  ]);
});

test('a gap anywhere never passes, whatever the other values, statistics and what missing evidence means', () => {
  const seed = 11;
  const random = generator(seed);
  for (let round = 0; round < 300; round++) {
    const criterion: CriterionText = {
      ...mean,
      statistic: random.pick(['mean', 'median', 'worst', 'spread', 'sd'] as const),
      limit: random.pick([-1, 0, 2]),
      minimum_n: 1 + random.below(4),
      minimum_slice_n: 10,
      missing: random.pick(['block', 'warn', 'not_applicable'] as const),
    };
    const at = random.below(classes.length);
    const row = plcc(classes.map(() => random.unit()));
    const broken = random.pick(['undefined', 'undersized', 'missing']);
    const values = row.values.flatMap((own, i) => {
      if (i !== at) return [own];
      if (broken === 'missing') return [];
      return broken === 'undefined' ? [{ ...own, observed: null, reason: 'not finite' }] : [{ ...own, n: 9 }];
    });
    const { verdict, criteria } = decide([criterion], { across: [{ ...row, values }] });
    assert.equal(verdict, 'void', `seed ${seed}, round ${round}`);
    assert.ok(criteria[0]?.reason.includes(`${classes[at]} `), `seed ${seed}, round ${round}: ${criteria[0]?.reason}`);
  }
});
