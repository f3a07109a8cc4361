import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Conformance, type Files, type PublicApi } from './conformance.ts';
import { workspaceFiles } from './testing/workspace_files.ts';

const files = workspaceFiles();
const api = JSON.parse(readFileSync(join(import.meta.dirname, 'conformance.json'), 'utf8')) as PublicApi;

/** What the checks rest on, without the packages, and with one file changed or added. */
function withFile(path: string, change: (text: string) => string): Conformance {
  const base = Object.entries(files).filter(([name]) => /^(MODULE\.bazel|package\.json|tools\/airgap\/registry\/.*)$/.test(name));
  const changed: Files = { ...Object.fromEntries(base), [path]: change(files[path] ?? '') };
  return new Conformance(changed, api);
}

test('our BUILD, .bzl and MODULE.bazel files use what both the real modules and the stand-ins have', () => {
  assert.deepEqual(new Conformance(files, api).violations(), []);
});

test('the stand-ins offer nothing that the real modules do not have', () => {
  assert.deepEqual(new Conformance(files, api).inventions(), []);
});

test('versions agree: MODULE.bazel, registry, Node.js, TypeScript, excluded packages', () => {
  assert.deepEqual(new Conformance(files, api).versionProblems(), []);
});

test('a violation names file and line, and what is wrong', () => {
  const text = [
    'load("@aspect_rules_js//js:defs.bzl", "js_run_binary", test = "js_test")',
    'load("@bazel_lib//lib:copy_file.bzl", "copy_file")',
    '',
    'test(',
    '    name = "a",',
    '    size = "small",',
    '    include_npm = True,',
    ')',
    'test(name = "b", entrypoint = "b.js")',
  ];
  assert.deepEqual(withFile('x/BUILD.bazel', () => text.join('\n')).violations(), [
    'x/BUILD.bazel:1: js_run_binary of @aspect_rules_js//js:defs.bzl is not in conformance.json',
    "x/BUILD.bazel:2: @bazel_lib has no stand-in, and Debian's Bazel does not bring it",
    'x/BUILD.bazel:4: test(include_npm) is not in the stand-in, which has chdir, copy_data_to_bin, data, entry_point, env, fixed_args, no_copy_to_bin, node_options',
    'x/BUILD.bazel:9: test(entrypoint) is not in the real module',
  ]);
});

test('tags of extensions are checked like attributes', () => {
  const module = withFile('MODULE.bazel', (text) => text.replace('node_version = ', 'include_headers = True, node_version = '));
  assert.match(
    module.violations().join('\n'),
    /^MODULE\.bazel:\d+: node\.toolchain\(include_headers\) is not in the stand-in, which has node_version$/,
  );
});

test('an invented attribute of a stand-in is found', () => {
  const path = 'tools/airgap/registry/modules/aspect_rules_ts/3.9.2/ts/private/ts_config.bzl';
  const module = withFile(path, (text) => text.replace('"src": attr', '"source": attr'));
  assert.deepEqual(module.inventions(), ['aspect_rules_ts: ts_config(source) is not in the real module']);
});

test('a version that is changed in one place only is found', () => {
  const cases: [string, string, string, RegExp][] = [
    ['MODULE.bazel', '"3.4.1"', '"3.5.0"', /^MODULE\.bazel, aspect_rules_js: 3\.5\.0, expected 3\.4\.1$/],
    ['MODULE.bazel', '"24.14.1"', '"24.99.0"', /^Node\.js 24\.99\.0 is not in the stand-in, which has 24\.14\.1$/],
    ['MODULE.bazel', 'zod@4.6.7', 'zod@4.6.8', /^MODULE\.bazel, contents of zod: 4\.6\.8, expected 4\.6\.7$/],
    ['package.json', '"typescript": "7.0.2"', '"typescript": "7.1.0"', /^TypeScript 7\.1\.0 is not in the stand-in/],
    [
      'tools/airgap/registry/modules/aspect_rules_ts/3.9.2/MODULE.bazel',
      '"3.4.1"',
      '"3.4.0"',
      /aspect_rules_ts\/3\.9\.2\/MODULE\.bazel, aspect_rules_js: 3\.4\.0, expected 3\.4\.1$/,
    ],
  ];
  for (const [path, from, to, expected] of cases) {
    assert.match(
      withFile(path, (text) => text.replace(from, to))
        .versionProblems()
        .join('\n'),
      expected,
    );
  }
});
