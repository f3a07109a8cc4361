/** Corpora of one picture in every form, without a mistake. */
import assert from 'node:assert/strict';
import type { Code } from '../../../errors/codes.ts';
import { InputError, type Problem } from '../../../errors/errors.ts';
import { makeCorpus } from '../../../pipeline/corpus.ts';
import { corpusInput, type Files, greyPng } from '../../../pipeline/testing/corpus.ts';

/** What is refused, the files, and everything that is told of them. */
export type Refusal = readonly [name: string, files: Files, expected: readonly (readonly [code: Code, location: string, message: RegExp])[]];

export const png = greyPng(2, 3, [0, 0, 0, 255, 255, 255]);
export const zeros = `sha256:${'0'.repeat(64)}`;

export async function problemsOf(files: Files): Promise<readonly Problem[]> {
  try {
    await makeCorpus(corpusInput(files));
  } catch (error) {
    assert.ok(error instanceof InputError, (error as Error).stack);
    return error.problems;
  }
  return [];
}

export const folders: Files = { importer: 'image', images: { 'images/a.png': png }, masks: { 'masks/a.png': png } };
export const manifest = (...lines: string[]): Files => ({ ...folders, sources: { manifest: lines.join('\n') } });
export const rle = '"rle":{"size":[3,2],"counts":[6]}';

export const dataset = 'test: images/test\nnames: [mug, bowl]\n';
export const labelled = (label: string, yaml = dataset): Files => ({
  importer: 'ultralytics',
  images: { 'images/test/a.png': png },
  labels: { 'labels/test/a.txt': label },
  sources: { dataset: yaml },
});

export const instances = (change: Record<string, unknown> = {}, options = {}): Files => ({
  importer: 'coco',
  images: { 'images/a.png': png },
  options,
  sources: {
    instances: JSON.stringify({
      images: [{ id: 1, file_name: 'a.png', width: 2, height: 3 }],
      annotations: [{ image_id: 1, category_id: 1, segmentation: { size: [3, 2], counts: [6] } }],
      categories: [{ id: 1, name: 'mug' }],
      ...change,
    }),
  },
});
export const annotation = (change: Record<string, unknown>): Files =>
  instances({ annotations: [{ image_id: 1, category_id: 1, segmentation: { size: [3, 2], counts: [6] }, ...change }] });

export const report = { id: 7, image: { id: 3, path: 'images/a.png' }, source: { type: 'human' }, notes: 'handle' };
export const truth = { id: 5, image_id: 3, mask: 'masks/a.png', annotator: { kind: 'annotation' } };
export const taxonomy = 'version: 1\ndefault: other\nclasses:\n  - {id: handle, title: Handle, keywords: [handle]}\n';
export const crop = (runs: unknown = [report], annotations: unknown = [truth], classes = taxonomy): Files => ({
  importer: 'crop_run',
  images: { 'images/a.png': png },
  masks: { 'masks/a.png': png },
  sources: { crop_runs: JSON.stringify(runs), annotations: JSON.stringify(annotations), taxonomy: classes },
});
