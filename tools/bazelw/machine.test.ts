import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Machine } from './testing/machine.ts';

/** A machine whose launcher runs one function and shows what it prints. */
function machine(t: TestContext, call: string): Machine {
  const m = new Machine(`cache=$(cache_folder)\n${call}; exit`);
  t.after(() => m.remove());
  return m;
}

const nowhere = { npm_config_registry: '' };

test('npm registry: the environment comes first', async (t) => {
  const m = machine(t, 'npm_registry');
  m.write('home/.npmrc', 'registry=http://user.test/\n');
  assert.equal((await m.run()).stdout, 'http://npm.test/\n');
  assert.equal((await m.run([], { env: { ...nowhere, NPM_CONFIG_REGISTRY: 'http://upper.test' } })).stdout, 'http://upper.test\n');
});

test('npm registry: .npmrc of the workspace, of the user, of the machine, as npm reads them', async (t) => {
  const m = machine(t, 'global_npmrcs=("$MACHINE/etc/npmrc"); npm_registry');
  m.write('etc/npmrc', '; a comment\nregistry = http://global.test/npm/ \n@scope:registry=http://scope.test\n');
  assert.equal((await m.run([], { env: nowhere })).stdout, 'http://global.test/npm/\n');
  m.write('home/.npmrc', `fund=false\nregistry="http://\${PLACE}.test:4873/"\n`);
  assert.equal((await m.run([], { env: { ...nowhere, PLACE: 'user' } })).stdout, 'http://user.test:4873/\n');
  m.write('workspace/.npmrc', 'registry=http://old.test\nregistry=http://workspace.test\n');
  assert.equal((await m.run([], { env: nowhere })).stdout, 'http://workspace.test\n');
});

test('npm registry: npm is asked for its default, and the answer is kept; without npm it is the packaged one', async (t) => {
  const m = machine(t, 'npm_registry "$MACHINE/packaged"');
  m.write('packaged', 'http://packaged.test/\n');
  assert.equal((await m.run([], { env: nowhere })).stdout, 'http://packaged.test/\n');
  m.fake('npm', 'echo "$@" >>"$MACHINE/npm-calls"; echo http://default.test/');
  for (let i = 0; i < 2; i++) assert.equal((await m.run([], { env: nowhere })).stdout, 'http://default.test/\n');
  assert.equal(m.read('npm-calls'), 'config get registry\n');
});

test('npm registry: unknown is an error that says what to set', async (t) => {
  const m = machine(t, 'airgap_rc');
  const result = await m.run([], { env: nowhere });
  assert.equal(result.status, 36);
  assert.match(result.stderr, /cannot tell which npm registry to use: set npm_config_registry, or a line registry=… in ~\/\.npmrc/);
});

test('Debian mirrors: the main archives of apt, each once, security archives last', async (t) => {
  const m = machine(t, 'debian_mirrors');
  const targets = [
    'Packages main stable-security http://security.test/',
    'Packages main stable http://mirror.test/debian/',
    'Packages contrib stable http://contrib.test/debian/',
    'Translations main stable http://mirror.test/debian/',
    'Packages main stable-updates http://mirror.test/debian/',
    'Packages stable nodistro http://tools.test/',
    'Packages main stable http://second.test/debian/',
  ];
  m.fake('apt-get', `[[ $1 == indextargets && $2 == --no-release-info ]] && printf '%s\\n' '${targets.join("' '")}'`);
  assert.deepEqual((await m.run()).stdout.split('\n'), ['http://mirror.test/debian/', 'http://second.test/debian/', 'http://security.test/', '']);
});

test("keyrings: Debian's, those that sources of either format name, and apt's own trust", async (t) => {
  const m = machine(t, 'archive_keyrings');
  m.write('keyrings/debian-archive-keyring.gpg', '');
  m.write(
    'apt/sources.list',
    'deb [arch=amd64 signed-by=/etc/keys/one.gpg] http://mirror.test/debian stable main\ndeb http://plain.test stable main\n',
  );
  m.write('apt/sources.list.d/two.sources', 'Types: deb\nURIs: http://mirror.test\nSigned-By: /etc/keys/two.pgp\n');
  m.write('apt/sources.list.d/three.sources', 'Types: deb\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n');
  const found = (await m.run()).stdout.split('\n');
  assert.deepEqual(found, [`${m.folder}/keyrings/debian-archive-keyring.gpg`, '/etc/keys/one.gpg', '/etc/keys/two.pgp', '', '']);
});

test('certificates: SSL_CERT_FILE or the bundle or those of the root, and what Node.js is told to add', async (t) => {
  const m = machine(t, 'trusted_certificates "$MACHINE/root"');
  m.write('root/usr/share/ca-certificates/mozilla/a.crt', 'mozilla\n');
  assert.equal((await m.run()).stdout, 'mozilla\n');
  m.write('bundle.pem', 'bundle\n');
  assert.equal((await m.run()).stdout, 'bundle\n');
  const SSL_CERT_FILE = m.write('own.pem', 'own\n');
  const NODE_EXTRA_CA_CERTS = m.write('extra.pem', 'extra\n');
  assert.equal((await m.run([], { env: { SSL_CERT_FILE, NODE_EXTRA_CA_CERTS } })).stdout, 'own\nextra\n');
});

test('the cache is below XDG_CACHE_HOME, else HOME; neither is an error', async (t) => {
  const m = machine(t, 'cache_folder');
  assert.equal((await m.run()).stdout, `${m.folder}/home/.cache/bazelw\n`);
  assert.equal((await m.run([], { env: { XDG_CACHE_HOME: '/some/where' } })).stdout, '/some/where/bazelw\n');
  const result = await m.run([], { env: { HOME: '' } });
  assert.equal(result.status, 36);
  assert.match(result.stderr, /HOME or XDG_CACHE_HOME must name a folder/);
});
