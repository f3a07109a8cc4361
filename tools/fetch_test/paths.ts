/** From paths of this machine, which may change after they were looked at. */
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { snapshotOf, tarGz } from './archives.ts';
import type { Consumer } from './consumer.ts';
import { expectFiles, expectRefusal, sha256, zeros } from './expect.ts';

/** Writes files by their paths below a folder. */
export function writeBelow(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export async function checkPaths(consumer: Consumer, folder: string): Promise<void> {
  await checkCheckpoints(consumer, join(folder, 'with a blank'));
  await checkArchive(consumer, folder);
  await checkFolder(consumer, join(folder, 'snapshot'));
}

async function checkCheckpoints(consumer: Consumer, folder: string): Promise<void> {
  writeBelow(folder, { 'best.onnx': 'the model', 'w/a.data': 'its weights' });
  const tag = (path: string, digest: string, more = '') => `model_eval.checkpoint(name = "x", path = "${path}", sha256 = "${digest}"${more})`;
  const model = sha256('the model');
  const absolute = join(folder, 'best.onnx');
  const good = { tags: tag(absolute, model, `, data = {"w/a.data": "${sha256('its weights')}"}`), files: ['@x', '@x//:data'] };
  const files = { 'model.onnx': 'the model', 'w/a.data': 'its weights' };
  await expectFiles(consumer, 'a model and its data from an absolute path', good, files);

  writeBelow(folder, { 'w/a.data': 'other weights' });
  const told = [join(folder, 'w/a.data'), sha256('other weights'), sha256('its weights')];
  await expectRefusal(consumer, 'data that changes later', good, ['EV8003'], told);
  rmSync(join(folder, 'w/a.data'));
  await expectRefusal(consumer, 'data that goes away later', good, ['EV8004'], ['nothing is there']);
  writeBelow(folder, { 'w/a.data': 'its weights' });
  await expectFiles(consumer, 'and comes back', good, files);

  consumer.write('models/best.onnx', 'the model');
  await expectFiles(consumer, "a path relative to the workspace's root", { tags: tag('models/best.onnx', model) }, { 'model.onnx': 'the model' });
  await expectRefusal(consumer, 'other content', { tags: tag(absolute, zeros) }, ['EV8003'], [absolute, `got: ${model}`, `expected: ${zeros}`]);
  await expectRefusal(consumer, 'a path to nothing', { tags: tag('none.onnx', model) }, ['EV8004'], ['path none.onnx: nothing is there']);
  await expectRefusal(consumer, 'a folder in place of a model', { tags: tag('models', model) }, ['EV8004'], ['path models: a folder']);
  if (process.getuid?.() === 0) return;
  chmodSync(absolute, 0);
  await expectRefusal(consumer, 'a file that this user may not read', { tags: tag(absolute, model) }, ['EV8004'], ['Permission denied']);
}

const corpusTag = (path: string, digest: string, more = '') => `model_eval.corpus(name = "x", path = "${path}", sha256 = "${digest}"${more})`;

async function checkArchive(consumer: Consumer, folder: string): Promise<void> {
  const archive = tarGz({ 'images/a.png': 'a picture' });
  const path = join(folder, 'corpus.tgz');
  writeBelow(folder, { 'corpus.tgz': archive, 'corpus.txt': 'text' });
  await expectFiles(consumer, 'an archive from a path', { tags: corpusTag(path, sha256(archive)) }, { 'images/a.png': 'a picture' });
  await expectRefusal(consumer, 'another archive', { tags: corpusTag(path, zeros) }, ['EV8003'], [sha256(archive)]);
  await expectRefusal(consumer, 'no archive', { tags: corpusTag(join(folder, 'corpus.txt'), sha256('text')) }, ['EV8007'], ['corpus.txt']);
  await expectRefusal(consumer, 'a corpus that is not there', { tags: corpusTag('none.tgz', zeros) }, ['EV8004'], ['nothing is there']);
}

async function checkFolder(consumer: Consumer, folder: string): Promise<void> {
  const { files, digest } = snapshotOf({ 'crop_runs.json': '[]', 'images/aa/a.png': 'a picture', 'masks/bb/b.png': 'a mask' });
  writeBelow(folder, { ...files, 'not/listed.png': 'somebody put it here' });
  const good = { tags: corpusTag(folder, digest) };
  await expectFiles(consumer, 'the listed files of a snapshot', good, files);
  writeBelow(folder, { 'images/aa/a.png': 'another one' });
  await expectRefusal(consumer, 'a picture that changes later', good, ['EV8003'], ['images/aa/a.png: FAILED']);
  rmSync(join(folder, 'images/aa/a.png'));
  await expectRefusal(consumer, 'a picture that goes away later', good, ['EV8003'], ['images/aa/a.png: FAILED']);
  writeBelow(folder, files);
  await expectFiles(consumer, 'and comes back', good, files);
  await expectRefusal(consumer, 'another version', { tags: corpusTag(folder, zeros) }, ['EV8003'], [digest, zeros]);
  await expectRefusal(
    consumer,
    'a prefix of a folder',
    { tags: corpusTag(folder, digest, ', strip_prefix = "images"') },
    ['EV8001'],
    ['strip_prefix'],
  );

  rmSync(folder, { recursive: true });
  await expectRefusal(consumer, 'a folder that goes away', good, ['EV8004'], ['nothing is there']);
  writeBelow(folder, { 'a.png': 'a picture' });
  await expectRefusal(consumer, 'a folder without manifest', good, ['EV8007'], ['has no manifest.json']);
  const foreign = JSON.stringify({ kind: 'other', schemaVersion: 1 });
  writeBelow(folder, { 'manifest.json': foreign });
  await expectRefusal(
    consumer,
    'the manifest of something else',
    { tags: corpusTag(folder, sha256(foreign)) },
    ['EV8007'],
    ['is none of a snapshot'],
  );
  const escaping = snapshotOf({ '../outside.png': 'a picture' });
  writeBelow(folder, { 'manifest.json': escaping.files['manifest.json'] ?? '' });
  await expectRefusal(consumer, 'a manifest that leaves its folder', { tags: corpusTag(folder, escaping.digest) }, ['EV8007'], ['../outside.png']);
}
