/** The whole way: a snapshot of the pottery example's export becomes a corpus of a consumer, next to a checkpoint from elsewhere. */
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promise } from '../promises/checks.ts';
import type { Consumer } from './consumer.ts';

const model = '693da9b5b9af577b19303ac51711ca834d56856a57958a0a48c0c4102730028e';
const data = '74b9255a0d0ee5dfd129981a8612092fe42846cc1e75bcc648bc6e28d056a842';

const build = `load("@rules_model_eval//rules:defs.bzl", "crop_run_corpus", "model_checkpoint")

model_checkpoint(name = "checkpoint", src = "@v2//:model.onnx", data = ["@v2//:data"], sha256 = "${model}")

crop_run_corpus(
    name = "flagged",
    annotations = "@x//:crop_annotations.json",
    crop_runs = "@x//:crop_runs.json",
    images = ["@x//:images"],
    masks = ["@x//:masks"],
    taxonomy = "failure_classes.yaml",
)
`;

export async function checkSnapshot(consumer: Consumer, folder: string): Promise<void> {
  mkdirSync(folder);
  cpSync('datasets/pottery/flagged', folder, { recursive: true });
  const { stdout, output } = await consumer.bazel(['run', '@rules_model_eval//datasets:snapshot', '--', '--out', 'versions', '--export', folder]);
  const digest = stdout.trim();
  promise('a consumer makes a snapshot', /^[0-9a-f]{64}$/.test(digest) ? '' : output, '');

  const external = join(process.cwd(), 'datasets/pottery/checkpoints/pottery-v2-external');
  consumer.module(`model_eval.corpus(name = "x", path = "versions/${digest}", sha256 = "${digest}")
model_eval.checkpoint(name = "v2", path = "${external}/model.onnx", sha256 = "${model}", data = {"model.data": "${data}"})
use_repo(model_eval, "v2")`);
  consumer.write('BUILD.bazel', build);
  consumer.write('failure_classes.yaml', readFileSync('criteria/pottery/failure_classes.yaml'));
  const made = await consumer.bazel(['build', '//:flagged', '//:checkpoint']);
  promise('and builds a corpus and a checkpoint from what was fetched', made.status === 0 ? '' : made.output, '');
  const corpus = JSON.parse(consumer.read('bazel-bin/flagged/corpus.json')) as { readonly samples: number };
  promise('which has all samples of the export', corpus.samples, 36);
}
