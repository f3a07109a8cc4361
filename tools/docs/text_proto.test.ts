import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTextProto } from './text_proto.ts';

test('fields, texts, bare words and nested messages', () => {
  const text = 'rule_info {\n  rule_name: "a"\n  attribute {\n    type: NAME\n    mandatory: true\n  }\n  attribute {\n  }\n}\nfile: "//x:y.bzl"\n';
  assert.deepEqual(parseTextProto(text), {
    rule_info: [{ rule_name: ['a'], attribute: [{ type: ['NAME'], mandatory: ['true'] }, {}] }],
    file: ['//x:y.bzl'],
  });
});

test('escapes: quotes, lines, and characters that Bazel encoded once or twice', () => {
  const doc = (escaped: string) => parseTextProto(`doc: "${escaped}"`)['doc']?.[0];
  assert.equal(doc(String.raw`it\'s \"x\"\n\\n {`), 'it\'s "x"\n\\n {');
  assert.equal(doc(String.raw`a\342\200\246`), 'a…');
  assert.equal(doc(String.raw`a\303\242\302\200\302\246`), 'a…');
  assert.equal(doc(String.raw`\303\251t\303\251`), 'été');
});

test('what is not understood is refused, not skipped', () => {
  for (const text of ['a: "b', 'a {', 'a { }\n}', 'a = 1']) assert.throws(() => parseTextProto(text), text);
});
