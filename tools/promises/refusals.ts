/** What a sandboxed action cannot do, and how wrong input ends: with a code and a place, never with a verdict. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Spawn, Workspace } from './bazel.ts';
import { promise } from './checks.ts';

/** Every stage ran in the sandbox that hides undeclared files and the network. */
export function checkRunners(spawns: readonly Spawn[]): void {
  const runners = new Set(spawns.map((s) => s.runner));
  promise(`all ${spawns.length} actions of stages ran in linux-sandbox`, [...runners], ['linux-sandbox']);
}

/** A package of this check's own, with an action that looks around. */
export function checkSandbox(workspace: Workspace): void {
  write(workspace, 'probe/undeclared.txt', 'nobody may read this\n');
  write(
    workspace,
    'probe/BUILD.bazel',
    `genrule(
    name = "look_around",
    outs = ["seen.txt"],
    cmd = "{ test -e probe/undeclared.txt && echo undeclared; tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; } > $@",
)
`,
  );
  workspace.bazel('build', '//probe:look_around');
  promise('an action sees no undeclared file and no network but its own loopback', workspace.read('bazel-bin/probe/seen.txt'), 'lo\n');
}

const header =
  'load("//rules:defs.bzl", "crop_run_corpus", "criteria", "image_corpus", "model_checkpoint", "model_evaluation", "yolo_seg_backend")\n';

/** An evaluation with one thing wrong. */
interface Refusal {
  readonly title: string;
  readonly code: string;
  readonly location: RegExp;
  readonly checkpoint?: string;
  readonly corpus?: string;
  readonly criteria?: string;
}

const refusals: readonly Refusal[] = [
  {
    title: 'a picture that a row names is missing',
    code: 'EV1013',
    location: /322/,
    corpus: `crop_run_corpus(
    name = "flagged",
    annotations = "//datasets/pottery:broken/crop_annotations.json",
    crop_runs = "//datasets/pottery:broken/crop_runs.json",
    images = ["//datasets/pottery:broken_images"],
    masks = ["//datasets/pottery:broken_masks"],
    taxonomy = "//criteria/pottery:failure_classes.yaml",
)`,
  },
  {
    title: 'a checkpoint with another SHA-256',
    code: 'EV3002',
    location: /pottery-v2\.onnx/,
    checkpoint: `model_checkpoint(name = "checkpoint", src = "//datasets/pottery:checkpoints/pottery-v2.onnx", sha256 = "${'0'.repeat(64)}")`,
  },
  {
    title: 'a criterion about a metric that nobody knows',
    code: 'EV2004',
    location: /probe\/wrong\.yaml:9:13/,
    criteria: 'criteria(name = "policy", src = "wrong.yaml")',
  },
  {
    title: 'a criterion about a slice that the corpus does not have',
    code: 'EV5302',
    location: /probe\/misspelt\.yaml:10:12/,
    criteria: 'criteria(name = "policy", src = "misspelt.yaml")',
  },
  {
    title: 'a picture that was cut short',
    code: 'EV1001',
    location: /truncated/,
    corpus: 'image_corpus(name = "flagged", images = ["truncated.jpg"], masks = ["truncated.png"])',
  },
];

/** Builds each broken evaluation: it must fail, name its code and place, and leave no decision. */
export function checkRefusals(workspace: Workspace): void {
  const criteria = (metric: string, where: string): string => `schema: 1
id: wrong
version: 1
measure:
  pass: {metric: mask_iou, at: 0.7}
  statistics: {resamples: 200, seed: 1, level: 0.95, minimum_groups: 5}
criteria:
  - id: floor
    metric: ${metric}
    where: {corpus: flagged${where}}
    of: candidate
    limit: 0.5
    minimum_n: 3
`;
  write(workspace, 'probe/right.yaml', criteria('mask_iou', ''));
  write(workspace, 'probe/wrong.yaml', criteria('mask_iuo', ''));
  write(workspace, 'probe/misspelt.yaml', criteria('mask_iou', ', each: failure_clas'));
  const picture = workspace.bytes('datasets/pottery/flagged/images/img_0101.jpg');
  write(workspace, 'probe/truncated.jpg', picture.subarray(0, Math.floor(picture.length / 2)));
  write(workspace, 'probe/truncated.png', workspace.bytes('datasets/pottery/flagged/masks/img_0101.png'));
  for (const refusal of refusals) {
    write(
      workspace,
      'probe/BUILD.bazel',
      [
        header,
        refusal.checkpoint ?? 'alias(name = "checkpoint", actual = "//datasets/pottery:v2")',
        refusal.corpus ?? 'alias(name = "flagged", actual = "//datasets/pottery:flagged")',
        refusal.criteria ?? 'criteria(name = "policy", src = "right.yaml")',
        'yolo_seg_backend(name = "yolo", checkpoint = ":checkpoint")',
        'model_evaluation(name = "report", candidate = ":yolo", corpora = {"flagged": ":flagged"}, criteria = ":policy")',
        '',
      ].join('\n'),
    );
    const { status, output } = workspace.attempt('build', '//probe:report');
    const error = output.split('\n').findIndex((line) => line.startsWith(`error ${refusal.code}`));
    const told = output
      .split('\n')
      .slice(error, error + 6)
      .join('\n');
    const found = { failed: status !== 0, coded: error >= 0, placed: refusal.location.test(told), stackTrace: /\n\s+at .*\.js:\d+/.test(output) };
    promise(`${refusal.title}: ${refusal.code}`, found, { failed: true, coded: true, placed: true, stackTrace: false });
    promise(`${refusal.title}: no decision`, workspace.exists('bazel-bin/probe/report.decision/decision.json'), false);
  }
}

function write(workspace: Workspace, path: string, content: string | Uint8Array): void {
  mkdirSync(join(workspace.folder, 'probe'), { recursive: true });
  writeFileSync(join(workspace.folder, path), content);
}
