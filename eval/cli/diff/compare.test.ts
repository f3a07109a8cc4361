import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from '../../contracts/cli_results.ts';
import type { Golden } from '../../contracts/golden.ts';
import type { Report } from '../../contracts/report.ts';
import { generator } from '../../decide/testing/numbers.ts';
import { backendOf, deltaOf, digest, flagged, intervalOf, rowOf } from '../../decide/testing/table.ts';
import { goldenRecord } from '../record/golden.ts';
import { type Candidate, externalReport, first, foldsReport, grownReport, reportWith, second, tableParts, voidReport } from '../testing/reports.ts';
import { compare } from './compare.ts';
import { changesText } from './text.ts';

const recordOf = (report: ReturnType<typeof reportWith>): Golden => goldenRecord(report, null);
const records = [reportWith(first), reportWith(second), grownReport(), voidReport(), foldsReport(), externalReport()].map(recordOf);

const other = <T extends string | null>(side: T) => (side === 'a' ? 'b' : side === 'b' ? 'a' : side);

test('a record is the same as itself', () => {
  for (const record of records) {
    const { outcome, obstacles, context, criteria, sanity, numbers, hindered } = compare({ a: record, b: record, anyway: false });
    assert.deepEqual(
      { outcome, obstacles, context, criteria, sanity, numbers, hindered },
      { outcome: 'same', obstacles: [], context: [], criteria: [], sanity: [], numbers: [], hindered: 0 },
    );
  }
});

test('turned round, a difference says the same with a and b exchanged', () => {
  for (const a of records) {
    for (const b of records) {
      for (const anyway of [false, true]) {
        const [there, back] = [compare({ a, b, anyway }), compare({ a: b, b: a, anyway })];
        assert.deepEqual(difference.parse(there), there);
        assert.deepEqual([there.outcome, there.compared, there.hindered], [back.outcome, back.compared, back.hindered]);
        const turned = back.numbers.map((number) => ({
          ...number,
          a: number.b,
          b: number.a,
          change: number.change === null ? null : -number.change,
          versus: number.versus && { ...number.versus, better: other(number.versus.better) },
        }));
        assert.deepEqual(there.numbers, turned);
        assert.deepEqual(there.criteria.map(({ id }) => id).sort(), back.criteria.map(({ id }) => id).sort());
      }
    }
  }
});

for (const seed of [11, 12, 13]) {
  test(`what differs is listed, and nothing else (seed ${seed})`, () => {
    const { unit, pick } = generator(seed);
    const candidate = (): Candidate => ({ digit: pick(['a', 'c']), handles: pick([0.6, 0.82, Math.round(unit() * 1000) / 1000]) });
    for (let i = 0; i < 20; i++) {
      const [one, other] = [candidate(), candidate()];
      const found = compare({ a: recordOf(reportWith(one)), b: recordOf(reportWith(other)), anyway: false });
      assert.equal(found.outcome, one.handles === other.handles ? 'same' : 'different');
      assert.equal(found.context.length, one.digit === other.digit ? 0 : 1);
      for (const { a, b, change } of found.numbers) assert.equal(change, (b?.value ?? 0) - (a?.value ?? 0));
    }
  });
}

test('backends are joined by their role, references by their name', () => {
  const withReference = (name: string, reference: string) => {
    const { backends = [], rows = [] } = tableParts(first);
    const renamed = rows.map((row) => (row.role === 'candidate' ? { ...row, backend: name } : row));
    const shown = rowOf({ corpus: 'flagged', slice: null }, 'mask_iou', 0.5, 20, { role: 'reference', backend: reference });
    return recordOf(
      reportWith(first, {
        backends: [backendOf('candidate', name, 'a'), ...backends.slice(1), backendOf('reference', reference, '5')],
        rows: [...renamed, shown],
      }),
    );
  };
  const named = compare({ a: withReference('yolo', 'floor'), b: withReference('yolo_v2', 'floor'), anyway: false });
  assert.deepEqual([named.outcome, named.context], ['same', []]);
  const { numbers } = compare({ a: withReference('yolo', 'floor'), b: withReference('yolo', 'other'), anyway: false });
  assert.deepEqual(
    numbers.map(({ of, a, b, change }) => [of, a?.value, b?.value, change]),
    [
      ['reference.floor', 0.5, undefined, null],
      ['reference.other', undefined, 0.5, null],
    ],
  );
});

