import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RleText } from '../contracts/common.ts';
import type { TruthRow } from '../contracts/corpus.ts';
import type { PredictionRow, PredictionsHeader } from '../contracts/predictions.ts';
import { sampleRow, samplesHeader } from '../contracts/samples.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { fromCounts, maskDigest, toText } from '../masks/runs.ts';
import { run, type Shard } from './run.ts';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const header: PredictionsHeader = {
  schemaVersion: 4,
  kind: 'predictions',
  backend: { name: 'yolo', kind: 'yolo_seg', digest: digest('a'), checkpoint: null, config: { confidence: 0.25 } },
};
/** Runs down the columns of a mask of 2 x 2. */
const mask = (...counts: number[]): RleText => toText(fromCounts(counts, [2, 2]));
const truthRow = (id: string, ...counts: number[]): TruthRow => ({
  digest: maskDigest(fromCounts(counts, [2, 2])),
  id,
  truth: { kind: 'mask', mask: mask(...counts) },
});
const ok = (id: string, ...counts: number[]): PredictionRow => ({
  id,
  status: 'ok',
  input: digest('b'),
  prediction: { kind: 'mask', mask: mask(...counts) },
});
const failed = (id: string, reason: string): PredictionRow => ({ id, status: 'failed', input: digest('b'), reason });
const shard = (location: string, ...rows: PredictionRow[]): Shard => ({ location, header, rows });

const truth = { location: 'truth.ndjson', rows: [truthRow('a', 0, 2, 2), truthRow('b', 4), truthRow('c', 2, 2)] };

/** Codes, places and messages of what is refused. */
function problemsOf(step: () => unknown): string[] {
  try {
    step();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code, location, message }) => `${code} ${location}: ${message}`);
    throw error;
  }
  return [];
}

test('every sample gets a row, by id, with values, counts and digests', () => {
  const output = run({ shards: [shard('s0', failed('c', 'cannot decode')), shard('s1', ok('b', 4), ok('a', 0, 3, 1))], truth, metrics: [] });
  assert.deepEqual(output, {
    header: {
      schemaVersion: 5,
      kind: 'samples',
      backend: header.backend,
      metrics: ['box_iou', 'mask_iou', 'mask_precision', 'mask_precision_pooled', 'mask_recall', 'mask_recall_pooled'].map((id) => ({
        id,
        version: 1,
      })),
    },
    rows: [
      {
        id: 'a',
        status: 'ok',
        outcome: 'scored',
        values: { mask_iou: 2 / 3, mask_precision: 2 / 3, mask_recall: 1, mask_precision_pooled: 2 / 3, mask_recall_pooled: 1, box_iou: 2 / 4 },
        counts: { mask_precision_pooled: { numerator: 2, denominator: 3 }, mask_recall_pooled: { numerator: 2, denominator: 2 } },
        truth: maskDigest(fromCounts([0, 2, 2], [2, 2])),
        prediction: maskDigest(fromCounts([0, 3, 1], [2, 2])),
      },
      {
        id: 'b',
        status: 'ok',
        outcome: 'correct_rejection',
        values: {
          mask_iou: 1,
          mask_precision: { undefined: 'the prediction is empty' },
          mask_recall: { undefined: 'the truth is empty' },
          mask_precision_pooled: { undefined: 'the prediction is empty' },
          mask_recall_pooled: { undefined: 'the truth is empty' },
          box_iou: 1,
        },
        counts: { mask_precision_pooled: { numerator: 0, denominator: 0 }, mask_recall_pooled: { numerator: 0, denominator: 0 } },
        truth: maskDigest(fromCounts([4], [2, 2])),
        prediction: maskDigest(fromCounts([4], [2, 2])),
      },
      {
        id: 'c',
        status: 'failed',
        reason: 'cannot decode',
        outcome: 'scored',
        values: {
          mask_iou: 0,
          mask_precision: { undefined: 'no prediction' },
          mask_recall: 0,
          mask_precision_pooled: { undefined: 'no prediction' },
          mask_recall_pooled: 0,
          box_iou: 0,
        },
        counts: { mask_precision_pooled: { numerator: 0, denominator: 0 }, mask_recall_pooled: { numerator: 0, denominator: 2 } },
        truth: maskDigest(fromCounts([2, 2], [2, 2])),
        prediction: null,
      },
    ],
  });
  assert.deepEqual(samplesHeader.parse(output.header), output.header);
  for (const row of output.rows) assert.deepEqual(sampleRow.parse(row), row);
});

