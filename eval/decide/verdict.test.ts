import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CriterionResult, Decision } from '../contracts/decision.ts';
import type { MetricsTable } from '../contracts/metrics.ts';
import { run } from './run.ts';
import { generator } from './testing/numbers.ts';
import {
  backendOf,
  type CriterionText,
  classes,
  corpusOf,
  definitions,
  deltaOf,
  evidenceOf,
  flagged,
  heldout,
  inClass,
  measurementOf,
  policyOf,
  quiet,
  rowOf,
  shippedSanity,
  tableOf,
} from './testing/table.ts';

const floor: CriterionText = { id: 'floor', metric: 'mask_iou', where: { corpus: 'flagged' }, of: 'candidate', limit: 0.7, minimum_n: 3 };
const rate: CriterionText = { ...floor, id: 'rate', metric: 'pass_rate', limit: 0.6 };
const change: CriterionText = { ...floor, id: 'change', of: 'candidate - baseline', limit: -0.08 };
const each: CriterionText = { ...change, id: 'each', where: { corpus: 'flagged', each: 'failure_class' }, missing: 'not_applicable' };

const rows = (iou: number, passRate: number) => [rowOf(flagged, 'mask_iou', iou, 9), rowOf(flagged, 'pass_rate', passRate, 9)];

function decide(criteria: readonly CriterionText[], parts: Partial<MetricsTable>, sanity = quiet): Decision {
  return run({ metrics: tableOf(parts), policy: policyOf(criteria, sanity) });
}

function told({ verdict, recommendation, deciding, failed }: Decision): unknown[] {
  return [verdict, recommendation, deciding, failed];
}

const cases: Record<string, { criteria: readonly CriterionText[]; parts: Partial<MetricsTable>; expected: unknown[] }> = {
  'go is decided by the smallest relative margin': {
    criteria: [floor, rate],
    parts: { rows: rows(0.9, 0.7) },
    expected: ['go', 'go', 'rate', []],
  },
  'no-go is decided by the worst relative margin': {
    criteria: [floor, rate],
    parts: { rows: rows(0.6, 0.2) },
    expected: ['no-go', 'no-go', 'rate', ['rate', 'floor']],
  },
  'relative to the range, not absolute': {
    criteria: [{ ...floor, id: 'far', metric: 'distance', limit: 100 }, floor],
    parts: { rows: [rowOf(flagged, 'distance', 101, 9), rowOf(flagged, 'mask_iou', 0.5, 9)] },
    expected: ['no-go', 'no-go', 'floor', ['floor', 'far']],
  },
  'ties go by the order of the file': {
    criteria: [
      { ...floor, id: 'second' },
      { ...floor, id: 'first' },
    ],
    parts: { rows: rows(0.5, 0.9) },
    expected: ['no-go', 'no-go', 'second', ['second', 'first']],
  },
  'missing evidence is worse than any failure': {
    criteria: [rate, floor],
    parts: { rows: [rowOf(flagged, 'pass_rate', 0, 9)] },
    expected: ['no-go', 'no-go', 'floor', ['floor', 'rate']],
  },
  'warnings and information do not stop a go': {
    criteria: [floor, { ...rate, level: 'warn' }, { ...rate, id: 'told', level: 'info' }, { ...change, missing: 'warn' }],
    parts: { rows: rows(0.9, 0) },
    expected: ['go', 'go', 'floor', []],
  },
  'only information: nothing speaks for a promotion': {
    criteria: [
      { ...floor, level: 'info' },
      { ...rate, level: 'warn' },
    ],
    parts: { rows: rows(1, 1) },
    expected: ['no-go', 'no-go', 'floor', []],
  },
  'everything set aside: nothing speaks for a promotion': {
    criteria: [
      { ...rate, level: 'info' },
      { ...floor, missing: 'not_applicable' },
    ],
    parts: { rows: [rowOf(flagged, 'pass_rate', 1, 9)] },
    expected: ['no-go', 'no-go', 'floor', []],
  },
  'missing evidence that only warns is no evidence for a go': {
    criteria: [{ ...floor, missing: 'warn' }],
    parts: {},
    expected: ['void', 'no-go', 'nothing_measured', []],
  },
  'an empty table': { criteria: [floor, change], parts: {}, expected: ['void', 'no-go', 'nothing_measured', ['floor', 'change']] },
  'all slices empty, though empty ones may be set aside': {
    criteria: [floor, each],
    parts: { rows: rows(0.9, 0.9), deltas: classes.map((value) => deltaOf(inClass(value), 'mask_iou', null, 0)) },
    expected: ['no-go', 'no-go', 'each', ['each']],
  },
  'each class left out': {
    criteria: [floor, { ...each, where: { corpus: 'flagged', each: 'failure_class', except: [...classes] } }],
    parts: { rows: rows(0.9, 0.9) },
    expected: ['no-go', 'no-go', 'each', ['each']],
  },
  'a taxonomy without classes': {
    criteria: [floor, each],
    parts: { rows: rows(0.9, 0.9), corpora: [{ ...corpusOf('flagged', []), dimensions: { failure_class: [] } }] },
    expected: ['no-go', 'no-go', 'each', ['each']],
  },
  'one class with evidence is enough for the selector': {
    criteria: [each],
    parts: { deltas: [deltaOf(inClass('frame_cut'), 'mask_iou', 0.1, 3)] },
    expected: ['go', 'go', 'each/frame_cut', []],
  },
  'only the reference is good': {
    criteria: [floor],
    parts: {
      rows: [rowOf(flagged, 'mask_iou', 0.9, 9, { role: 'reference' }), rowOf(flagged, 'mask_iou', 0.9, 9, { role: 'baseline', backend: 'rembg' })],
    },
    expected: ['void', 'no-go', 'nothing_measured', ['floor']],
  },
};

