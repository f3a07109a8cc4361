/** A package of tiny pictures, each with other bytes, and predictions of them: what grows with it is the work around pictures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tar } from '../../eval/bundle/tar.ts';
import { writeParts } from '../../eval/io/files.ts';

/** Of a shard of files, which is what the rules take, and of a pack. */
export const picturesOfAShard = 1000;

/** A PNG may end with anything, so one picture has as many files as are wanted. 4 x 4 pixels, grey. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAAAAACMmsGiAAAAEElEQVR4nGPQiOrZx4BKAABEDAcx3EhfkQAAAABJRU5ErkJggg==', 'base64');
const truth = { size: [4, 4], counts: [4, 8, 4] };
const predicted = { size: [4, 4], counts: '484' };

const criteria = `schema: 1
id: growth
version: 1
measure:
  pass: {metric: mask_iou, at: 0.5}
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 2}
criteria:
  - id: good
    metric: mask_iou
    where: {corpus: made}
    of: candidate
    limit: 0.50
    minimum_n: 10
`;

const build = (
  corpus: string,
  pictures: string,
): string => `load("//rules:defs.bzl", "${corpus}", "criteria", "model_evaluation", "predictions_backend")

${corpus}(
    name = "made",
    manifest = "rows.ndjson",
    ${pictures},
)

predictions_backend(
    name = "candidate",
    predictions = ["candidate.ndjson"],
)

criteria(
    name = "criteria",
    src = "criteria.yaml",
)

model_evaluation(
    name = "report",
    candidate = ":candidate",
    corpora = {"made": ":made"},
    criteria = ":criteria",
)
`;

/** Bytes of picture number i. */
export function pictureOf(i: number): Buffer {
  return Buffer.concat([png, Buffer.from(String(i))]);
}

/** The pack of one shard, of some pictures; `end` is what every picture ends with. */
export function writePack(file: string, shard: number, count: number, end = ''): void {
  const first = shard * picturesOfAShard;
  const picture = (_: unknown, i: number) => {
    const content = Buffer.concat([pictureOf(first + i), Buffer.from(end)]);
    return { kind: 'file' as const, path: `images/${first + i}.png`, executable: false, bytes: content.length, content: [content] };
  };
  writeParts(file, tar(Array.from({ length: Math.min(picturesOfAShard, count - first) }, picture)));
}

/** Writes the package: sources, pictures as files or in packs, predictions, criteria and BUILD.bazel. */
export function writePackage(folder: string, count: number, packed: boolean): void {
  const path = (name: string): string => join(folder, name);
  const rows = (name: string, row: (i: number) => object): void =>
    writeFileSync(path(name), Array.from({ length: count }, (_, i) => `${JSON.stringify(row(i))}\n`).join(''));
  mkdirSync(path('images'), { recursive: true });
  if (packed) for (let k = 0; k * picturesOfAShard < count; k++) writePack(path(`images/${k}.tar`), k, count);
  else for (let i = 0; i < count; i++) writeFileSync(path(`images/${i}.png`), pictureOf(i));
  rows('rows.ndjson', (i) => ({ id: `s${i}`, image: `images/${i}.png`, rle: truth, slices: { kind: [`kind-${i % 5}`] } }));
  rows('candidate.ndjson', (i) => ({ id: `s${i}`, mask: predicted }));
  writeFileSync(path('criteria.yaml'), criteria);
  writeFileSync(
    path('BUILD.bazel'),
    packed ? build('packed_corpus', 'packs = glob(["images/*.tar"])') : build('image_corpus', 'images = glob(["images/*.png"])'),
  );
}
