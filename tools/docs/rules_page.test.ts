import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rulesPage } from './rules_page.ts';
import { readStarlark } from './starlark.ts';

const rule = (name: string, ...attributes: string[]) =>
  `rule_info {\n  rule_name: "${name}"\n  doc_string: "About ${name} <here>, see docs/tasks/add-a-task.md."\n${attributes.map((a) => `  attribute {\n${a}\n  }\n`).join('')}}\n`;
const attribute =
  'name: "corpus"\n doc_string: "Of `<name>` | more."\n type: LABEL\n mandatory: true\n provider_name_group {\n provider_name: "EvalCorpusInfo"\n }';
const nothing = readStarlark('');
const page = (defs: string) => rulesPage({ defs: readStarlark(defs), extensions: nothing, providers: nothing });

test('a rule with its attributes, types, defaults and links', () => {
  const optional = 'name: "tool"\n doc_string: "A tool."\n type: LABEL_LIST\n default_value: "[\\"//a:b\\"]"';
  const text = page(rule('eval_scores', 'name: "name"\n type: NAME\n mandatory: true', attribute, optional));
  assert.ok(text.includes('- [One rule a stage](#one-rule-a-stage): [eval_scores](#eval_scores)'), text);
  assert.ok(
    text.includes(
      '### eval_scores\n\nAbout eval_scores &lt;here>, see [tasks/add-a-task.md](tasks/add-a-task.md).\n\n| attribute | type | default | meaning |',
    ),
    text,
  );
  assert.ok(text.includes('| `corpus` | label with [EvalCorpusInfo](#evalcorpusinfo) | mandatory | Of `<name>` \\| more. |'), text);
  assert.ok(text.includes('| `tool` | list of labels | `["@rules_model_eval//a:b"]` | A tool. |'), text);
  assert.ok(!text.includes('`name`'), text);
});

test('mandatory attributes come first, and names of rules are links, but not those of attributes', () => {
  const optional = 'name: "eval_table"\n doc_string: "Of an `eval_scores` target."\n type: STRING';
  const text = page(rule('eval_scores', optional, attribute) + rule('eval_table'));
  assert.ok(/\| `corpus` .*\n\| `eval_table` \| string .* Of an \[`eval_scores`\]\(#eval_scores\) target\. \|/.test(text), text);
});

test('a function with its parameters and what it returns', () => {
  const text = page(
    'func_info {\n function_name: "backend_scores"\n doc_string: "Scores."\n parameter {\n name: "name"\n doc_string: "prefix"\n mandatory: true\n }\n' +
      ' parameter {\n name: "kwargs"\n doc_string: "the rest"\n }\n return {\n doc_string: "dict"\n }\n}\n',
  );
  assert.ok(
    text.includes('| parameter | default | meaning |\n| --- | --- | --- |\n| `name` | mandatory | prefix |\n| `**kwargs` |  | the rest |'),
    text,
  );
  assert.ok(text.includes('\nReturns a dict.\n'), text);
});

test('tags of a module extension carry its name', () => {
  const extensions = readStarlark(
    'module_extension_info {\n extension_name: "model_eval"\n tag_class {\n tag_name: "corpus"\n doc_string: "Files."\n }\n}\n',
  );
  assert.ok(rulesPage({ defs: nothing, extensions, providers: nothing }).includes('### model_eval.corpus\n\nFiles.\n'));
});

test('a symbol without a place or without a docstring is an error', () => {
  assert.throws(() => page(rule('other')), /no heading for other/);
  assert.throws(() => page(rule('eval_scores', 'name: "a"\n type: INT')), /eval_scores: no docstring of a/);
});
