import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { sha256 } from '../io/digest.ts';
import { nodeBinary } from '../io/node.ts';
import { makeCorpus } from '../pipeline/corpus.ts';
import { corpusInput, potteryExport } from '../pipeline/testing/corpus.ts';
import { annotation, contentBelow, copyPottery, picture, report, scratch, write, writeExport } from './testing/export.ts';

// Beside this file, unbuilt or compiled.
const program = import.meta.filename.replace(/main\.test\.(ts|js)$/, 'main.$1');

function snapshot(args: readonly string[], cwd?: string) {
  const env = { ...process.env, ...(cwd === undefined ? {} : { BUILD_WORKING_DIRECTORY: cwd }) };
  const { status, stdout, stderr } = spawnSync(nodeBinary, [program, ...args], { encoding: 'utf8', env, timeout: 60_000 });
  return { status, stdout, stderr };
}

test('the pottery export becomes a version that says its digest and gives the corpus that the export gives', async (t) => {
  const pottery = scratch(t);
  copyPottery(pottery);
  const out = join(pottery, 'versions');
  const { status, stdout, stderr } = snapshot(['--out', out, '--export', pottery]);
  assert.equal(status, 0, stderr);
  const digest = stdout.trim();
  assert.equal(sha256(readFileSync(join(out, digest, 'manifest.json'))), `sha256:${digest}`);
  assert.match(stderr, /^36 samples, 72 pictures and masks, 72 of them new\./);
  assert.ok(stderr.includes(`path = "${out}/${digest}", sha256 = "${digest}"`), stderr);

  const content = contentBelow(join(out, digest));
  const below = (folder: string) =>
    Object.fromEntries(
      Object.entries(content)
        .filter(([path]) => path.startsWith(folder))
        .map(([path, bytes]) => [path, Buffer.from(bytes, 'latin1')]),
    );
  const original = potteryExport('flagged');
  const text = (path: string) => Buffer.from(content[path] ?? '', 'latin1').toString('utf8');
  const version = {
    ...original,
    images: below('images/'),
    masks: below('masks/'),
    sources: { ...original.sources, crop_runs: text('crop_runs.json'), annotations: text('crop_annotations.json') },
  };
  assert.equal((await makeCorpus(corpusInput(version))).corpus.digest, (await makeCorpus(corpusInput(original))).corpus.digest);

  const again = snapshot(['--out', join(pottery, 'again'), '--export', join(out, digest)]);
  assert.equal(again.stdout, stdout, 'a snapshot of a version is that version');
});

test('two pictures of one content are one file and two samples', async (t) => {
  const folder = scratch(t);
  write(folder, {
    'images/1.png': picture(1),
    'images/2.png': picture(1),
    'masks/1.png': picture(2),
    'masks/2.png': picture(3),
    'crop_runs.json': JSON.stringify([report(1), report(2)]),
    'crop_annotations.json': JSON.stringify([annotation(1), annotation(2)]),
  });
  const { stderr } = snapshot(['--out', join(folder, 'versions'), '--export', folder]);
  assert.match(stderr, /^2 samples, 3 pictures and masks, 3 of them new\./);
});

test('paths are meant from where the command was typed', (t) => {
  const folder = scratch(t);
  writeExport(join(folder, 'export'), 2);
  const { status, stdout, stderr } = snapshot(
    ['--out', 'versions', '--export', 'export', '--images-root', relative(folder, join(folder, 'export'))],
    folder,
  );
  assert.equal(status, 0, stderr);
  assert.ok(existsSync(join(folder, 'versions', stdout.trim(), 'manifest.json')));
});

test('problems are told at once, with exit code 2 and without output', (t) => {
  const folder = scratch(t);
  writeExport(folder, 4);
  write(folder, {
    'crop_runs.json': JSON.stringify([
      report(1, { image: { id: 1, path: 'images/none.png' } }),
      report(2, { image: { id: 2, path: '../2.png' } }),
      report(3, { image: { id: 3, path: 'link.png' } }),
      report(4),
      report(4),
    ]),
  });
  symlinkSync('images/3.png', join(folder, 'link.png'));
  const out = join(folder, 'versions');
  const { status, stdout, stderr } = snapshot(['--out', out, '--export', folder]);
  const codes = [...stderr.matchAll(/^error (EV\d+)/gm)].map(([, code]) => code);
  assert.deepEqual([status, stdout, codes], [2, '', ['EV1016', 'EV8010', 'EV1012', 'EV8011']]);
  assert.equal(existsSync(out), false);
});

test('a folder without exports, or none at all, is told', (t) => {
  const folder = scratch(t);
  write(folder, { 'crop_annotations.json': '[]' });
  const result = snapshot(['--out', join(folder, 'versions'), '--export', folder]);
  assert.match(result.stderr, /^error EV8016 .*\n {2}there is no crop_runs\*\.json\n/);
  assert.equal(result.status, 2);
  const nowhere = snapshot(['--out', join(folder, 'versions'), '--export', join(folder, 'nowhere'), '--images-root', folder]);
  assert.match(nowhere.stderr, /^error EV5002 .*\n {2}there is no such file or folder\n/);
});

test('the command line names one source of rows', (t) => {
  const folder = scratch(t);
  const wrong = [
    ['--out', folder],
    ['--out', folder, '--export', folder, '--crop-runs-sql', 'a.sql'],
    ['--out', folder, '--crop-runs-sql', 'a.sql', '--annotations-sql', 'b.sql'],
    ['--export', folder],
  ];
  for (const args of wrong) {
    const { status, stderr } = snapshot(args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, /^error EV9001 {2}arguments\n/);
  }
  assert.match(snapshot(['--help']).stdout, /^usage: snapshot/);
});
