/** Evidence alone: no corpus and no backend, and the scorecard beside the report. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { UnpackedBundle } from './testing/bundle.ts';

const bundle = new UnpackedBundle('examples/scorecard/base.bundle.tar');

for (const jobs of [1, 2]) {
  test(`${jobs} at once: every artefact is the one that Bazel makes, byte for byte`, () => {
    const { status, stdout, stderr } = bundle.run(`out-${jobs}`, jobs);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^GO: \/\/examples\/scorecard:base, /);
    assert.ok(bundle.compare(`out-${jobs}`).includes('examples/scorecard/base.scorecard/scorecard.json'));
  });
}

test('what runs no model has none of what runs models', () => {
  assert.ok(!existsSync(join(bundle.folder, 'programs/_main/node_modules/onnxruntime-node')));
  assert.match(readFileSync(join(bundle.folder, 'programs/_main/pnpm-lock.yaml'), 'utf8'), /^lockfileVersion:/);
});

test('wrong arguments are exit code 2', () => {
  const { status, stderr } = bundle.run('never', 0);
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^error EV9001 {2}arguments\n {2}--jobs is a whole number\n {2}got: 0\n {2}expected: 1 or more\n {2}do: Correct what the message names/,
  );
  assert.ok(!existsSync(join(bundle.folder, '../never.steps')));
});

test('another verdict than the expected one is exit code 1, with artefacts', () => {
  const path = join(bundle.folder, 'bundle.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"MODEL_EVAL_EXPECT": "go"', '"MODEL_EVAL_EXPECT": "no-go"'));
  const { status, stdout } = bundle.run('unexpected', 2);
  assert.equal(status, 1);
  assert.match(stdout, /^this test passes on NO-GO$/m);
  bundle.compare('unexpected');
});
