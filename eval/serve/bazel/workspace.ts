/**
 * The folder in which Bazel builds jobs. The service owns it, and what it writes is plain BUILD files of our public rules:
 * anybody can build a job again by its label.
 *
 *     MODULE.bazel, .bazelrc, BUILD.bazel
 *     evaluations/<name>/    criteria
 *     models/<digest>/       a checkpoint
 *     datasets/<digest>/     a corpus made of a dataset.yaml
 *     backends/<digest>/     a checkpoint and how it is run
 *     scores/<digest>/       a baseline's scores, shared by all jobs that are held against it
 *     jobs/<id>/             an evaluation
 */
import { constants, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { digestOf } from '../../io/digest.ts';
import { buildFile, type Call } from './build_file.ts';

export type Module = { readonly path: string } | { readonly version: string };

/** A file of a package, below its folder: what is copied, or its bytes. */
export interface CopiedFile {
  readonly name: string;
  readonly source: string | Uint8Array;
}

const bazelrc = `# Written by the service at every start.
common --noenable_workspace
common --incompatible_use_plus_in_repo_names
common --nolegacy_external_runfiles
common --lockfile_mode=off
common --incompatible_strict_action_env
build --sandbox_default_allow_network=false
common --repo_env=DO_NOT_TRACK=1
try-import %workspace%/user.bazelrc
`;

export class Workspace {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Writes what every job needs; packages that are there stay. */
  prepare(module: Module): void {
    const override =
      'path' in module ? `local_path_override(\n    module_name = "rules_model_eval",\n    path = ${JSON.stringify(module.path)},\n)\n` : '';
    const version = 'version' in module ? `, version = ${JSON.stringify(module.version)}` : '';
    this.write('MODULE.bazel', `module(name = "model_service")\n\nbazel_dep(name = "rules_model_eval"${version})\n${override}`);
    this.write('.bazelrc', bazelrc);
    this.write('BUILD.bazel', '');
  }

  /** Writes a file as a whole, and leaves one alone that has the content already: Bazel would look at it again. */
  write(path: string, content: string): void {
    const file = join(this.folder, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.tmp`, content);
    renameSync(`${file}.tmp`, file);
  }

  /** A package that is named after its content; the same content is the same package. */
  package(kind: 'backends' | 'scores', about: string, calls: readonly Call[]): string {
    const content = buildFile(about, calls);
    const name = `${kind}/${shortDigest(content)}`;
    this.write(`${name}/BUILD.bazel`, content);
    return `//${name}`;
  }

  writeJob(id: string, calls: readonly Call[]): string {
    this.write(`jobs/${id}/BUILD.bazel`, buildFile(`Job ${id} of the service.`, calls));
    return `//jobs/${id}:report`;
  }

  /** A package of copied files that is named after their content. It appears as a whole. */
  snapshot(name: string, about: string, call: Call, files: readonly CopiedFile[]): void {
    const folder = join(this.folder, name);
    if (existsSync(join(folder, 'BUILD.bazel'))) return;
    const draft = `${folder}.tmp`;
    for (const rest of [draft, folder]) rmSync(rest, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    for (const { name: file, source } of files) {
      const target = join(draft, file);
      mkdirSync(dirname(target), { recursive: true });
      // A file system that can share the blocks of two files does.
      if (typeof source === 'string') copyFileSync(source, target, constants.COPYFILE_FICLONE);
      else writeFileSync(target, source);
    }
    writeFileSync(join(draft, 'BUILD.bazel'), buildFile(about, [call]));
    renameSync(draft, folder);
  }
}

/** Sixteen hexadecimal digits: enough to tell packages of one workspace apart. */
export function shortDigest(content: unknown): string {
  return digestOf(content).slice('sha256:'.length, 'sha256:'.length + 16);
}
