/** Small exports in folders of their own, for tests. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { greyPng } from '../../pipeline/testing/corpus.ts';

export interface Row {
  readonly [column: string]: unknown;
}

/** A crop run that a person submitted, of a picture with the same number. */
export const report = (id: number, change: Row = {}): Row => ({
  id,
  created_at: '2026-02-03T13:32:45Z',
  image: { id, path: `images/${id}.png` },
  source: { type: 'human' },
  notes: `note ${id}`,
  ...change,
});

/** The truth of the picture with the same number. */
export const annotation = (id: number, change: Row = {}): Row => ({
  id,
  image_id: id,
  mask: `masks/${id}.png`,
  annotator: { kind: 'annotation' },
  ...change,
});

/** Different for each number. */
export const picture = (id: number): Uint8Array => greyPng(2, 2, [id & 255, id >> 8, 1, 2]);

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** A folder that is removed after the test. */
export function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by their paths below a folder. */
export function write(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Writes an export of `count` reported pictures with masks. */
export function writeExport(folder: string, count: number): void {
  const files = numbers(count).flatMap((id) => [
    [`images/${id}.png`, picture(id)],
    [`masks/${id}.png`, picture(id + 1000)],
  ]);
  write(folder, {
    ...Object.fromEntries(files),
    'crop_runs.json': JSON.stringify(numbers(count).map((id) => report(id))),
    'crop_annotations.json': JSON.stringify(numbers(count).map((id) => annotation(id))),
  });
}

/** The pottery example's export, copied to a folder: where tests run, its files may be links. */
export function copyPottery(folder: string): void {
  // Bytes, not links: among a test's own files every one is a link.
  const source = join(import.meta.dirname, '../../../datasets/pottery/flagged');
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(source, name)).isDirectory()) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), readFileSync(join(source, name)));
  }
}

/** Everything below a folder: path -> text of the bytes. */
export function contentBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]));
}
