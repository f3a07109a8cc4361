import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorIn, withoutPaths } from '../jobs/errors.ts';
import { afterLine, notBegun, shareOf } from './progress.ts';

test('the last counter that Bazel printed is the progress', () => {
  const lines = [
    'Loading: ',
    'Analyzing: target //jobs/1:report (3 packages loaded)',
    '[12 / 1,048] [Prepa] Scoring //jobs/1:report.candidate.val.scores (samples-0.rows); 3s linux-sandbox ... (2 actions running)',
    'INFO: x',
  ];
  const states = lines.map((_, i) => lines.slice(0, i + 1).reduce(afterLine, notBegun));
  assert.deepEqual(
    states.map(({ stage }) => stage),
    ['reading BUILD files', 'reading BUILD files', ...Array(2).fill('Scoring //jobs/1:report.candidate.val.scores')],
  );
  assert.deepEqual(states.map(shareOf), [0, 0, ...Array(2).fill(12 / 1048)]);
});

test('the first coded error of a stage, else the first of Bazel', () => {
  const stage =
    'INFO: x\nerror EV3001  model.onnx\n  not a model: /tmp/x/model.onnx\n  do: mend it\nerror EV3002  b\n  c\nERROR: /srv/w/jobs/1/BUILD.bazel:3:1: failed';
  assert.deepEqual(errorIn(stage, 1), { code: 'EV3001', message: 'model.onnx: not a model: model.onnx' });
  assert.deepEqual(errorIn('ERROR: /srv/w/jobs/1/BUILD.bazel:3:1: no such target', 1), {
    code: 'EV9230',
    message: 'BUILD.bazel:3:1: no such target',
  });
  assert.deepEqual(errorIn('', 37), { code: 'EV9230', message: 'Bazel ended with 37' });
});

test('paths are cut down to their last name; labels and rates stay', () => {
  assert.equal(
    withoutPaths("cannot open '/home/ada/models/pot.onnx' for //jobs/1:report, 3 / 4"),
    "cannot open 'pot.onnx' for //jobs/1:report, 3 / 4",
  );
  assert.equal(withoutPaths('see https://example.org/a/b and /a/b/'), 'see https://example.org/a/b and …');
});
