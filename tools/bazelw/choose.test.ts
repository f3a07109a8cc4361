import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { Machine, UNSHARE } from './testing/machine.ts';

const ANSWERS = 'if [[ $1 == --version ]]; then echo "bazel VERSION"; exit; fi';
const PROBE = 'if [[ $* == *"mod graph"* ]]; then echo asked >>"$MACHINE/probes"; exit CODE; fi';
const SHOW = 'printf "%s\\n" "$0" "$@"';

function machine(t: TestContext, overrides = ''): Machine {
  const made = new Machine(overrides);
  t.after(() => made.remove());
  return made;
}

/** A Bazel that knows its version, whether the central registry answers, and what it was called with. */
function bazel(version = '7.7.1', registry = 0, then = SHOW): string {
  return [ANSWERS.replace('VERSION', version), PROBE.replace('CODE', String(registry)), then].join('\n');
}

/** A machine on which Debian's Bazel can be set up: everything that it takes is there, complete. */
function withDebianRoot(t: TestContext, overrides = ''): Machine {
  const made = machine(t, overrides);
  made.write('home/.cache/bazelw/debian-forky-1/complete', '7.7.1\n');
  made.write('bundle.pem', 'certificates');
  made.fake('unshare', UNSHARE);
  return made;
}

/** The last line on stderr, where the choice is said. */
function choice(stderr: string): string {
  return stderr.trimEnd().split('\n').at(-1) ?? '';
}

test('a Bazel on the PATH is used, with its arguments untouched', async (t) => {
  const m = machine(t);
  const path = m.fake('bazel', bazel());
  const result = await m.run(['build', '//eval:report', '', 'a b', '*', '--flag=$x']);
  assert.deepEqual(result.stdout.split('\n'), [path, 'build', '//eval:report', '', 'a b', '*', '--flag=$x', '']);
  assert.equal(result.status, 0);
  assert.equal(choice(result.stderr), `bazelw: ${path}, Bazel 7.7.1; normal profile: modules from the central registry`);
});

test('whether the registry answers is asked once and remembered', async (t) => {
  const m = machine(t);
  m.fake('bazel', bazel());
  await m.run(['build']);
  const again = await m.run(['build']);
  assert.equal(m.read('probes'), 'asked\n');
  assert.equal(again.stderr.trimEnd().split('\n').length, 1);
});

test('bazel comes before bazelisk, and both in the order of the PATH', async (t) => {
  const m = machine(t);
  const bazelisk = m.fake('bazelisk', bazel('7.8.0'));
  assert.equal((await m.run(['info'])).stdout.split('\n')[0], bazelisk);
  const first = m.fake('bazel', bazel());
  assert.equal((await m.run(['info'])).stdout.split('\n')[0], first);
});

test('BAZELW_BAZEL comes before the PATH; a name is looked up there', async (t) => {
  const m = machine(t);
  m.fake('bazel', bazel());
  const mine = m.fake('mine', bazel('8.3.1'), 'elsewhere');
  assert.equal((await m.run(['info'], { env: { BAZELW_BAZEL: mine } })).stdout, `${mine}\ninfo\n`);
  const named = m.fake('other-bazel', bazel('7.7.2'));
  assert.equal((await m.run(['info'], { env: { BAZELW_BAZEL: 'other-bazel' } })).stdout, `${named}\ninfo\n`);
});

test('BAZELW_BAZEL that cannot be used is an error, not a reason to search on', async (t) => {
  const m = machine(t);
  m.fake('bazel', bazel());
  const cases: [string, RegExp][] = [
    ['nowhere', /no program 'nowhere'/],
    [m.fake('old', bazel('6.5.0'), 'elsewhere'), /Bazel 6\.5\.0; 7\.7 to 8 are supported/],
    [m.fake('new', bazel('9.0.0'), 'elsewhere'), /Bazel 9\.0\.0; 7\.7 to 8 are supported/],
    [m.fake('none', 'exit 1', 'elsewhere'), /does not answer like Bazel/],
  ];
  for (const [program, message] of cases) {
    const result = await m.run(['info'], { env: { BAZELW_BAZEL: program } });
    assert.equal(result.status, 36);
    assert.match(result.stderr, message);
    assert.equal(result.stdout, '');
  }
});

test("Debian's Bazel on the PATH means the air-gapped profile: the lines of .bazelrc and npm's registry", async (t) => {
  const m = machine(t);
  m.write('bazelrc', 'common --override_module=platforms=/usr/share/bazel/tools/platforms\n');
  const path = m.fake('bazel', bazel(), 'debian');
  const result = await m.run(['build', '//x'], { env: { PATH: `${m.folder}/debian:${m.folder}/bin:${m.folder}/basics` } });
  const [program, rc = '', ...rest] = result.stdout.trimEnd().split('\n');
  assert.deepEqual([program, ...rest], [path, 'build', '//x']);
  assert.match(rc, /^--bazelrc=/);
  assert.deepEqual(
    m
      .read(rc.slice(`--bazelrc=${m.folder}/`.length))
      .trimEnd()
      .split('\n'),
    [
      `common --registry=file://${m.workspace}/tools/airgap/registry`,
      'common --lockfile_mode=off',
      'common --noenable_workspace',
      'build --nosandbox_debug',
      'common --repo_env=npm_config_registry=http://npm.test',
    ],
  );
  assert.equal(choice(result.stderr), `bazelw: ${path}, Debian's Bazel 7.7.1; air-gapped profile: modules from tools/airgap/registry`);
  assert.equal(m.read('probes'), '');
});

