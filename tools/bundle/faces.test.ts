/** Gold labels: naive baselines that are made from truth, predictions made elsewhere, and a verdict of no-go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnpackedBundle } from './testing/bundle.ts';

const bundle = new UnpackedBundle('examples/faces/poor.bundle.tar');

for (const jobs of [1, 2]) {
  test(`${jobs} at once: every artefact is the one that Bazel makes, byte for byte`, () => {
    const { status, stdout, stderr } = bundle.run(`out-${jobs}`, jobs);
    assert.equal(status, 0, stderr);
    // The evaluation is there to show a no-go, and its gate expects one.
    assert.match(stdout, /^NO-GO: \/\/examples\/faces:poor, /);
    assert.ok(bundle.compare(`out-${jobs}`).includes('examples/faces/mean_mask/gold.ndjson'));
  });
}
