import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodeBinary } from '../io/node.ts';
import { run } from './run.ts';
import { corpusInput, greyPng, written } from './testing/corpus.ts';

// Beside this file, unbuilt or compiled.
const program = import.meta.filename.replace(/main\.test\.(ts|js)$/, 'main.$1');
const png = greyPng(2, 2, [0, 255, 255, 0]);

/** Runs the program in a folder of its own, with arguments in a parameter file. */
function index(lines: readonly string[]): { status: number | null; stderr: string; file: (name: string) => string; done: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'index-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/a.png'), png);
  writeFileSync(join(folder, 'config.json'), '{}');
  const declared = { images: [{ key: 'images/a.png', path: 'src/a.png', shard: 0 }], masks: [{ key: 'masks/a.png', path: 'src/a.png' }], labels: [] };
  writeFileSync(join(folder, 'files.json'), JSON.stringify(declared));
  writeFileSync(join(folder, 'arguments'), lines.join('\n'));
  const { status, stderr } = spawnSync(nodeBinary, [program, '@arguments'], { cwd: folder, encoding: 'utf8' });
  return { status, stderr, file: (name) => readFileSync(join(folder, name), 'utf8'), done: () => rmSync(folder, { recursive: true }) };
}

const common = ['--config', 'config.json', '--files', 'files.json', '--name', 'corpus', '--dataset-version', 'test'];
const outputs = ['--corpus-out', 'out/corpus.json', '--truth-out', 'out/truth.ndjson', '--slices-out', 'out/slices.ndjson'];

test('writes what run() gives, quietly', async () => {
  const result = index([
    '--importer',
    'image',
    '--shards',
    '2',
    '--shard-out',
    '1=out/inputs-1.ndjson',
    '--shard-out',
    '0=out/inputs-0.ndjson',
    ...common,
    ...outputs,
  ]);
  try {
    assert.deepEqual([result.status, result.stderr], [0, '']);
    const expected = written(await run(corpusInput({ importer: 'image', images: { 'images/a.png': png }, masks: { 'masks/a.png': png } })));
    for (const [name, text] of Object.entries(expected)) assert.equal(result.file(`out/${name}`), text, name);
  } finally {
    result.done();
  }
});

test('a wrong importer, or shards without their outputs, are told and nothing is written', () => {
  const wrong = {
    importer: ['--importer', 'voc', '--shards', '1', '--shard-out', '0=s'],
    outputs: ['--importer', 'image', '--shards', '2', '--shard-out', '0=s'],
  };
  for (const [name, lines] of Object.entries(wrong)) {
    const result = index([...lines, ...common, ...outputs]);
    assert.equal(result.status, 2, name);
    assert.match(result.stderr, /^error EV9001 {2}arguments\n/);
    assert.throws(() => result.file('out/corpus.json'));
    result.done();
  }
});
