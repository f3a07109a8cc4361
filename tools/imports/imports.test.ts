/** Stages meet in files, never in each other's code, and no two files of eval/ import each other. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { circles, crossings, importsOf, type Sources } from './imports.ts';

const root = join(import.meta.dirname, '../..');

/** Compiled, a file is read from its source map: type imports are not in the JavaScript. */
function readSources(): Sources {
  const isBuilt = import.meta.filename.endsWith('.js');
  const paths = globSync(isBuilt ? 'eval/**/*.js.map' : 'eval/**/*.ts', { cwd: root });
  const sources = new Map<string, string>();
  for (const path of paths.map((found) => found.replaceAll('\\', '/'))) {
    if (/\.test\.|\/testing\/|\.d\.ts$/.test(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    sources.set(path.replace(/\.js\.map$/, '.ts'), isBuilt ? (JSON.parse(text) as { sourcesContent: [string] }).sourcesContent[0] : text);
  }
  return sources;
}

/** One action each; pipeline, runner and the programs that people start are not stages: they compose them. */
const stages = new Set([
  ...['import', 'verify', 'infer', 'score', 'tabulate', 'criteria', 'decide', 'gallery', 'render', 'gate', 'checkpoint'],
  ...['external_metrics', 'naive', 'bundle'],
]);

const imports = importsOf(readSources());

test('all of eval/ is looked at', () => {
  const folders = new Set([...imports.keys()].map((path) => path.split('/')[1]));
  for (const name of ['cli', 'contracts', 'decide', 'gate', 'infer', 'pipeline', 'promote', 'render', 'runner', 'tabulate']) {
    assert.ok(folders.has(name), name);
  }
  assert.ok(imports.size > 300, String(imports.size));
});

test('no stage imports another one', () => {
  assert.deepEqual(crossings(imports, stages), []);
});

test('reports import nothing that computes', () => {
  const computing = ['stats', 'metrics', 'tabulate', 'sanity', 'decide', 'score'];
  const found = [...imports]
    .filter(([path]) => /^eval\/(report|render)\//.test(path))
    .flatMap(([path, targets]) => targets.filter((target) => computing.includes(target.split('/')[1] ?? '')).map((target) => `${path} -> ${target}`));
  assert.deepEqual(found, []);
});

test('no file reaches itself by its imports', () => {
  assert.deepEqual(circles(imports), []);
});

test('a circle and a crossing are found, over several lines and by types alone', () => {
  const small = importsOf(
    new Map([
      ['eval/a/one.ts', "import {\n  type X,\n} from '../b/two.ts';\n"],
      ['eval/b/two.ts', "export * from './three.ts';\n"],
      ['eval/b/three.ts', "import type { Y } from '../a/one.ts';\nimport { join } from 'node:path';\n"],
      ['eval/c/four.ts', "import '../a/one.ts';\nconst text = `import { x } from './four.ts'`;\n"],
    ]),
  );
  assert.deepEqual(circles(small), [['eval/a/one.ts', 'eval/b/three.ts', 'eval/b/two.ts']]);
  assert.deepEqual(crossings(small, new Set(['a', 'b'])), ['a -> b', 'b -> a']);
});
