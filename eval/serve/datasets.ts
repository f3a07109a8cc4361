/** Which samples a request means: a dataset that the operator declares, or a dataset.yaml below the folder of datasets. */
import { lstatSync, readdirSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';
import type { DeclaredEvaluation } from '../contracts/service.ts';
import { InputError } from '../errors/errors.ts';
import { canonicalJson } from '../io/canonical_json.ts';
import { digestOf, measureParts } from '../io/digest.ts';
import { partsOf, readText } from '../io/files.ts';
import { readYaml } from '../io/yaml.ts';
import type { Workspace } from './bazel/workspace.ts';
import { refuseField } from './http/problem.ts';
import type { FoundDataset } from './jobs/tasks.ts';
import { fileBelow, isBelow } from './paths.ts';

/** @throws HttpProblem EV9203 (403), EV9206 (404) */
export function resolveDataset(asked: string, evaluation: DeclaredEvaluation, root: string): FoundDataset {
  const corpora = Object.hasOwn(evaluation.datasets, asked) ? evaluation.datasets[asked] : undefined;
  if (corpora !== undefined) return { kind: 'declared', name: asked, corpora };
  const refuse = (code: 'EV9203' | 'EV9206', detail: string): never => refuseField(code, 'dataset', detail);
  const known = Object.keys(evaluation.datasets).join(', ') || 'none';
  if (!/\.ya?ml$/.test(asked)) return refuse('EV9206', `no dataset of this name is declared (known: ${known})`);
  if (evaluation.dataset_files === undefined) return refuse('EV9206', 'this evaluation takes no dataset.yaml, only declared datasets');
  if (asked.includes('\0')) return refuse('EV9206', 'a path has no character 0');
  const inside = fileBelow(root, isAbsolute(asked) ? asked : join(root, asked));
  if (inside.ok) return { kind: 'file', name: asked, path: inside.path };
  return inside.why === 'outside'
    ? refuse('EV9203', 'the path is not below the folder of datasets')
    : refuse('EV9206', 'there is no such dataset.yaml');
}

const names = z.union([z.array(z.string()), z.record(z.string(), z.string())]);

/**
 * Copies the files of one split into the workspace, under a name that is their content's digest: what a job was judged on
 * stays what it was. Links may not lead out of the folder of datasets.
 * @returns label of the corpus
 * @throws InputError EV9203, EV9206
 */
export function snapshotDataset(
  path: string,
  declared: NonNullable<DeclaredEvaluation['dataset_files']>,
  root: string,
  workspace: Workspace,
): string {
  const { split, rule, attributes } = declared;
  const location = basename(path);
  const schema = z.looseObject({ path: z.string().default('.'), [split]: z.string(), names });
  const { value } = readYaml(readText(path), location, schema, { syntax: 'EV9206', shape: 'EV9206' });
  const images = folderBelow(resolve(dirname(path), String(value['path']), String(value[split])), root, location);
  const labels = folderBelow(labelsOf(images), root, location);

  const yaml = canonicalJson({ path: '.', [split]: `images/${split}`, names: value['names'] });
  const files = [...filesBelow(images, root, location, `images/${split}`), ...filesBelow(labels, root, location, `labels/${split}`)];
  const digest = digestOf([rule, attributes, yaml, files.map(({ name, source }) => [name, measureParts(partsOf(source)).sha256])]);
  const name = `datasets/${digest.slice('sha256:'.length)}`;
  const globs = { images: 'glob(["images/**"])', labels: 'glob(["labels/**"])' };
  const call = { rule, attributes: { ...attributes, name: 'corpus', dataset: 'dataset.yaml', split }, code: globs };
  const copied = [...files, { name: 'dataset.yaml', source: Buffer.from(yaml) }];
  workspace.snapshot(name, 'A dataset as it was when a job asked for it.', call, copied);
  return `//${name}:corpus`;
}

/** Ultralytics' rule: the last folder named `images` becomes `labels`. */
function labelsOf(images: string): string {
  const at = `${images}/`.lastIndexOf('/images/');
  return at < 0 ? images : `${images.slice(0, at)}/labels${images.slice(at + '/images'.length)}`;
}

function folderBelow(folder: string, root: string, location: string): string {
  let real: string;
  try {
    real = realpathSync(folder);
  } catch {
    throw new InputError({ code: 'EV9206', location, message: `its folder ${basename(folder)} does not exist` });
  }
  if (isBelow(realpathSync(root), real)) return real;
  throw new InputError({ code: 'EV9203', location, message: `its folder ${basename(folder)} is not below the folder of datasets` });
}

function filesBelow(folder: string, root: string, location: string, as: string): { name: string; source: string }[] {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => ({ name: `${as}/${name}`, source: join(folder, name) }));
  const top = realpathSync(root);
  const files = found.flatMap(({ name, source }) => {
    const stat = lstatSync(source);
    if (stat.isDirectory()) return [];
    const real = realpathSync(source);
    if (!isBelow(top, real))
      throw new InputError({ code: 'EV9203', location, message: `${basename(source)} is a link that leads out of the folder of datasets` });
    return [{ name, source: real }];
  });
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
