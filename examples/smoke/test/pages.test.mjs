/** docs/start.md, docs/migrating.md and docs/tasks/add-a-task.md show files of this module: each block that names one stands in it, word by word. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
// Bazel calls the folder of another module as it likes.
const runfiles = join(root, '..');
const [rules] = readdirSync(runfiles).filter((name) => /^rules_model_eval[~+]$/.test(name));

for (const [page, least] of Object.entries({ 'start.md': 8, 'migrating.md': 4, 'tasks/add-a-task.md': 4 })) {
  const text = readFileSync(join(runfiles, rules, 'docs', page), 'utf8');
  const blocks = [...text.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)];
  test(`docs/${page} shows files of this module`, () => assert.ok(blocks.length >= least, `${blocks.length} blocks`));
  for (const [, path, block] of blocks) {
    test(`docs/${page}: ${path}, ${block.split('\n')[0]}`, () => {
      assert.ok(readFileSync(join(root, path), 'utf8').includes(block), `this does not stand in examples/smoke/${path}:\n${block}`);
    });
  }
}
