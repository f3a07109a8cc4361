/** What keeps records from being compared, and which of their numbers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Golden, NumberKey } from '../../contracts/golden.ts';
import { digest, flagged, heldout } from '../../decide/testing/table.ts';
import { externalReport, first, reportWith } from '../testing/reports.ts';
import { contextOf, obstaclesBetween } from './comparable.ts';
import { expectedDigest, goldenRecord, numbersOf, sayTheSame } from './golden.ts';
import { hindranceBetween } from './join.ts';

const record = goldenRecord(reportWith(first), null);
const changed = (change: (copy: Golden) => void, of = record): Golden => {
  const copy = structuredClone(of);
  change(copy);
  return copy;
};

const onFlagged: NumberKey = { of: 'candidate', where: flagged, metric: 'mask_iou' };
const numbers: Readonly<Record<string, NumberKey>> = {
  flagged: onFlagged,
  heldout: { ...onFlagged, where: heldout },
  baseline: { ...onFlagged, of: 'baseline' },
  difference: { ...onFlagged, of: 'candidate - baseline' },
  rate: { ...onFlagged, metric: 'pass_rate' },
  composite: { ...onFlagged, metric: 'quality' },
  evidence: { of: 'candidate', where: { corpus: 'scorecard', slice: null }, metric: 'cost' },
};
const all = Object.keys(numbers);

const cases: Readonly<
  Record<string, { change: (copy: Golden) => void; keys: readonly string[]; hindered: readonly string[]; context?: readonly string[] }>
> = {
  nothing: { change: () => {}, keys: [], hindered: [] },
  'another candidate and policy, other evidence and tools': {
    change: (copy) => {
      copy.backends[0]!.digest = digest('7');
      copy.digests.policy = digest('7');
      copy.digests.evidence['scorecard'] = digest('7');
      copy.tools['infer'] = '2';
      copy.evaluation = '//other:report';
    },
    keys: [],
    hindered: [],
    context: ['evaluation', 'candidate', 'policy', 'evidence scorecard', 'tool infer'],
  },
  'other samples': {
    change: ({ digests }) => (digests.corpora['flagged'] = digest('7')),
    keys: ['corpus flagged'],
    hindered: ['flagged', 'baseline', 'difference', 'rate', 'composite'],
  },
  'a corpus that only one has': { change: ({ digests }) => delete digests.corpora['heldout'], keys: ['corpus heldout'], hindered: ['heldout'] },
  'a corpus with the name of a method': {
    change: ({ digests }) => (digests.corpora['constructor'] = digest('7')),
    keys: ['corpus constructor'],
    hindered: [],
  },
  'other criteria of measuring': {
    change: ({ digests }) => (digests.measure = digest('7')),
    keys: ['measure'],
    hindered: all.filter((name) => name !== 'evidence'),
  },
  'another baseline': { change: ({ backends }) => (backends[1]!.digest = digest('7')), keys: ['baseline'], hindered: ['difference'] },
  'no baseline': { change: ({ backends }) => backends.pop(), keys: ['baseline'], hindered: ['difference'] },
  'another version of the metric, and of what is made of it': {
    change: ({ metrics }) => (metrics['mask_iou'] = 2),
    keys: ['metric mask_iou'],
    hindered: all.filter((name) => name !== 'evidence'),
  },
  'another version of a metric that nothing else is made of': {
    change: ({ metrics }) => (metrics['distance'] = 4),
    keys: ['metric distance'],
    hindered: ['rate', 'composite'],
  },
  'a metric that only one has': { change: ({ metrics }) => delete metrics['distance'], keys: [], hindered: [] },
  'everything, the gravest first': {
    change: ({ digests, metrics, backends }) => {
      metrics['mask_iou'] = 2;
      backends[1]!.digest = digest('7');
      digests.corpora['flagged'] = digest('7');
      digests.measure = digest('7');
    },
    keys: ['measure', 'corpus flagged', 'baseline', 'metric mask_iou'],
    hindered: all.filter((name) => name !== 'evidence'),
  },
};

for (const [name, { change, keys, hindered, context }] of Object.entries(cases)) {
  test(name, () => {
    const base = changed(({ digests }) => (digests.evidence['scorecard'] = digest('e')));
    const other = changed(change, base);
    for (const [a, b] of [
      [base, other],
      [other, base],
    ] as const) {
      assert.deepEqual(
        obstaclesBetween(a, b).map(({ key }) => key),
        keys,
      );
      const hinders = hindranceBetween(a, b);
      assert.deepEqual(
        all.filter((number) => hinders(numbers[number]!) !== null),
        hindered,
      );
      if (context !== undefined) {
        assert.deepEqual(
          contextOf(a, b).map(({ key }) => key),
          context,
        );
      }
    }
  });
}

test('an obstacle says what each side has', () => {
  const other = changed(({ digests }) => delete digests.corpora['heldout']);
  assert.deepEqual(obstaclesBetween(record, other), [{ key: 'corpus heldout', a: digest('e'), b: null }]);
});

test('a record holds every number of the table under the role of its backend', () => {
  const { metrics } = reportWith(first);
  assert.equal(numbersOf(record).length, metrics.rows.length + metrics.deltas.length);
  assert.deepEqual([...new Set(numbersOf(record).map(({ of }) => of))].sort(), ['baseline', 'candidate', 'candidate - baseline']);
  assert.deepEqual(numbersOf(goldenRecord(externalReport(), null)), [
    { of: 'candidate', where: { corpus: 'scorecard', slice: null }, metric: 'error_rate', value: 0.031, n: 130 },
  ]);
});

test('the digest is over everything else, and what was replaced does not change what is said', () => {
  assert.equal(record.digest, expectedDigest(record));
  const next = goldenRecord(reportWith(first), record.digest);
  assert.notEqual(next.digest, record.digest);
  assert.ok(sayTheSame(record, next));
  const moved = changed(({ rows }) => (rows[0]!.values['candidate']!.value = 1));
  assert.notEqual(expectedDigest(moved), moved.digest);
  assert.equal(sayTheSame(record, moved), false);
});
