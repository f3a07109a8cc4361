import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { finished, Machine, powerFailure, UNSHARE, until } from './testing/machine.ts';

// Three packages; $MACHINE/hold stops the download, $MACHINE/cut ends it, $MACHINE/no-key takes the signature away.
const APT = `
for last; do :; done
case "$*" in
indextargets*) echo 'Packages main stable http://mirror.test/debian/' ;;
*Dir::Cache::archives=*) archives=$*; archives=\${archives##*Dir::Cache::archives=}; archives=\${archives%% *} ;;&
*--print-uris*)
    for name in base-files_14_amd64 bazel-bootstrap_\${FAKE_BAZEL:-7.7.1}+ds-8_amd64 openssl_3_amd64; do echo "'http://mirror.test/$name.deb' $name.deb 9000000 SHA256:0"; done ;;
*update)
    echo "update $*" >>"$MACHINE/apt-calls"
    if [[ -e $MACHINE/no-key ]]; then echo "E: The repository is not signed. NO_PUBKEY 6ED0E7B82643E131" >&2; exit 100; fi ;;
*"download npm")
    : >npm_9_all.deb ;;
*" install "*)
    echo "install $*" >>"$MACHINE/apt-calls"
    touch "$archives/base-files_14_amd64.deb"
    while [[ -e $MACHINE/hold ]]; do sleep 0.05; done
    if [[ -e $MACHINE/cut ]]; then echo "E: Failed to fetch http://mirror.test/x.deb Connection timed out" >&2; exit 100; fi
    touch "$archives"/{bazel-bootstrap_7.7.1+ds-8,openssl_3}_amd64.deb ;;
esac
exit 0`;

const DPKG_DEB = `
if [[ -e $MACHINE/full ]]; then echo "tar: No space left on device" >&2; exit 2; fi
folder=$(mktemp -d)
if [[ $2 == */npm_* ]]; then
    mkdir -p "$folder/config"
    printf "define('registry', {\\n  default: 'http://packaged.test/',\\n})\\n" >"$folder/config/definitions.js"
else
    mkdir -p "$folder/usr/bin" "$folder/etc" "$folder/usr/share/doc/x"
    name=\${2##*/}
    echo x >"$folder/usr/bin/\${name%%_*}"
    echo x >"$folder/usr/share/doc/x/copyright"
fi
tar -c -C "$folder" .
rm -r "$folder"`;

function machine(t: TestContext): Machine {
  const m = new Machine();
  t.after(() => m.remove());
  m.fake('apt-get', APT);
  m.fake('dpkg-deb', DPKG_DEB);
  m.fake('unshare', UNSHARE);
  m.write('keyrings/debian-archive-keyring.gpg', '');
  m.write('bundle.pem', 'certificates\n');
  return m;
}

const env = { BAZELW_PROFILE: 'airgap' };
const root = (m: Machine) => join(m.cache, 'debian-forky-1');

test("Debian's Bazel is set up once, and run with the machine's certificates and registry", async (t) => {
  const m = machine(t);
  const first = await m.run(['build', '//x y'], { env });
  assert.equal(first.status, 0, first.stderr);
  const trust = m.cached().find((name) => name.startsWith('trust-'));
  const rc = m.cached().find((name) => name.endsWith('.bazelrc'));
  assert.deepEqual(first.stdout.trimEnd().split('\n'), [
    ...['--mount', '--propagation', 'slave', '--', 'bash', join(m.workspace, 'tools/bazelw/enter.sh'), root(m), '0:0', '/usr/bin/bazel'],
    '--server_javabase=/usr/lib/jvm/default-java',
    `--host_jvm_args=-Djavax.net.ssl.trustStore=${m.cache}/${trust}`,
    '--host_jvm_args=-Djavax.net.ssl.trustStorePassword=changeit',
    '--host_jvm_args=-Djava.library.path=/usr/share/bazel/:/usr/lib/x86_64-linux-gnu',
    `--bazelrc=${m.cache}/${rc}`,
    'build',
    '//x y',
  ]);
  assert.equal(m.read(`home/.cache/bazelw/${trust}`), 'certificates\n');
  for (const line of ['setting up', 'package lists of forky from http://mirror.test/debian/', 'fetching and unpacking 3 packages, 27 MB: 100 %']) {
    assert.ok(first.stderr.includes(line), `${line} in ${first.stderr}`);
  }
  assert.ok(existsSync(join(root(m), 'usr/bin/bazel-bootstrap')));
  assert.ok(!existsSync(join(root(m), 'usr/share/doc/x')), 'documentation is left out');
  assert.equal(m.read('home/.cache/bazelw/debian-forky-1/npm-registry'), 'http://packaged.test/\n');
  assert.ok(!m.cached().includes('building'));

  const calls = m.read('apt-calls');
  const second = await m.run(['build'], { env });
  assert.equal(second.stderr.trimEnd().split('\n').length, 1);
  assert.equal(m.read('apt-calls'), calls);
});