/** A report whose candidate has one number, with an interval of it and of its difference to the baseline. */
function measured(letter: string, iou: number, baseline: string, ownHalf: number, difference: readonly [low: number, high: number] | null): Report {
  const interval = (low: number, high: number) => ({ interval: intervalOf(low, high), intervalReason: null });
  const report = reportWith(first, {
    backends: [backendOf('candidate', 'yolo', letter), backendOf('baseline', 'rembg', baseline)],
    rows: [rowOf(flagged, 'mask_iou', iou, 20, interval(iou - ownHalf, iou + ownHalf))],
    deltas: difference === null ? [] : [deltaOf(flagged, 'mask_iou', 0.1, 20, interval(...difference))],
  });
  return report;
}

function sidesOf(a: Report, b: Report) {
  const { standing, numbers, outcome } = compare({ a: recordOf(a), b: recordOf(b), anyway: false, reports: [a, b] });
  const { better, low, high, outcome: decided } = numbers.find(({ of }) => of === 'candidate')?.versus ?? {};
  return { outcome, winner: standing.winner, versus: [better, decided, low?.toFixed(2), high?.toFixed(2)] };
}

test('two reports against one baseline are compared by an interval of each', () => {
  const from = (half: number) => sidesOf(measured('a', 0.5, 'b', half, null), measured('c', 0.7, 'b', half, null));
  assert.deepEqual(from(0.05), { outcome: 'different', winner: 'b', versus: ['b', 'decisive', '0.10', '0.30'] });
  assert.deepEqual(from(0.15), { outcome: 'different', winner: null, versus: ['b', 'tie', '-0.10', '0.50'] });
});

test('a report and that of its baseline are compared by pairs, in both directions', () => {
  const [older, newer] = [measured('a', 0.5, 'b', 0.15, null), measured('c', 0.7, 'a', 0.15, [0.1, 0.25])];
  assert.deepEqual(sidesOf(older, newer), { outcome: 'different', winner: 'b', versus: ['b', 'decisive', '0.10', '0.25'] });
  assert.deepEqual(sidesOf(newer, older), { outcome: 'different', winner: 'a', versus: ['a', 'decisive', '-0.25', '-0.10'] });
});

test('other samples, or another convention, are refused with their baseline or without', () => {
  const [a, b] = [recordOf(measured('a', 0.5, 'b', 0.1, null)), recordOf(measured('c', 0.7, 'a', 0.1, null))];
  const refused = (change: (record: Golden) => void): unknown => {
    const changed = structuredClone(b);
    change(changed);
    return compare({ a, b: changed, anyway: false }).outcome;
  };
  assert.equal(
    refused(() => {}),
    'different',
  );
  assert.equal(
    refused(({ digests }) => Object.assign(digests.corpora, { flagged: digest('9') })),
    'incomparable',
  );
  assert.equal(
    refused(({ digests }) => Object.assign(digests, { measure: digest('9') })),
    'incomparable',
  );
});

test('a criterion that is about another number now has no change', () => {
  const a = recordOf(reportWith(first));
  const b = structuredClone(a);
  Object.assign(b.criteria[0] ?? {}, { statistic: 'median', observed: 0.9 });
  const [found] = compare({ a, b, anyway: false }).criteria;
  assert.deepEqual([found?.id, found?.change], ['floor', null]);
});

test('a criterion that is gone, and a new one', () => {
  const a = recordOf(reportWith(first));
  const b = structuredClone(a);
  const [gone] = b.criteria.splice(0, 1);
  assert.ok(gone);
  b.criteria.push({ ...gone, id: 'fresh' });
  assert.deepEqual(
    compare({ a, b, anyway: false }).criteria.map(({ id, a: before, b: after }) => [id, before?.id, after?.id]),
    [
      ['floor', 'floor', undefined],
      ['fresh', undefined, 'fresh'],
    ],
  );
});

test('criteria that turned are named first, at most three of them', () => {
  const a = recordOf(reportWith(first));
  const b = structuredClone(a);
  for (const criterion of b.criteria.slice(0, 5)) criterion.status = 'not_applicable';
  const turned = 'floor holds → is not applicable; beats holds → is not applicable; classes/low_contrast holds → is not applicable; 1 more turned';
  assert.equal(changesText(compare({ a, b, anyway: false })), `verdict go as before; ${turned}; 4 criteria differ`);
});
