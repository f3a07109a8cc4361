import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { extname } from 'node:path';
import { test } from 'node:test';
import { nodeBinary } from './node.ts';

const module = new URL(`collect${extname(import.meta.filename)}`, import.meta.url).href;

/** The most megabytes of columns after any of 30 steps that each make and forget 2 of them. */
function most(collect: string): number {
  const step = 'new Float64Array(250_000).fill(1); collectColumns(); most = Math.max(most, process.memoryUsage().arrayBuffers / 1e6);';
  const program = `const { collectColumns } = ${collect}; let most = 0; for (let i = 0; i < 30; i++) { ${step} } process.stdout.write(String(most));`;
  const { stdout, stderr } = spawnSync(nodeBinary, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  assert.match(stdout, /^[0-9.]+$/, stderr);
  return Number(stdout);
}

test('columns that nobody needs are gone at the next step', () => {
  const own = `await import(${JSON.stringify(module)})`;
  const collected = most(own);
  assert.ok(collected < 12, `${collected} MB`);
  assert.ok(most('{ collectColumns() {} }') > 12, 'the engine alone keeps more of them, else nothing is tested here');
});