test("what Debian's Bazel starts is told the registry, since it sees no npm", async (t) => {
  const m = machine(t);
  m.fake('unshare', `${UNSHARE}\necho "registry $npm_config_registry"`);
  const result = await m.run([], { env: { ...env, npm_config_registry: '' } });
  assert.match(result.stdout, /\nregistry http:\/\/packaged\.test\/\n$/);
});

test("a launcher that Debian's Bazel started goes on with the same Bazel, and enters nothing", async (t) => {
  const m = machine(t);
  const outside = (await m.run(['build'], { env })).stdout.trimEnd().split('\n');
  const bazel = join(root(m), 'bazel');
  m.write('private', `${root(m)}\n`);
  const debian = m.read('workspace/tools/bazelw/debian.sh').replace('/usr/bin/bazel \\', `${bazel} \\`);
  m.write('workspace/tools/bazelw/debian.sh', debian);
  m.fake('bazel', 'printf "%s\\n" "$@"', 'home/.cache/bazelw/debian-forky-1');
  m.fake('bazel', 'echo 8.0.0'); // on the PATH
  const inside = await m.run(['build']);
  assert.deepEqual(inside.stdout.trimEnd().split('\n'), outside.slice(9), inside.stderr);
});

test('packages must be signed, whatever apt is set to', async (t) => {
  const m = machine(t);
  await m.run([], { env });
  for (const call of m.read('apt-calls').trimEnd().split('\n')) {
    assert.match(call, /-o Acquire::AllowInsecureRepositories=false -o APT::Get::AllowUnauthenticated=false/);
  }
  m.write('no-key', '');
  rmSync(root(m), { recursive: true });
  const refused = await m.run([], { env });
  assert.equal(refused.status, 36);
  assert.match(refused.stderr, /no keyring here vouches for forky; try: apt-get install --only-upgrade debian-archive-keyring/);
  assert.ok(!existsSync(root(m)) && !m.cached().includes('building'));
});

test('a trust store is made again when the certificates change', async (t) => {
  const m = machine(t);
  await m.run([], { env });
  const [before] = m.cached().filter((name) => name.startsWith('trust-'));
  m.write('bundle.pem', 'other certificates\n');
  await m.run([], { env });
  const [after, ...more] = m.cached().filter((name) => name.startsWith('trust-') && name !== before);
  assert.deepEqual(more, []);
  assert.equal(m.read(`home/.cache/bazelw/${after}`), 'other certificates\n');
});

test('killed half-way: the next run clears up and finishes', async (t) => {
  const m = machine(t);
  m.write('hold', '');
  const child = m.start([], { env });
  const end = finished(child);
  await until(() => m.read('apt-calls').includes('install'));
  powerFailure(m);
  rmSync(join(m.folder, 'hold'));
  assert.equal((await end).signal, 'SIGKILL');
  assert.deepEqual(m.cached(), ['building', 'lock']);

  const repaired = await m.run(['info'], { env });
  assert.equal(repaired.status, 0, repaired.stderr);
  assert.ok(existsSync(join(root(m), 'complete')));
  assert.ok(!m.cached().includes('building'));
});

test('only the launcher killed: what it started goes on, and the next run waits for that', async (t) => {
  const m = machine(t);
  m.write('hold', '');
  const child = m.start([], { env });
  await until(() => m.read('apt-calls').includes('install'));
  child.kill('SIGKILL');
  const next = m.start(['info'], { env });
  const end = finished(next);
  await new Promise((resolve) => next.stderr?.once('data', resolve)); // "waiting"
  rmSync(join(m.folder, 'hold'));
  assert.equal((await end).status, 0);
  assert.equal(m.read('apt-calls').match(/^install/gm)?.length, 1);
});

test('terminated or interrupted half-way: nothing is left behind', async (t) => {
  for (const [signal, status, word] of [
    ['SIGTERM', 143, 'terminated'],
    ['SIGINT', 130, 'interrupted'],
  ] as const) {
    const m = machine(t);
    m.write('hold', '');
    const child = m.start([], { env });
    const end = finished(child);
    await until(() => m.read('apt-calls').includes('install'));
    child.kill(signal);
    const result = await end;
    assert.equal(result.status, status);
    assert.match(result.stderr, new RegExp(`bazelw: ${word}\n$`));
    assert.deepEqual(m.cached(), ['lock']);
  }
});

