/** Names of files that break what is not careful: letters beyond ASCII, blanks, equals and percent signs, through every action. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spawn, Workspace } from './bazel.ts';
import { promise } from './checks.ts';

/** A picture of 96 x 72 pixels, its mask, and how its sample is called where a source gives no other name. */
const names = [
  { stem: '100%', of: 'paper_1', id: '100%25' },
  { stem: 'a b', of: 'slate_1', id: 'a%20b' },
  { stem: 'läuft', of: 'wood_1', id: 'läuft' },
  { stem: 'x=y', of: 'paper_2', id: 'x=y' },
  { stem: '日本', of: 'slate_2', id: '日本' },
] as const;

const packageFile = `load(
    "//rules:defs.bzl",
    "coco_corpus", "command_backend", "criteria", "gold_label_corpus", "image_corpus", "model_evaluation", "ultralytics_corpus",
)

PICTURES = glob(["images/*"])

image_corpus(name = "by_stem", images = PICTURES, masks = glob(["masks/*"]), shards = 2)
image_corpus(name = "by_row", images = PICTURES, manifest = "rows.ndjson", masks = glob(["masks/*"]), shards = 2)
coco_corpus(name = "coco", images = PICTURES, instances = "instances.json", shards = 2)
ultralytics_corpus(name = "ultralytics", dataset = "dataset.yaml", images = PICTURES, labels = glob(["labels/*"]), shards = 2)
gold_label_corpus(name = "gold", gold = "gold.ndjson", grid = 8, images = PICTURES, shards = 2, strong = ["leaf"])
command_backend(name = "program", command = "//examples/command:contrast", config = {"contrast": 40}, resources = "large")
command_backend(name = "strict_program", command = "//examples/command:contrast", config = {"contrast": 90})
criteria(name = "criteria", src = "criteria.yaml")
model_evaluation(
    name = "report",
    baseline = ":strict_program",
    candidate = ":program",
    corpora = {corpus: ":" + corpus for corpus in ["by_stem", "by_row", "coco", "ultralytics"]},
    criteria = ":criteria",
    exec_properties = {"large.Pool": "big machines"},
)
`;

const criteriaFile = `schema: 1
id: names
version: 1
measure:
  pass: {metric: mask_iou, at: 0.5}
  statistics: {resamples: 100, seed: 1, level: 0.95, minimum_groups: 2}
criteria:
  - {id: anything, metric: mask_iou, where: {corpus: by_stem}, of: candidate, limit: 0, minimum_n: 1}
`;

/** Builds a report over corpora of every format with such names, and gold labels beside it. A program that takes much predicts. */
export function checkNames(workspace: Workspace): void {
  const folder = join(workspace.folder, 'names');
  for (const below of ['images', 'labels', 'masks']) mkdirSync(join(folder, below), { recursive: true });
  const leaves = join(workspace.folder, 'examples/smoke/leaves');
  for (const { stem, of } of names) {
    cpSync(join(leaves, `images/${of}.png`), join(folder, `images/${stem}.png`));
    cpSync(join(leaves, `masks/${of}.png`), join(folder, `masks/${stem}.png`));
    writeFileSync(join(folder, `labels/${stem}.txt`), '0 0.2 0.2 0.8 0.2 0.8 0.8\n');
  }
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('BUILD.bazel', packageFile);
  write('criteria.yaml', criteriaFile);
  write('dataset.yaml', 'path: .\ntrain: images\ntest: images\nnames:\n  0: leaf\n');
  write('instances.json', JSON.stringify(instances()));
  write('rows.ndjson', ndjson(names.map(({ stem }, i) => ({ id: `n${i}`, image: `images/${stem}.png`, mask: `masks/${stem}.png` }))));
  write('gold.ndjson', ndjson(names.map(({ stem }, i) => goldRow(`g${i}`, `images/${stem}.png`))));

  const spawns = workspace.build('//names:report', '//names:gold');
  const rows = workspace.read('bazel-bin/names/report/samples.csv').split('\n');
  for (const corpus of ['by_stem', 'coco', 'ultralytics']) {
    const ids = rows.filter((row) => row.includes(`,${corpus},`)).map((row) => row.split(',')[3]);
    promise(
      `${corpus} with files like läuft, a b, x=y and 100%: every picture is a sample, through a program and the gallery`,
      [...new Set(ids)].sort(),
      names.map(({ id }) => id).toSorted(),
    );
  }
  const inferred = spawns.filter((s) => s.mnemonic === 'EvalInfer');
  const [big, small] = [':report.candidate', ':report.baseline'].map((role) => inferred.filter((s) => s.targetLabel.includes(role)));
  const pools = (list: readonly Spawn[] = []): (string | undefined)[] => [...new Set(list.map((s) => s.properties['Pool']))];
  promise(
    'what a backend takes is the execution group of its actions, and of no others',
    [pools(big), pools(small)],
    [['big machines'], [undefined]],
  );
}

function instances(): object {
  return {
    images: names.map(({ stem }, id) => ({ id, file_name: `images/${stem}.png`, width: 96, height: 72 })),
    annotations: names.map((_, id) => ({ id, image_id: id, category_id: 1, iscrowd: 0, segmentation: [[20, 20, 70, 20, 70, 60]] })),
    categories: [{ id: 1, name: 'leaf' }],
  };
}

function goldRow(hash: string, picture: string): object {
  const module_masks = { leaf: { grid_size: 8, rle_norm: '9,3,52', gt_kind: 'strong' } };
  return { sample_hash: hash, source: 'made', image_path: picture, qa_status: 'approved', created_at: '2026-07-01T10:00:00Z', module_masks };
}

function ndjson(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