test('what cannot be used is passed over, and the line says why', async (t) => {
  const m = withDebianRoot(t, 'bazelisk_version=none\nfetch_bazelisk() { pass_over "no network"; return 1; }');
  const old = m.fake('bazel', bazel('6.5.0'));
  const cut = m.fake('bazelisk', bazel('7.7.1', 1));
  const result = await m.run(['build', '//x']);
  assert.equal(
    choice(result.stderr),
    `bazelw: Debian's Bazel 7.7.1 in ${m.cache}/debian-forky-1; air-gapped profile: modules from tools/airgap/registry ` +
      `(passed over: ${old} is 6.5.0, not 7.7 to 8; ${cut}: the central registry does not answer; no network)`,
  );
});

test('BAZELW_PROFILE forces one: no questions, and no Bazel of the other kind', async (t) => {
  const m = withDebianRoot(t);
  const release = m.fake('bazel', bazel('7.7.1', 1));
  const normal = await m.run(['info'], { env: { BAZELW_PROFILE: 'normal' } });
  assert.equal(normal.stdout, `${release}\ninfo\n`);
  assert.equal(m.read('probes'), '');
  const airgap = await m.run(['info'], { env: { BAZELW_PROFILE: 'airgap' } });
  assert.match(airgap.stdout, /debian-forky-1/);
  const typo = await m.run(['info'], { env: { BAZELW_PROFILE: 'airgapped' } });
  assert.equal(typo.status, 36);
  assert.match(typo.stderr, /BAZELW_PROFILE is normal or airgap, not 'airgapped'/);
});

test("a link to the launcher itself is no Bazel, nor is Debian's for the normal profile", async (t) => {
  const m = machine(t, 'fetch_bazelisk() { return 1; }');
  symlinkSync(`${m.workspace}/bazelw`, `${m.folder}/bin/bazel`);
  m.write('bazelrc', '--override_module=x=y\n');
  m.fake('bazel', bazel(), 'debian');
  const PATH = `${m.folder}/bin:${m.folder}/debian:${m.folder}/basics`;
  const result = await m.run(['info'], { env: { PATH, BAZELW_PROFILE: 'normal' } });
  assert.equal(result.status, 36);
  assert.equal(result.stderr, `bazelw: no Bazel for the normal profile (passed over: ${m.folder}/debian/bazel is Debian's build)\n`);
});

test('Bazelisk comes from npm where there is no Bazel', async (t) => {
  const m = machine(t, 'bazelisk_sha512=$(sha512sum <"$MACHINE/bazelisk.tgz" | cut -d" " -f1)');
  m.fake('bazelisk-linux_amd64', bazel(), 'pack/package');
  m.fake('npm', 'cp "$MACHINE/bazelisk.tgz" bazel-bazelisk-1.28.1.tgz; echo "$@" >>"$MACHINE/npm-calls"');
  execFileSync('tar', ['-czf', `${m.folder}/bazelisk.tgz`, '-C', `${m.folder}/pack`, 'package']);
  for (let i = 0; i < 2; i++) {
    const result = await m.run(['build', '//x']);
    assert.equal(result.stdout, `${m.cache}/bazelisk-1.28.1\nbuild\n//x\n`);
  }
  assert.equal(m.read('npm-calls'), 'pack --silent --registry http://npm.test/ @bazel/bazelisk@1.28.1\n');
});

test('a Bazelisk with other bytes is not run', async (t) => {
  const m = withDebianRoot(t);
  m.fake('npm', 'echo other >bazel-bazelisk-1.28.1.tgz');
  const result = await m.run(['info']);
  assert.match(choice(result.stderr), /Debian's Bazel .* \(passed over: Bazelisk: it cannot be fetched from npm\)$/);
  assert.deepEqual(
    m.cached().filter((name) => name.startsWith('bazelisk') || name.startsWith('tmp')),
    [],
  );
});

test('a Bazelisk whose download host is silent is given up, for a day', async (t) => {
  const m = withDebianRoot(t);
  m.write('home/.cache/bazelw/bazelisk-1.28.1', '#!/usr/bin/env bash\necho asked >>"$MACHINE/asked"\nsleep 60\n', 0o755);
  const first = await m.run(['info']);
  assert.match(choice(first.stderr), /\(passed over: Bazelisk: its download host does not answer\)$/);
  const second = await m.run(['info']);
  assert.match(choice(second.stderr), /\(passed over: Bazelisk: its download host did not answer within the last day\)$/);
  assert.equal(m.read('asked'), 'asked\n');
  const forced = await m.run(['info'], { env: { BAZELW_PROFILE: 'normal' } });
  assert.equal(forced.stderr, 'bazelw: no Bazel for the normal profile (passed over: Bazelisk: its download host does not answer)\n');
  assert.equal(m.read('asked'), 'asked\nasked\n');
});

test('a Bazelisk that is downloading is waited for', async (t) => {
  const m = machine(t);
  const slow = 'for i in 1 2 3 4 5 6 7 8; do head -c 9000 /dev/zero >>"$MACHINE/home/.cache/bazelisk/part"; sleep 0.3; done';
  m.fake('bazelisk', `if [[ $1 == --version ]]; then mkdir -p "$MACHINE/home/.cache/bazelisk"; ${slow}; fi\n${bazel()}`);
  assert.match((await m.run(['info'])).stdout, /info/);
});
