import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricsTable } from '../contracts/metrics.ts';
import { csvOf } from './csv.ts';
import { run } from './run.ts';
import { inputOf, scored, sliceRowOf } from './testing/build.ts';

const header =
  'source_backend,role,corpus,slice_dimension,slice_value,part,metric,metric_version,value,n,defined,failed,undefined,mean,median,p10,p90,interval_low,interval_high';

const samples = ['a', 'b', 'c'].map((id) => sliceRowOf(id, { slices: { note: id === 'a' ? ['"thin", wide'] : [] } }));
const candidate = [scored('a', [1, 1, 3]), scored('b', [1, 1, 3]), scored('c', [1, 1, 3])];
const baseline = [scored('a', [1, 1, 2]), scored('b', [1, 1, 2]), scored('c', [1, 1, 2])];
const input = inputOf({ samples, candidate, baseline, dimensions: { note: ['"thin", wide', 'none'] } });

function linesOf(table: MetricsTable, start: string): string[] {
  return csvOf(table)
    .split('\n')
    .filter((line) => line.startsWith(start) && line.includes('mask_iou'));
}

test('a header and a line for each row and each difference', () => {
  const table = run(input);
  const text = csvOf(table);
  assert.equal(text.split('\n')[0], header);
  assert.equal(text.split('\n').length, 1 + table.rows.length + table.deltas.length + 1);
  assert.ok(text.endsWith('\n') && !text.includes('\r'));
});

test('numbers read back as the same doubles, what is null is empty, quotes and commas are quoted', () => {
  const third = '0.3333333333333333';
  assert.deepEqual(linesOf(run(input), 'new,'), [
    `new,candidate,heldout,,,,mask_iou,1,${third},3,3,0,0,${third},${third},${third},${third},${third},${third}`,
    `new,candidate,heldout,note,"""thin"", wide",,mask_iou,1,${third},1,1,0,0,${third},${third},${third},${third},,`,
    'new,candidate,heldout,note,none,,mask_iou,1,,0,0,0,0,,,,,,',
  ]);
});

test('differences have the role delta, both names and the number of pairs', () => {
  const difference = String(1 / 3 - 1 / 2);
  assert.deepEqual(linesOf(run(input), 'new - old,'), [
    `new - old,delta,heldout,,,,mask_iou,1,${difference},3,,,,,,,,${difference},${difference}`,
    `new - old,delta,heldout,note,"""thin"", wide",,mask_iou,1,${difference},1,,,,,,,,,`,
    'new - old,delta,heldout,note,none,,mask_iou,1,,0,,,,,,,,,',
  ]);
});

test('tables of different checkpoints join on role, corpus, slice, part and metric', () => {
  const keys = (text: string) => text.split('\n').map((line) => /^[^,]*,(\w+,\w+,\w*,(?:"(?:[^"]|"")*"|[^,]*),\w*,\w+),/.exec(line)?.[1]);
  const later = run(inputOf({ samples, candidate: baseline, baseline: candidate, dimensions: { note: ['"thin", wide', 'none'] } }));
  assert.deepEqual(keys(csvOf(later)), keys(csvOf(run(input))));
  assert.equal(new Set(keys(csvOf(later))).size, later.rows.length + later.deltas.length + 2);
});
