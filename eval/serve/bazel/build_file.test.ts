import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFile, literal } from './build_file.ts';

test('a BUILD file loads what it calls, and names come first', () => {
  const text = buildFile('Job 1.', [
    { rule: 'model_evaluation', attributes: { corpora: { val: '//a:b' }, name: 'report', baseline: undefined } },
    { rule: 'exports_files', attributes: {}, code: { srcs: 'glob(["x/**"])' } },
  ]);
  assert.equal(
    text,
    `"Job 1."

load("@rules_model_eval//rules:defs.bzl", "model_evaluation")

package(default_visibility = ["//visibility:public"])

model_evaluation(
    name = "report",
    corpora = {"val": "//a:b"},
)

exports_files(
    srcs = glob(["x/**"]),
)
`,
  );
});

test('literals of Starlark: nothing that people typed ends a string', () => {
  assert.equal(literal({ b: [1, 0.25, true, null], a: 'x' }), '{"a": "x", "b": [1, 0.25, True, None]}');
  assert.equal(literal('")\nload("//evil'), '"\\")\\012load(\\"//evil"');
  assert.equal(literal('back\\slash läuft'), '"back\\\\slash läuft"');
});