for (const [name, { criteria, parts, expected }] of Object.entries(cases)) {
  test(name, () => assert.deepEqual(told(decide(criteria, parts)), expected));
}

test('a policy that judged nothing is void, and says what was missing', () => {
  const { verdict, why, criteria } = decide([{ ...floor, missing: 'not_applicable' }], {});
  assert.equal(verdict, 'void');
  assert.equal(why, 'the one check could not be judged: flagged: mask IoU rests on 0 samples; at least 3 are needed; the table has no row for it');
  assert.equal(criteria[0]?.status, 'not_applicable');
  assert.match(decide([floor, change], {}).why, /^none of 2 checks could be judged, the first of them: flagged: mask IoU rests on 0 samples/);
});

test('a sanity finding that voids says more than missing evidence', () => {
  const rules = { ...quiet, same_truth: { level: 'void', limit: 0, minimum_n: 0, missing: 'info' } } as const;
  const { verdict, deciding, failed } = decide([floor], { facts: [measurementOf('same_truth', 1, 9)] }, rules);
  assert.deepEqual([verdict, deciding, failed], ['void', 'sanity:same_truth', ['sanity:same_truth', 'floor']]);
});

test('why a policy that judged only what does not block is no go', () => {
  const { verdict, why } = decide([{ ...floor, level: 'info' }], { rows: rows(1, 1) });
  assert.deepEqual([verdict, why], ['no-go', 'no blocking criterion was judged, so nothing speaks for a promotion']);
});

test('a selector that judged nothing says so', () => {
  const { criteria } = decide([each], {});
  assert.deepEqual(
    criteria.map(({ id, status }) => [id, status]),
    [...classes.map((value) => [`each/${value}`, 'not_applicable']), ['each', 'insufficient']],
  );
  assert.equal(criteria.at(-1)?.reason, 'flagged: none of 4 values of failure_class has enough evidence, so this criterion judged nothing');
});

test('a number that is not one is refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => decide([floor], { rows: rows(value, 0.9) }), /EV5003/);
});

test('a candidate that is its own baseline is void, and passes where the criteria allow that to test the gate', () => {
  const twice: Partial<MetricsTable> = {
    backends: [backendOf('candidate', 'yolo', 'a'), backendOf('baseline', 'again', 'a')],
    rows: rows(0.9, 0.9),
    deltas: [deltaOf(flagged, 'mask_iou', 0, 9)],
    facts: Object.keys(quiet).map((check) => measurementOf(check, ['same_backend', 'candidate_equals_baseline'].includes(check) ? 1 : 0, 9)),
  };
  const shipped = shippedSanity();
  const criteria = [floor, { ...change, limit: 0 }];
  const refused = decide(criteria, twice, shipped);
  assert.deepEqual(told(refused), ['void', 'no-go', 'sanity:same_backend', ['sanity:same_backend', 'sanity:candidate_equals_baseline']]);
  const off = { level: 'info', limit: 0, minimum_n: 0, missing: 'info' } as const;
  const allowed = decide(criteria, twice, { ...shipped, same_backend: off, candidate_equals_baseline: off });
  assert.deepEqual(told(allowed), ['go', 'go', 'change', []]);
});

