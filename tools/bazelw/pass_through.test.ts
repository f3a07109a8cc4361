import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { finished, Machine, until } from './testing/machine.ts';

function machineWith(t: TestContext, script: string): Machine {
  const m = new Machine();
  t.after(() => m.remove());
  m.fake('bazel', `if [[ $1 == --version ]]; then echo "bazel 7.7.1"; exit; fi\n${script}`);
  return m;
}

const env = { BAZELW_PROFILE: 'normal' };

test("exit codes are Bazel's", async (t) => {
  const m = machineWith(t, 'exit "$1"');
  for (const code of [0, 1, 3, 8, 37]) assert.equal((await m.run([String(code)], { env })).status, code);
});

test("standard input is Bazel's", async (t) => {
  const m = machineWith(t, 'cat');
  assert.equal((await m.run([], { env, input: 'some\ninput' })).stdout, 'some\ninput');
});

test('it runs in the folder where the user is', async (t) => {
  const m = machineWith(t, 'pwd');
  const cwd = join(m.workspace, 'tools/bazelw');
  mkdirSync(cwd, { recursive: true });
  assert.equal((await m.run([], { env, cwd })).stdout, `${cwd}\n`);
});

test('signals go to Bazel, which takes the place of the launcher', async (t) => {
  for (const [signal, code] of [
    ['SIGINT', 8],
    ['SIGTERM', 15],
  ] as const) {
    const m = machineWith(t, `trap 'exit 8' INT; trap 'exit 15' TERM\necho $$ >"$MACHINE/pid"\nwhile :; do sleep 0.1; done`);
    const child = m.start([], { env });
    const end = finished(child);
    await until(() => m.read('pid') !== '');
    assert.equal(Number(m.read('pid')), child.pid);
    child.kill(signal);
    assert.equal((await end).status, code);
  }
});
