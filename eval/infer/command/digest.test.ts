import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOf, sha256 } from '../../io/digest.ts';
import { type CommandFiles, commandDigest } from './digest.ts';
import { temporaryFolder } from './testing/fake.ts';

const here = temporaryFolder();

/** A program with runfiles as rules_js lays them out: packages in a store, links between them, one of them in a circle. */
function install(folder: string): CommandFiles {
  const runfiles = join(folder, 'client.runfiles');
  const store = join(runfiles, '_main/store');
  mkdirSync(join(store, 'a'), { recursive: true });
  mkdirSync(join(store, 'b'));
  writeFileSync(join(folder, 'client'), 'launcher');
  writeFileSync(join(store, 'a/index.js'), 'a');
  writeFileSync(join(store, 'b/index.js'), 'b');
  symlinkSync('../b', join(store, 'a/b'));
  symlinkSync('../a', join(store, 'b/a'));
  symlinkSync('gone', join(store, 'a/optional'));
  symlinkSync(join(folder, 'client'), join(runfiles, '_main/client'));
  writeFileSync(join(runfiles, 'MANIFEST'), `_main/client ${folder}/client\n`);
  writeFileSync(join(runfiles, '_repo_mapping'), ',a,b\n');
  writeFileSync(join(folder, 'weights'), 'w');
  return { executable: join(folder, 'client'), runfiles, data: new Map([['weights', join(folder, 'weights')]]), node: null };
}

test('names and bytes, through links', () => {
  const expected: [string, string][] = [
    ['data/weights', sha256('w')],
    ['executable', sha256('launcher')],
    ['runfiles/_main/client', sha256('launcher')],
    ['runfiles/_main/store/a/b/a', 'link to the folder 2 above'],
    ['runfiles/_main/store/a/b/index.js', sha256('b')],
    ['runfiles/_main/store/a/index.js', sha256('a')],
    ['runfiles/_main/store/a/optional', 'link to nothing: gone'],
    ['runfiles/_main/store/b/a/b', 'link to the folder 2 above'],
    ['runfiles/_main/store/b/a/index.js', sha256('a')],
    ['runfiles/_main/store/b/a/optional', 'link to nothing: gone'],
    ['runfiles/_main/store/b/index.js', sha256('b')],
  ];
  assert.equal(commandDigest(install(join(here, 'first'))), digestOf(expected));
});

test('the same elsewhere, and where links are copies', () => {
  const first = commandDigest(install(join(here, 'here')));
  assert.equal(commandDigest(install(join(here, 'there'))), first);
  const copied = join(here, 'copied');
  const files = install(copied);
  rmSync(`${files.runfiles}/_main/client`);
  cpSync(files.executable, `${files.runfiles}/_main/client`);
  assert.equal(commandDigest(files), first);
});

const changes: Record<string, (folder: string) => void> = {
  'the launcher': (folder) => writeFileSync(join(folder, 'client'), 'another'),
  'a module of a package': (folder) => writeFileSync(join(folder, 'client.runfiles/_main/store/b/index.js'), 'c'),
  'a new file': (folder) => writeFileSync(join(folder, 'client.runfiles/_main/store/b/more.js'), ''),
  'a file of another name': (folder) => cpSync(join(folder, 'client'), join(folder, 'client.runfiles/_main/other')),
  'the weights': (folder) => writeFileSync(join(folder, 'weights'), 'v'),
};

test('every change of what it is made of shows', () => {
  const digests = Object.entries(changes).map(([name, change], i) => {
    const folder = join(here, `change${i}`);
    const files = install(folder);
    change(folder);
    return [commandDigest(files), name] as const;
  });
  const unchanged = [commandDigest(install(join(here, 'unchanged'))), 'nothing'] as const;
  assert.equal(new Map([unchanged, ...digests]).size, digests.length + 1);
});

test('a file larger than one piece, and a folder as data', () => {
  const files = install(join(here, 'large'));
  const bytes = Buffer.alloc(2 ** 20 + 7, 5);
  mkdirSync(join(here, 'large/model'));
  writeFileSync(join(here, 'large/model/weights.bin'), bytes);
  const data = new Map([['model', join(here, 'large/model')]]);
  assert.equal(
    commandDigest({ executable: files.executable, data, node: null }),
    digestOf([
      ['data/model/weights.bin', sha256(bytes)],
      ['executable', sha256('launcher')],
    ]),
  );
});

test('of a program of Node.js: what it declares, its files and packages; not what starts it', () => {
  const node = { entry_point: 'client.js', env: { MODE: 'fast' } };
  const content = (folder: string): CommandFiles => ({ ...install(join(here, folder)), node });
  const expected: [string, string][] = [
    ['data/weights', sha256('w')],
    ['node', digestOf(node)],
    ['runfiles/_main/store/a/b/a', 'link to the folder 2 above'],
    ['runfiles/_main/store/a/b/index.js', sha256('b')],
    ['runfiles/_main/store/a/index.js', sha256('a')],
    ['runfiles/_main/store/a/optional', 'link to nothing: gone'],
    ['runfiles/_main/store/b/a/b', 'link to the folder 2 above'],
    ['runfiles/_main/store/b/a/index.js', sha256('a')],
    ['runfiles/_main/store/b/a/optional', 'link to nothing: gone'],
    ['runfiles/_main/store/b/index.js', sha256('b')],
  ];
  assert.equal(commandDigest(content('node')), digestOf(expected));

  const other = content('other-profile');
  rmSync(`${other.runfiles}/_main/client`);
  writeFileSync(other.executable, 'another launcher');
  mkdirSync(`${other.runfiles}/_main/client_`);
  cpSync(other.executable, `${other.runfiles}/_main/client_/client`);
  for (const tool of ['_main/client_node_bin', 'aspect_rules_js+', 'rules_nodejs++node+nodejs_linux_amd64']) {
    mkdirSync(`${other.runfiles}/${tool}`);
    writeFileSync(`${other.runfiles}/${tool}/node`, tool);
  }
  assert.equal(commandDigest(other), digestOf(expected), 'another profile');

  const packageOfTheUser = `${other.runfiles}/_main/store/rules_js`;
  mkdirSync(packageOfTheUser);
  assert.equal(commandDigest(other), digestOf(expected));
  writeFileSync(`${packageOfTheUser}/index.js`, '');
  assert.notEqual(commandDigest(other), digestOf(expected), 'only the tools are left out, not what is called like them');
  assert.notEqual(commandDigest({ ...content('entry'), node: { ...node, entry_point: 'other.js' } }), digestOf(expected));
});
