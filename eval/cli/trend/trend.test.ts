import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Report } from '../../contracts/report.ts';
import { generator } from '../../decide/testing/numbers.ts';
import { deltaOf, tableOf } from '../../decide/testing/table.ts';
import { InputError } from '../../errors/errors.ts';
import { goldenRecord, tableNumbers } from '../record/golden.ts';
import { hindranceBetween } from '../record/join.ts';
import { keyOf } from '../record/key.ts';
import { first, foldsReport, grownReport, reportOf, reportWith, second, tableParts, voidReport } from '../testing/reports.ts';
import { trend } from './trend.ts';

const named = (reports: readonly Report[]) => reports.map((report, i) => ({ path: `${i}.json`, report }));

for (const seed of [21, 22, 23, 24]) {
  test(`every number stands once, in order, and beside nothing that it must not be compared with (seed ${seed})`, () => {
    const { pick } = generator(seed);
    const reports = Array.from({ length: 6 }, () => pick([reportWith(first), reportWith(second), grownReport(), voidReport(), foldsReport()]));
    const records = reports.map((report) => goldenRecord(report, null));
    for (const { of, where, metric, segments } of trend({ reports: named(reports), metrics: undefined }).series) {
      const points = segments.flatMap((segment) => segment.points);
      const values = reports.map(({ metrics }) => tableNumbers(metrics).find((number) => keyOf(number) === keyOf({ of, where, metric }))?.value);
      assert.deepEqual(
        points.map(({ report, value }) => [report, value]),
        values.flatMap((value, i) => (value === undefined ? [] : [[i, value]])),
      );
      for (const [s, segment] of segments.entries()) {
        for (const [i, point] of segment.points.entries()) {
          const before = i > 0 ? segment.points[i - 1] : segments[s - 1]?.points.at(-1);
          if (before === undefined) continue;
          const hindered = hindranceBetween(records[before.report] as never, records[point.report] as never)({ of, where, metric });
          assert.equal(hindered, i > 0 ? null : segment.apart, `${metric} of ${of}, report ${point.report}`);
          assert.equal(point.change, i > 0 ? (point.value ?? 0) - (before.value ?? 0) : null);
        }
      }
    }
  });
}

test('another unit under the name of a metric is another number', () => {
  const definitions = tableOf(tableParts(first)).definitions.map((one) => (one.id === 'distance' ? { ...one, unit: 'mm' } : one));
  const reports = named([reportWith(first), reportWith(first, { definitions }), reportWith(second, { definitions })]);
  const [distance] = trend({ reports, metrics: ['distance'] }).series;
  assert.deepEqual(
    distance?.segments.map(({ apart, points }) => [apart, points.map(({ report }) => report)]),
    [
      [null, [0]],
      ['metric distance', [1, 2]],
    ],
  );
});

test('a quotient has no unit of its metric', () => {
  const nearer = { id: 'nearer', metric: 'distance', where: { corpus: 'flagged' }, of: 'candidate / baseline', limit: 1, minimum_n: 1 } as const;
  const ratio = { value: 0.9, reason: null, interval: null, intervalReason: 'too few groups' };
  const deltas = [deltaOf({ corpus: 'flagged', slice: null }, 'distance', -1, 20, { ratio })];
  const [series] = trend({ reports: named([reportOf({ ...tableParts(first), deltas }, [nearer])]), metrics: undefined }).series;
  assert.deepEqual([series?.of, series?.unit], ['candidate / baseline', 'ratio']);
});

test('a metric that no report has is refused with the nearest name', () => {
  const asked = () => trend({ reports: named([reportWith(first)]), metrics: ['mask_io'] });
  assert.throws(asked, (error) => error instanceof InputError && /mask_io.*mask_iou/s.test(error.message));
});
