/** //eval:bundle: two models on photographs, a gallery of pictures, and what happens when a byte is another one. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { UnpackedBundle } from './testing/bundle.ts';

const bundle = new UnpackedBundle('eval/bundle.tar');

test('every artefact is the one that Bazel makes, byte for byte', () => {
  const { status, stdout, stderr } = bundle.run('out', 2);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^GO: \/\/eval:report, criteria pottery version 1\n/);
  assert.match(stdout, /^out\/eval\/report\/report\.html$/m);
  const paths = bundle.compare('out');
  for (const path of [
    'eval/report/metrics.csv',
    'eval/report/report.html',
    'eval/report/report.json',
    'eval/report/report.md',
    'eval/report.metrics/metrics.json',
    'eval/report.decision/decision.json',
    'eval/report.candidate.heldout.predictions/predictions-0.rows',
    'eval/report.candidate.heldout.scores/samples-0.rows',
    'examples/pottery/baseline.flagged.scores/samples-0.rows',
  ]) {
    assert.ok(paths.includes(path), path);
  }
  assert.ok(paths.filter((path) => path.startsWith('eval/report/gallery/')).length >= 6, 'pictures of the gallery');
});

test('nothing that Bazel computed is in the archive', () => {
  const inputs = readdirSync(join(bundle.folder, 'inputs'), { recursive: true, encoding: 'utf8' });
  assert.deepEqual(
    inputs
      .filter((path) => /predictions|samples|metrics|decision|report\.|checkpoint\.json|policy\.json/.test(path))
      .filter((path) => path.endsWith('json')),
    [],
  );
});

test('one byte of a mask and one of the checkpoint: both are named, and nothing runs', () => {
  const changed = ['inputs/datasets/pottery/checkpoints/pottery-v2.onnx', 'inputs/datasets/pottery/flagged/masks/img_0101.png'];
  for (const path of changed) {
    const bytes = readFileSync(join(bundle.folder, path));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(bundle.folder, path), bytes);
  }
  const { status, stdout, stderr } = bundle.run('tampered', 2);
  assert.equal(status, 4);
  assert.equal(stdout, '');
  assert.deepEqual(
    [...stderr.matchAll(/^error EV8301 {2}(.*)$/gm)].map(([, path]) => path),
    changed,
  );
});