test('the order of shards and rows does not matter', () => {
  const rows = [ok('a', 0, 3, 1), ok('b', 1, 1, 2), failed('c', 'cannot decode')] as const;
  const one = run({ shards: [shard('s0', ...rows)], truth, metrics: [] });
  const shuffled = { location: truth.location, rows: truth.rows.toReversed() };
  const other = run({ shards: [shard('s1', rows[2]), shard('s0'), shard('s2', rows[1], rows[0])], truth: shuffled, metrics: [] });
  assert.equal(canonicalLine(other), canonicalLine(one));
});

test('only the metrics asked for are measured', () => {
  const { header: samples, rows } = run({ shards: [shard('s0', ok('a', 4), ok('b', 4), ok('c', 4))], truth, metrics: ['mask_recall', 'mask_iou'] });
  assert.deepEqual(
    samples.metrics.map(({ id }) => id),
    ['mask_iou', 'mask_recall'],
  );
  for (const row of rows) assert.deepEqual(Object.keys(row.values).sort(), ['mask_iou', 'mask_recall']);
});

test('metrics that cannot be measured are all named', () => {
  assert.deepEqual(
    problemsOf(() => run({ shards: [shard('s0')], truth, metrics: ['mask_iuo', 'pass_rate', 'mask_iou', 'rmse'] })).map((problem) =>
      problem.replace(/; known: .* \(nearest/, ' (nearest'),
    ),
    [
      'EV5105 arguments: --metric mask_iuo: no such metric (nearest: mask_iou)',
      'EV5105 arguments: --metric pass_rate: it is derived from other metrics when the table is made, and not measured on samples',
      'EV5105 arguments: --metric rmse: it needs truth of kind series, which no sample has',
    ],
  );
});

test('shards of different backends are refused, also when only the configuration differs', () => {
  const other: Shard = { location: 's1', header: { ...header, backend: { ...header.backend, config: { confidence: 0.5 } } }, rows: [ok('c', 4)] };
  assert.deepEqual(
    problemsOf(() => run({ shards: [shard('s0', ok('a', 4), ok('b', 4)), other], truth, metrics: [] })),
    ['EV5101 s1: the backend is not the one of s0'],
  );
});

test('no predictions at all are refused', () => {
  assert.deepEqual(
    problemsOf(() => run({ shards: [], truth, metrics: [] })),
    ['EV5101 truth.ndjson: no predictions were given for this truth'],
  );
});

test('missing, unknown and repeated samples and masks that do not fit are told together', () => {
  const large: PredictionRow = { id: 'a', status: 'ok', input: digest('b'), prediction: { kind: 'mask', mask: toText(fromCounts([9], [3, 3])) } };
  const broken: PredictionRow = { id: 'b', status: 'ok', input: digest('b'), prediction: { kind: 'mask', mask: { size: [2, 2], counts: '4o' } } };
  const shards = [shard('s0', large, broken), shard('s1', ok('b', 4), ok('x', 4), ok('w', 4), ok('x', 4))];
  const doubled = { location: truth.location, rows: [...truth.rows, truthRow('b', 4)] };
  assert.deepEqual(
    problemsOf(() => run({ shards, truth: doubled, metrics: [] })),
    [
      'EV5102 truth.ndjson: 1 sample with a second truth: b',
      'EV4003 a: the predicted mask has another size than the true one',
      'EV1202 b (prediction): the run lengths end inside a number',
      'EV5102 s1: 2 samples with a second prediction: b, x',
      'EV5104 s1: 2 samples that the truth does not have: w, x',
      'EV5103 truth.ndjson: 1 sample without a prediction: c',
    ],
  );
});

test('of many missing samples ten are named, in order', () => {
  const rows = Array.from({ length: 14 }, (_, i) => truthRow(`s-${String(13 - i).padStart(2, '0')}`, 4));
  assert.deepEqual(
    problemsOf(() => run({ shards: [shard('s0')], truth: { location: 't', rows }, metrics: [] })),
    ['EV5103 t: 14 samples without a prediction: s-00, s-01, s-02, s-03, s-04, s-05, s-06, s-07, s-08, s-09 and 4 more'],
  );
});

test('an empty corpus is scored: nothing to measure, no row', () => {
  const output = run({ shards: [shard('s0')], truth: { location: 't', rows: [] }, metrics: [] });
  assert.deepEqual([output.header.metrics, output.rows], [[], []]);
});

test('shards are read one after the other, each once', () => {
  const read: string[] = [];
  function* shards(): Generator<Shard> {
    for (const row of [ok('a', 4), ok('b', 4), ok('c', 4)]) {
      read.push(row.id);
      yield shard(`shard of ${row.id}`, row);
    }
  }
  run({ shards: shards(), truth, metrics: ['mask_iou'] });
  assert.deepEqual(read, ['a', 'b', 'c']);
});

test('two metrics of one type of JSON values share no counts: each is pooled as if it stood alone', () => {
  const line = (id: string, value: string) => ({ digest: digest('c'), id, truth: { kind: 'json', type: 'text_line', value } }) as const;
  const read = (id: string, value: string): PredictionRow => ({
    id,
    status: 'ok',
    input: null,
    prediction: { kind: 'json', type: 'text_line', value },
  });
  const lines = { location: 'truth.ndjson', rows: [line('a', 'blue bowl'), line('b', 'cup')] };
  const shards = () => [shard('s0', read('a', 'glue boil'), read('b', 'cap'))];
  const pooled = (metric: string, asked: readonly string[]): number => {
    const counts = run({ shards: shards(), truth: lines, metrics: asked }).rows.map((row) => row.counts[metric] ?? assert.fail(metric));
    const sum = (which: 'numerator' | 'denominator'): number => counts.reduce((all, { [which]: count }) => all + count, 0);
    return sum('numerator') / sum('denominator');
  };
  const together = ['character_error_rate', 'word_error_rate'];
  assert.deepEqual(
    together.map((metric) => [metric, pooled(metric, together), pooled(metric, [metric])]),
    [
      ['character_error_rate', 3 / 12, 3 / 12],
      ['word_error_rate', 3 / 3, 3 / 3],
    ],
  );
});

test('beside the predictions of a baseline parity is measured: a failure on one side is a difference, on both it is unknown', () => {
  const candidate = shard('s0', ok('a', 0, 2, 2), ok('b', 4), failed('c', 'cannot decode'));
  const parityOf = (...rows: PredictionRow[]) => {
    const output = run({ shards: [candidate], truth, metrics: ['mask_iou'], reference: shard('baseline', ...rows) });
    assert.deepEqual(
      output.header.metrics.map(({ id }) => id),
      ['mask_iou', 'parity_masks', 'parity_pixels'],
    );
    return output.rows.map(({ values }) => values['parity_masks']);
  };
  assert.deepEqual(parityOf(ok('a', 0, 2, 2), ok('b', 0, 2, 2), ok('c', 4)), [1, 0, 0]);
  assert.deepEqual(parityOf(ok('a', 0, 4), failed('b', 'no memory'), failed('c', 'no memory')), [1 / 2, 0, { undefined: 'both backends failed' }]);
  assert.deepEqual(
    problemsOf(() => parityOf(ok('a', 4), ok('b', 4))),
    ['EV5103 baseline: 1 sample without a prediction of the baseline: c'],
  );
  assert.deepEqual(
    problemsOf(() => run({ shards: [candidate], truth, metrics: ['parity_masks'] })),
    ['EV5105 arguments: --metric parity_masks: it is measured where the predictions of a baseline are given, without being asked for'],
  );
});
