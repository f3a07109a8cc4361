import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { codes } from '../../errors/codes.ts';
import { nodeBinary } from '../../io/node.ts';
import { tinyPlan, unpackTiny } from '../testing/tiny.ts';

/** run.mjs as it is packed: compiled, as the test itself may be. */
const extension = extname(import.meta.filename);
const source = readFileSync(join(import.meta.dirname, `start${extension}`), 'utf8');
const start = extension === '.ts' ? stripTypeScriptTypes(source) : source;

function startIn(bundle: string, ...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(nodeBinary, [join(bundle, 'run.mjs'), ...argv], { encoding: 'utf8', timeout: 60_000 });
  return { status, stdout, stderr };
}

test('an untouched bundle is handed over to its runner', () => {
  const { bundle } = unpackTiny(tinyPlan, start);
  assert.deepEqual(startIn(bundle, '--jobs', '1'), { status: 0, stdout: `ran in ${bundle}/ [ '--jobs', '1' ]\n`, stderr: '' });
});

const changes: readonly [string, (bundle: string) => void, RegExp][] = [
  [
    'one byte of an input',
    (b) => writeFileSync(join(b, 'inputs/a.txt'), 'b'),
    /^error EV8301 {2}inputs\/a\.txt\n {2}got: sha256:3e23.*\n {2}expected: sha256:ca97/,
  ],
  ['an input that is cut short', (b) => writeFileSync(join(b, 'inputs/made/b.txt'), ''), /EV8301 {2}inputs\/made\/b\.txt\n {2}got: sha256:e3b0/],
  ['bundle.json is cut short', (b) => writeFileSync(join(b, 'bundle.json'), '{"node": "24'), /EV8301 {2}bundle\.json\n {2}it cannot be read/],
  ['a program', (b) => writeFileSync(join(b, 'programs/runner.mjs'), 'console.log("x")'), /EV8301 {2}programs\/runner\.mjs/],
  ['a file that is gone', (b) => unlinkSync(join(b, 'inputs/a.txt')), /EV8301 {2}inputs\/a\.txt\n {2}got: missing/],
  [
    'all inputs gone',
    (b) => rmSync(join(b, 'inputs'), { recursive: true }),
    /inputs\/a\.txt\n {2}got: missing[\s\S]*inputs\/made\/b\.txt\n {2}got: missing/,
  ],
  [
    'a file that was not packed',
    (b) => writeFileSync(join(b, 'programs/node_modules/x.mjs'), ''),
    /programs\/node_modules\/x\.mjs\n {2}got: a file that was not/,
  ],
  [
    'a link that leads elsewhere',
    (b) => {
      unlinkSync(join(b, 'programs/node_modules/shouting'));
      symlinkSync('elsewhere', join(b, 'programs/node_modules/shouting'));
    },
    /node_modules\/shouting\n {2}got: a link to elsewhere\n {2}expected: a link to \.store\/shouting/,
  ],
  [
    'a link that became a folder',
    (b) => {
      unlinkSync(join(b, 'programs/node_modules/shouting'));
      mkdirSync(join(b, 'programs/node_modules/shouting'));
      copyFileSync(join(b, 'programs/node_modules/.store/shouting/index.mjs'), join(b, 'programs/node_modules/shouting/index.mjs'));
    },
    /node_modules\/shouting\n {2}got: missing\n[\s\S]*shouting\/index\.mjs\n {2}got: a file that was not packed/,
  ],
  [
    'a file that became a link',
    (b) => {
      renameSync(join(b, 'inputs/a.txt'), join(b, 'a.txt'));
      symlinkSync('../a.txt', join(b, 'inputs/a.txt'));
    },
    /inputs\/a\.txt\n {2}got: no file/,
  ],
];

for (const [what, change, says] of changes) {
  test(`exit code 4, and nothing runs: ${what}`, () => {
    const { bundle } = unpackTiny(tinyPlan, start);
    change(bundle);
    const { status, stdout, stderr } = startIn(bundle);
    assert.equal(status, 4, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, says);
    assert.match(stderr, /\n {2}do: Unpack the archive again/);
  });
}

test('all changes are told at once', () => {
  const { bundle } = unpackTiny(tinyPlan, start);
  for (const path of ['inputs/a.txt', 'inputs/made/b.txt', 'programs/join.mjs']) writeFileSync(join(bundle, path), 'x');
  assert.equal(startIn(bundle).stderr.match(/EV8301/g)?.length, 3);
});

test('another version of Node.js is refused before anything is looked at', () => {
  const { bundle } = unpackTiny(tinyPlan, start);
  const path = join(bundle, 'bundle.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"node": "\d+/, '"node": "1'));
  writeFileSync(join(bundle, 'inputs/a.txt'), 'x');
  const { status, stderr } = startIn(bundle);
  assert.equal(status, 2);
  assert.ok(stderr.startsWith('error EV8302  run.mjs\n'));
  assert.ok(stderr.includes(codes.EV8302));
});

test('a runner that does not load is our bug, and no verdict', () => {
  const { bundle } = unpackTiny(tinyPlan, start);
  const path = join(bundle, 'bundle.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"runner": "programs/runner.mjs"', '"runner": "inputs/a.txt"'));
  const { status, stderr } = startIn(bundle);
  assert.equal(status, 3);
  assert.match(stderr, /^internal error, please report it\n/);
});

test('it imports nothing of ours', () => {
  assert.deepEqual([...source.matchAll(/^import .* from '(?!node:)/gm)], []);
});