test('two at once: one sets up, the other waits for it', async (t) => {
  const m = machine(t);
  m.write('hold', '');
  const first = finished(m.start(['one'], { env }));
  await until(() => m.read('apt-calls').includes('install'));
  const waiting = m.start(['two'], { env });
  let said = '';
  waiting.stderr?.on('data', (data) => {
    said += data;
  });
  const second = finished(waiting);
  await until(() => said.includes('another bazelw is setting up'));
  rmSync(join(m.folder, 'hold'));
  for (const [result, word] of [[await first, 'one'] as const, [await second, 'two'] as const]) {
    assert.equal(result.status, 0, result.stderr);
    assert.equal(result.stdout.trimEnd().split('\n').at(-1), word);
  }
  assert.equal(m.read('apt-calls').match(/^install/gm)?.length, 1);
});

test('a disk without room is noticed before anything is done', async (t) => {
  const m = machine(t);
  m.fake('df', 'printf "header\\n/dev/x 9 9 204800 0%% /\\n"');
  const result = await m.run([], { env });
  assert.equal(result.status, 36);
  assert.match(result.stderr, /needs 900 MB in .*bazelw \(500 MB for good\), 200 MB are free; free some space, or set XDG_CACHE_HOME/);
  assert.deepEqual(m.cached(), []);
  assert.equal(m.read('apt-calls'), '');
});

test('a disk that fills up leaves nothing half-made', async (t) => {
  const m = machine(t);
  m.write('full', '');
  const result = await m.run([], { env });
  assert.equal(result.status, 36);
  assert.match(result.stderr, /the disk is full; nothing was left behind/);
  assert.deepEqual(m.cached(), ['lock']);
});

test('a download that fails shows what apt said, and leaves nothing half-made', async (t) => {
  const m = machine(t);
  m.write('cut', '');
  const result = await m.run([], { env });
  assert.equal(result.status, 36);
  assert.match(result.stderr, /failed; nothing was left behind:\n +E: Failed to fetch http:\/\/mirror\.test\/x\.deb Connection timed out\n$/);
  assert.deepEqual(m.cached(), ['lock']);
});

test('a suite with another Bazel is refused before the download', async (t) => {
  const m = machine(t);
  const result = await m.run([], { env: { ...env, FAKE_BAZEL: '9.1.0' } });
  assert.equal(result.status, 36);
  assert.match(result.stderr, /the suite forky has Bazel 9\.1\.0; the stand-ins are made for 7\.7: set BAZELW_BAZEL/);
  assert.doesNotMatch(m.read('apt-calls'), /^install/m);
});

test('without namespaces one sentence says so, before anything is downloaded', async (t) => {
  const m = machine(t);
  m.write('forbidden', '');
  for (const user of ['0', '1000']) {
    m.fake('id', `echo ${user}`);
    const result = await m.run([], { env });
    assert.equal(result.status, 36);
    assert.match(result.stderr, /^bazelw: cannot run Debian's Bazel in its private root: .*\. Or set BAZELW_BAZEL to a Bazel of at least 7\.7\n$/);
  }
  assert.equal(m.read('apt-calls'), '');
});

test('a user who is not root enters through a user namespace and stays who he is', async (t) => {
  const m = machine(t);
  m.fake('unshare', `if [[ $1 == --mount ]]; then exit 1; fi\n${UNSHARE}`);
  m.fake('id', '[[ $1 == -u ]] && echo 1000 || echo 100');
  const result = await m.run([], { env });
  assert.match(result.stdout, /^--user\n--map-root-user\n--mount\n--propagation\nslave\n--\nbash\n.*enter\.sh\n.*\n1000:100\n\/usr\/bin\/bazel\n/);
});

test('machines on which it cannot be done are told so', async (t) => {
  const m = machine(t);
  m.fake('uname', 'echo "Darwin arm64"');
  assert.match((await m.run([], { env })).stderr, /no Bazel found, and Debian's can be set up on Linux x86-64 only/);
  m.fake('uname', 'echo "Linux x86_64"');
  rmSync(join(m.folder, 'bin/apt-get'));
  assert.match((await m.run([], { env })).stderr, /no Bazel found, and Debian's cannot be set up without apt-get/);
});
