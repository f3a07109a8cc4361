import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeBinary } from '../../../eval/io/node.ts';

// Beside this file, unbuilt or compiled.
const program = import.meta.filename.replace(/main\.test\.(ts|js)$/, 'main.$1');

test('raw traces become labelled ones and a summary, from the folder where the paths were typed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'producers-'));
  const env = { ...process.env, BUILD_WORKING_DIRECTORY: folder };
  const run = (...argv: string[]) => spawnSync(nodeBinary, [program, ...argv], { cwd: tmpdir(), encoding: 'utf8', env });
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  try {
    mkdirSync(join(folder, 'raw/tenant'), { recursive: true });
    write('raw/tenant/b.json', { variant: 'baseline', steps: [{ success: true, observed_outcome: 'moved' }] });
    write('raw/tenant/c.json', { variant: 'candidate', steps: [{ success: true, data: 'antibot' }] });
    const labelled = run('label-traces', '--traces', 'raw', '--out', 'labelled');
    assert.deepEqual([labelled.status, labelled.stderr], [0, '']);
    assert.deepEqual(read('labelled/tenant/c.json').label_summary, { escalation: 1 });
    assert.equal(run('shadow-summary', '--labelled-traces', 'labelled', '--out', 's.json').status, 1);
    assert.equal(read('s.json').verdict, 'worse');
    assert.equal(run('shadow-summary', '--labelled-traces', 'labelled', '--tolerance', '1', '--out', 's.json').status, 0);

    write('tasks.json', [
      { task_id: 'a', criteria: [] },
      { task_id: 'b', criteria: [{ type: 'url_contains', value: '/done' }] },
    ]);
    write('outcomes.json', { a: { success: true, cost: 0.1 } });
    assert.equal(run('eval-report', '--name', 'n', '--tasks', 'tasks.json', '--outcomes', 'outcomes.json', '--out', 'r.json').status, 0);
    assert.deepEqual([read('r.json').pass_count, read('r.json').results[1].outcome.error], [1, 'no outcome was recorded']);
    assert.equal(run('eval-compare', '--baseline', 'r.json', '--candidate', 'r.json', '--out', 'c.json').status, 0);
    assert.equal(run('route', '--key', 'k2', '--percent', '20').stdout, 'candidate\n');
    assert.match(run('label').stderr, /^error EV9001 .*\n {2}the first argument names a producer\n {2}got: label\n/);
    assert.equal(run('route', '--key', 'k2', '--percent', 'many').status, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