test('a better number never turns a go into a no-go', () => {
  const seed = 7;
  const random = generator(seed);
  let goes = 0;
  let flips = 0;
  for (let round = 0; round < 400; round++) {
    const criteria = Array.from({ length: 1 + random.below(5) }, (_, i): CriterionText => {
      const common = { id: `c${i}`, minimum_n: 1 + random.below(3), level: random.pick(['block', 'block', 'warn'] as const) };
      const metric = random.pick(['mask_iou', 'pass_rate', 'error_rate', 'distance']);
      const where = random.pick([{ corpus: 'flagged' }, { corpus: 'heldout' }, { corpus: 'flagged', each: 'failure_class' }]);
      const missing = random.pick(['block', 'warn', 'not_applicable'] as const);
      const of = random.pick(['candidate', 'candidate - baseline'] as const);
      return { ...common, metric, where, missing, of, limit: random.unit() - (of === 'candidate' ? 0 : 0.5) };
    });
    const cases = [flagged, heldout, ...classes.map(inClass)];
    const metrics = ['mask_iou', 'pass_rate', 'error_rate', 'distance'];
    const value = (): number => random.unit();
    const table = {
      rows: cases.flatMap((where) => metrics.map((metric) => rowOf(where, metric, value(), 1 + random.below(6)))),
      deltas: cases.flatMap((where) => metrics.map((metric) => deltaOf(where, metric, value() - 0.5, 1 + random.below(6)))),
    };
    const better = (metric: string, old: number | null): number =>
      (old ?? 0) + (metric === 'error_rate' || metric === 'distance' ? -1 : 1) * random.unit() * 0.4;
    const improved = {
      rows: table.rows.map((row) => (random.unit() < 0.5 ? row : { ...row, value: better(row.metric, row.value) })),
      deltas: table.deltas.map((row) => (random.unit() < 0.5 ? row : { ...row, value: better(row.metric, row.value) })),
    };
    const before = decide(criteria, table).verdict;
    const after = decide(criteria, improved).verdict;
    if (before === 'go') goes += 1;
    if (before !== after) flips += 1;
    assert.ok(before !== 'go' || after === 'go', `seed ${seed}, round ${round}: ${before} became ${after}`);
  }
  assert.ok(goes > 20 && flips > 10, `seed ${seed}: ${goes} goes and ${flips} changed verdicts are too few to show anything`);
});

test('part of an evaluation is never a go, whatever the policy makes of missing evidence', () => {
  const lenient = { missing: 'not_applicable', level: 'warn' } as const;
  const onLeftOut: CriterionText = { ...floor, ...lenient, id: 'other', where: { corpus: 'crops', each: 'failure_class' } };
  const decision = decide([floor, onLeftOut], { rows: rows(0.9, 0.7), leftOut: ['crops'] });
  const notice = 'crops is left out of this build: nothing was measured on it, and part of an evaluation is never a go';
  assert.deepEqual(told(decision), ['no-go', 'no-go', 'left_out', ['left_out']]);
  assert.deepEqual([decision.why, decision.policy.notices], [notice, [notice]]);
  assert.deepEqual(decision.criteria.map(({ id, status, level, reason }) => [id, status, level, reason]).at(-1), [
    'other',
    'insufficient',
    'warn',
    'mask IoU was not measured: crops is left out of this build',
  ]);
  // Also where no criterion is about it.
  assert.deepEqual(told(decide([floor], { rows: rows(0.9, 0.7), leftOut: ['crops'] })), ['no-go', 'no-go', 'left_out', ['left_out']]);
});

test('several candidates on the same data are told, and count as candidates that the data judged', () => {
  const where = { corpus: 'reuse', slice: null };
  const judged: CriterionText = { ...floor, id: 'reuse', metric: 'judged_candidates', where: { corpus: 'reuse' }, limit: 6, minimum_n: 1 };
  const count = { ...definitions[0], id: 'judged_candidates', range: [0, null], better: 'lower' } as MetricsTable['definitions'][number];
  const metrics = tableOf({
    definitions: [...definitions, count],
    evidence: [evidenceOf('reuse')],
    rows: [...rows(0.9, 0.7), rowOf(where, 'judged_candidates', 5, 1)],
  });
  const policy = policyOf([floor, judged], quiet);
  const [alone, oneOfTwo, oneOfThree] = [1, 2, 3].map((candidates) => run({ metrics, policy, candidates })) as [Decision, Decision, Decision];
  assert.deepEqual(
    [alone, oneOfTwo, oneOfThree].map(({ verdict }) => verdict),
    ['go', 'go', 'no-go'],
  );
  assert.deepEqual([alone.policy.notices, oneOfThree.failed, oneOfThree.criteria[1]?.observed], [[], ['reuse'], 7]);
  assert.match(oneOfThree.policy.notices[0] ?? '', /^3 candidates were judged on the same data.* in up to 15%$/);
  assert.equal(oneOfThree.digests.metrics, alone.digests.metrics);
});

test('relative margins order results that passed and that failed alike', () => {
  const { criteria } = decide([floor, rate, { ...floor, id: 'distance', metric: 'distance', limit: 10 }], {
    rows: [...rows(0.5, 0.9), rowOf(flagged, 'distance', 8, 9)],
  });
  const margins = criteria.map(({ relativeMargin }: CriterionResult) => Number((relativeMargin ?? 0).toFixed(9)));
  assert.deepEqual(margins, [-0.2, 0.3, 0.2]);
});
