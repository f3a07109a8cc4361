import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { nodeBinary } from '../../eval/io/node.ts';
import { bundle } from './bundle.ts';

const main = `import { there } from '../b/there.js'; import { name } from 'greeter';
if (import.meta.main) console.log(name, import.meta.filename, there);`;

/** A small program of two folders and a package. */
function program(files: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'program-'));
  const all = {
    'a/main.js': main,
    'b/there.js': 'export const there = import.meta.dirname;',
    'node_modules/greeter/LICENSE': 'Free for all.\n',
    'node_modules/greeter/package.json': '{"main": "index.js"}',
    'node_modules/greeter/index.js': "const { sep } = require('path'); exports.name = 'greeter' + sep;",
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const made = (engines: readonly string[] = []) =>
    bundle({ entry: join(root, 'a/main.js'), folder: 'a', out: join(root, 'a/program.mjs'), engines });
  return { root, made };
}

test('one file runs where its main module was, and each module has the folder that it had', async () => {
  const { root, made } = program();
  const { program: text } = await made();
  assert.match(text, /\/\*!\ngreeter: Free for all\.\n\*\/\n$/);
  writeFileSync(join(root, 'a/program.mjs'), text);
  const { stdout, stderr } = spawnSync(nodeBinary, [join(root, 'a/program.mjs')], { encoding: 'utf8' });
  assert.equal(stdout, `greeter/ ${join(root, 'a/program.mjs')} ${root}/a/../b\n`, stderr);
});

test('the bytes are the same in two folders, and name no folder of the machine', async () => {
  const [one, other] = [program(), program()];
  assert.deepEqual(await one.made(), await other.made());
  assert.doesNotMatch(JSON.stringify(await one.made()), /program-/);
});

test('of Node.js a program loads what it uses, and not what else the module exports', async () => {
  const { root, made } = program({
    'a/main.js':
      "import { parseArgs } from 'node:util'; console.log(typeof parseArgs, process.moduleLoadList.includes('NativeModule internal/util/diff'));",
  });
  writeFileSync(join(root, 'a/program.mjs'), (await made()).program);
  assert.equal(spawnSync(nodeBinary, [join(root, 'a/program.mjs')], { encoding: 'utf8' }).stdout, 'function false\n');
});

test('a library that a program needs when it starts is declared, and no other', async () => {
  const sharp = {
    'node_modules/sharp/dist/sharp.mjs': 'export default {};',
    'node_modules/sharp/package.json': '{"main": "dist/sharp.mjs"}',
    'eval/engines/open.js': 'export const openEngine = (name) => name;',
  };
  const now = program({ ...sharp, 'a/main.js': "import sharp from 'sharp'; console.log(sharp);" });
  await assert.rejects(now.made(), /a\/main\.js needs the engine sharp: declare it/);
  assert.match((await now.made(['sharp'])).program, /openEngine\("sharp"\)/);
  const later = program({ ...sharp, 'a/main.js': "console.log(await import('sharp'));" });
  assert.match((await later.made()).program, /this program has no sharp/);
  await assert.rejects(program().made(['sharp']), /a\/main\.js does not need the engine sharp/);
});
