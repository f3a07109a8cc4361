/** The programs that make a corpus, one after the other, as the rules start them. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeCorpus } from './corpus.ts';
import { corpusInput, greyPng, written } from './testing/corpus.ts';

// Beside this file's folder, unbuilt or compiled.
const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
const png = greyPng(2, 2, [0, 255, 255, 0]);

interface Folder {
  /** Runs a stage's program with arguments in a parameter file. */
  readonly run: (stage: string, ...words: readonly string[]) => { readonly status: number | null; readonly stderr: string };
  readonly read: (name: string) => string;
}

function inFolder(use: (folder: Folder) => Promise<void> | void): Promise<void> | void {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src/läuft.png'), png);
  writeFileSync(join(folder, 'config.json'), '{}');
  const run: Folder['run'] = (stage, ...words) => {
    writeFileSync(join(folder, 'arguments'), words.join('\n'));
    const program = join(import.meta.dirname, '..', stage, `main.${extension}`);
    const { status, stderr } = spawnSync(process.execPath, [program, '@arguments'], { cwd: folder, encoding: 'utf8' });
    return { status, stderr };
  };
  const done = () => rmSync(folder, { recursive: true });
  const used = use({ run, read: (name) => readFileSync(join(folder, name), 'utf8') });
  return used instanceof Promise ? used.finally(done) : done();
}

const importArguments = (importer: string, drafts: readonly string[]) => [
  ...['--importer', importer, '--config', 'config.json', '--name', 'corpus', '--picture', '1=images/läuft.png', '--mask', 'masks/läuft.png'],
  ...['--imported-out', 'out/imported.json', '--descriptions-out', 'out/descriptions.ndjson'],
  ...drafts.flatMap((pair) => ['--drafts-out', pair]),
];
const verifyArguments = (shard: number) => [
  ...['--drafts', `out/drafts-${shard}.ndjson`, '--unused-out', `out/unused-${shard}`],
  ...['--picture', 'images/läuft.png=src/läuft.png', '--mask', 'masks/läuft.png=src/läuft.png', '--mask', 'masks/b.png=src/b.png'],
  ...['inputs', 'truth', 'digests'].flatMap((name) => [`--${name}-out`, `out/${name}-${shard}.ndjson`]),
];

test('import, verify and assemble write what makeCorpus() gives, quietly', () =>
  inFolder(async ({ run, read }) => {
    const quiet = { status: 0, stderr: '' };
    assert.deepEqual(run('import', ...importArguments('image', ['1=out/drafts-1.ndjson', '0=out/drafts-0.ndjson'])), quiet);
    for (const shard of [0, 1]) assert.deepEqual(run('verify', ...verifyArguments(shard)), quiet);
    const digests = ['--digests', 'out/digests-1.ndjson', '--digests', 'out/digests-0.ndjson'];
    const about = ['--imported', 'out/imported.json', '--descriptions', 'out/descriptions.ndjson', '--name', 'corpus', '--dataset-version', 'test'];
    assert.deepEqual(run('assemble', ...about, ...digests, '--corpus-out', 'out/corpus.json', '--slices-out', 'out/slices.ndjson'), quiet);

    const made = await makeCorpus(corpusInput({ importer: 'image', images: { 'images/läuft.png': png }, masks: { 'masks/läuft.png': png } }));
    const { 'truth.ndjson': truth, 'inputs-0.ndjson': _0, 'inputs-1.ndjson': _1, ...files } = written(made);
    for (const [name, text] of Object.entries(files)) assert.equal(read(`out/${name}`), text, name);
    assert.deepEqual([read('out/truth-0.ndjson'), read('out/truth-1.ndjson')], ['', truth]);
    assert.equal(read('out/inputs-1.ndjson'), `${_0}${_1}`);
    assert.equal(read('out/unused-1'), 'src/b.png\n', 'Bazel repeats nothing when such a mask changes');
    assert.equal(read('out/unused-0'), 'src/b.png\nsrc/läuft.png\n');
  }));

test('a wrong importer, or shards without their outputs, are told and nothing is written', () =>
  inFolder(({ run, read }) => {
    for (const words of [importArguments('voc', ['0=s', '1=t']), importArguments('image', ['1=s']), importArguments('image', [])]) {
      const { status, stderr } = run('import', ...words);
      assert.equal(status, 2);
      assert.match(stderr, /^error EV9001 {2}arguments\n/);
      assert.throws(() => read('out/imported.json'));
    }
  }));

test('a picture that the shard was not given is told by its key', () =>
  inFolder(({ run }) => {
    run('import', ...importArguments('image', ['0=out/drafts-0.ndjson', '1=out/drafts-1.ndjson']));
    const { status, stderr } = run(
      'verify',
      ...verifyArguments(1).filter((word, i, all) => ![word, all[i + 1]].includes('images/läuft.png=src/läuft.png')),
    );
    assert.equal(status, 2);
    assert.match(stderr, /^error EV1004 {2}images\/läuft\.png\n/);
  }));
