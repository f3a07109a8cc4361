import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { extname } from 'node:path';
import { test } from 'node:test';
import { nodeBinary } from './node.ts';

const module = new URL(`main${extname(import.meta.filename)}`, import.meta.url).href;

test('a program sets the options of V8 that it is started with by its environment', () => {
  const body = "() => { process.stdout.write(process.getBuiltinModule('node:vm').runInNewContext('typeof gc')); }";
  const program = `const { runMain } = await import(${JSON.stringify(module)}); await runMain({ main: true }, ${body});`;
  const started = (env: Readonly<Record<string, string>>) =>
    spawnSync(nodeBinary, ['--input-type=module', '-e', program], { encoding: 'utf8', env: { ...process.env, ...env } }).stdout;
  assert.equal(started({ MODEL_EVAL_V8_OPTIONS: '--expose-gc' }), 'function');
  assert.equal(started({}), 'undefined');
});
