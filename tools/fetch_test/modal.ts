/** From Modal volumes, through a program that stands in for Modal's client: it does what `modal volume get` does with its arguments. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { snapshotOf, tarGz } from './archives.ts';
import type { Consumer } from './consumer.ts';
import { expectFiles, expectRefusal, sha256, zeros } from './expect.ts';
import { writeBelow } from './paths.ts';

const standIn = `#!/usr/bin/env bash
# modal volume get <volume> <path> <destination>: into a destination that is a folder, else under its name.
set -o errexit
[[ "$1 $2" == "volume get" && $# == 5 ]] || exit 2
case $3 in
silent) exit 0 ;;
locked)
    echo "Token missing. Could not authenticate client." >&2
    exit 1
    ;;
esac
cp -R "$(dirname "$0")/../volumes/$3$4" "$5"
`;

export async function checkModal(consumer: Consumer, folder: string): Promise<void> {
  const { files, digest } = snapshotOf({ 'crop_runs.json': '[]', 'images/aa/a.png': 'a picture' });
  const archive = tarGz({ 'images/b.png': 'another picture' });
  writeBelow(join(folder, 'bin'), { modal: standIn });
  chmodSync(join(folder, 'bin/modal'), 0o755);
  writeBelow(join(folder, 'volumes/models/runs/7'), { 'best.onnx': 'the model', 'w/a.data': 'its weights' });
  writeBelow(join(folder, 'volumes/corpora'), { 'flagged.tar.gz': archive });
  writeBelow(join(folder, `volumes/corpora/versions/${digest}`), files);

  const environment = { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
  const tag = (kind: string, volume: string, path: string, sha: string, more = '') =>
    `model_eval.${kind}(name = "x", modal_volume = "${volume}", modal_path = "${path}", sha256 = "${sha}"${more})`;
  const model = sha256('the model');

  const data = `, data = {"w/a.data": "${sha256('its weights')}"}`;
  const good = { tags: tag('checkpoint', 'models', 'runs/7/best.onnx', model, data), files: ['@x', '@x//:data'], environment };
  await expectFiles(consumer, 'a model and its data from a volume', good, { 'model.onnx': 'the model', 'w/a.data': 'its weights' });
  const named = { tags: tag('checkpoint', 'models', '/runs/7/best.onnx', model, `, modal_client = "${join(folder, 'bin/modal')}"`) };
  await expectFiles(consumer, 'with a client that is named by its path', named, { 'model.onnx': 'the model' });
  await expectFiles(consumer, 'a snapshot from a volume', { tags: tag('corpus', 'corpora', `versions/${digest}`, digest), environment }, files);
  const packed = { tags: tag('corpus', 'corpora', 'flagged.tar.gz', sha256(archive)), environment };
  await expectFiles(consumer, 'an archive from a volume', packed, { 'images/b.png': 'another picture' });

  const refuse = (title: string, tags: string, code: string, words: readonly string[], env: Readonly<Record<string, string>> = environment) =>
    expectRefusal(consumer, title, { tags, environment: env }, [code], words);
  await refuse('other content', tag('checkpoint', 'models', 'runs/7/best.onnx', zeros), 'EV8003', ['models:/runs/7/best.onnx', model, zeros]);
  await refuse('another archive', tag('corpus', 'corpora', 'flagged.tar.gz', zeros), 'EV8003', [sha256(archive)]);
  await refuse('another version', tag('corpus', 'corpora', `versions/${digest}`, zeros), 'EV8003', [digest]);
  await refuse('a client without login', tag('checkpoint', 'locked', 'a', model), 'EV8006', ['ended with 1', 'Token missing']);
  await refuse('a path that the volume does not have', tag('corpus', 'corpora', 'none.tgz', zeros), 'EV8006', ['none.tgz']);
  await refuse('a client that leaves nothing', tag('checkpoint', 'silent', 'a', model), 'EV8006', ['left nothing']);
  await refuse('the same for a corpus', tag('corpus', 'silent', 'a.tgz', zeros), 'EV8006', ['left nothing']);
  await refuse('a folder in place of a model', tag('checkpoint', 'models', 'runs/7', model), 'EV8006', ['left nothing']);
  await refuse('no client on the PATH', tag('checkpoint', 'models', 'a', model), 'EV8005', ['no program modal on the PATH'], {});
  const absent = tag('checkpoint', 'models', 'b', model, ', modal_client = "tools/modal"');
  await refuse('no client where its path says', absent, 'EV8005', ['no program tools/modal there'], {});
}
