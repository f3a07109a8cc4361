import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assemble } from './assemble.ts';
import { headOf, tableOf } from './run.ts';
import { SamplesCsv } from './samples_csv.ts';
import { failed, inputOf, scored, sliceRowOf } from './testing/build.ts';

test('a line for each sample and backend, keyed by backend, corpus and id; what has no value is empty', () => {
  const samples = [sliceRowOf('a', { slices: { kind: ['cup'] } }), sliceRowOf('b,"c"')];
  const evaluation = assemble(
    inputOf({
      samples,
      candidate: [scored('a', [1, 2, 3]), scored('b,"c"', [4, 4, 4])],
      baseline: [failed('a', 3), scored('b,"c"', [0, 4, 0])],
      dimensions: { kind: ['cup'] },
    }),
  );
  const csv = new SamplesCsv(headOf(evaluation));
  const head = csv.head;
  let text = '';
  tableOf(evaluation, (pair) => {
    text += csv.linesOf(pair);
  });
  const lines = text.trimEnd().split('\n');
  const common = 'source_backend,role,corpus,id,part,group,slices,status,reason,confidence,mask_iou,';
  assert.ok(head.startsWith(common), head);
  const starts = [
    'new,candidate,heldout,a,,a,kind=cup,ok,,,0.25,',
    'old,baseline,heldout,a,,a,kind=cup,failed,crashed,,0,',
    'new,candidate,heldout,"b,""c""",,"b,""c""",,ok,,,1,',
    'old,baseline,heldout,"b,""c""",,"b,""c""",,ok,,,0,',
  ];
  for (const [i, start] of starts.entries()) assert.ok(lines[i]?.startsWith(start), lines[i]);
  assert.equal(lines.length, starts.length);
});
