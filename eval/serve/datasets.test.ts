import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Workspace } from './bazel/workspace.ts';
import { snapshotDataset } from './datasets.ts';

const rule = { rule: 'ultralytics_corpus', corpus: 'val', split: 'val', attributes: {} };

function folder(t: TestContext, files: Readonly<Record<string, string>>) {
  const top = mkdtempSync(join(tmpdir(), 'datasets-'));
  t.after(() => rmSync(top, { recursive: true }));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
  };
  for (const [path, text] of Object.entries(files)) put(`data/${path}`, text);
  const workspace = new Workspace(join(top, 'workspace'));
  return { top, put, workspace, take: () => snapshotDataset(join(top, 'data/set/data.yaml'), rule, join(top, 'data'), workspace) };
}
const names = 'names: {0: pot}\n';

const layouts: readonly [string, string, string, string][] = [
  ['images/val', `path: .\nval: images/val\n${names}`, 'set/images/val', 'set/labels/val'],
  ['val/images', `val: val/images\n${names}`, 'set/val/images', 'set/val/labels'],
  ['a path of its own', `path: ../other\nval: images/val\n${names}`, 'other/images/val', 'other/labels/val'],
];
for (const [name, yaml, images, labels] of layouts) {
  test(`a dataset.yaml becomes a package: ${name}`, (t) => {
    const { workspace, take } = folder(t, { 'set/data.yaml': yaml, [`${images}/a.jpg`]: 'picture', [`${labels}/a.txt`]: '0 0.1 0.1 0.2 0.2' });
    const label = take();
    const at = join(workspace.folder, label.slice(2).replace(':corpus', ''));
    assert.deepEqual(readdirSync(at).sort(), ['BUILD.bazel', 'dataset.yaml', 'images', 'labels']);
    assert.equal(readFileSync(join(at, 'images/val/a.jpg'), 'utf8'), 'picture');
    assert.match(
      readFileSync(join(at, 'BUILD.bazel'), 'utf8'),
      /ultralytics_corpus\(\n {4}name = "corpus",\n {4}dataset = "dataset.yaml",\n {4}images = glob/,
    );
  });
}

test('the package stays what it was when the data change, and they get another one', (t) => {
  const { top, put, workspace, take } = folder(t, {
    'set/data.yaml': `val: images/val\n${names}`,
    'set/images/val/a.jpg': 'one',
    'set/labels/val/a.txt': '',
  });
  const [first, same] = [take(), take()];
  put('data/set/images/val/a.jpg', 'two');
  const second = take();
  assert.equal(first, same);
  assert.notEqual(first, second);
  const picture = (label: string): string => readFileSync(join(workspace.folder, label.slice(2).replace(':corpus', ''), 'images/val/a.jpg'), 'utf8');
  assert.deepEqual([picture(first), picture(second)], ['one', 'two']);
  assert.ok(existsSync(top));
});

test('neither a folder nor a link leads out', (t) => {
  const out = folder(t, { 'set/data.yaml': `path: ../..\nval: secret/images\n${names}` });
  out.put('secret/images/a.jpg', 'x');
  assert.throws(out.take, /EV9203 {2}data.yaml/);
  const link = folder(t, { 'set/data.yaml': `val: images/val\n${names}`, 'set/images/val/a.jpg': 'x', 'set/labels/val/a.txt': '' });
  link.put('secret.txt', 'x');
  symlinkSync(join(link.top, 'secret.txt'), join(link.top, 'data/set/labels/val/b.txt'));
  assert.throws(link.take, /EV9203.*\n.*b\.txt is a link/);
  const none = folder(t, { 'set/data.yaml': `val: images/none\n${names}` });
  assert.throws(none.take, /EV9206 {2}data.yaml\n {2}its folder none does not exist/);
  const shapeless = folder(t, { 'set/data.yaml': 'train: x\n' });
  assert.throws(shapeless.take, /EV9206 {2}data.yaml:1:1/);
});
