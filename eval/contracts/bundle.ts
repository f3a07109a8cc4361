/** bundle.json: an evaluation as an archive, for machines without Bazel. What is in it, and what is to be run. */
import * as z from 'zod';
import { count, digest, schemaVersion } from './common.ts';

/** Below a folder and nowhere else: neither absolute nor upwards. */
const path = z.string().regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[^\0\n]+$/, 'expected a path below the archive');

const environment = z.record(z.string(), z.string());

/** An action of Bazel, word for word. Its paths are relative to the folder that it runs in. */
export const bundleStep = z.strictObject({
  /** The target that it belongs to. */
  label: z.string(),
  mnemonic: z.string(),
  /** The program's main module: a path of the archive. */
  program: path,
  arguments: z.array(z.string().regex(/^[^\n]*$/, 'expected one line: they go through a parameter file')),
  environment,
  /** Files and folders that it sees, and nothing else: outputs of other steps, or files of the archive below inputs/. */
  inputs: z.array(path),
  outputs: z.array(path),
  /** Outputs that are folders, with whatever it writes into them. */
  folders: z.array(path),
});
export type BundleStep = z.infer<typeof bundleStep>;

const plan = z.strictObject({
  /** Label of the report. */
  evaluation: z.string(),
  /** So ordered that each comes after those whose outputs it sees. */
  steps: z.array(bundleStep),
  /** What a run leaves behind: `path` below its output folder, as below bazel-bin, and the step's output that it is. */
  artefacts: z.array(z.strictObject({ from: path, path })),
  /** The artefacts that people read. */
  report: z.array(path),
  /** The program that says the verdict; it runs in the output folder. */
  gate: z.strictObject({ program: path, environment }),
});
export type StepPlan = z.infer<typeof plan>;

export const bundle = z.strictObject({
  schemaVersion,
  /** Version of Node.js that Bazel runs the same programs with. Another major version may compute other bytes. */
  node: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version, 24.14.1 say'),
  /** The module that runs the plan. */
  runner: path,
  /** Everything in the archive but this file. */
  files: z.array(z.strictObject({ path, sha256: digest, bytes: count })),
  /** Symbolic links; the target is relative to the link's own folder. */
  links: z.array(z.strictObject({ path, target: z.string() })),
  plan,
});
export type Bundle = z.infer<typeof bundle>;

/** What the rule knows and the packing program does not. */
export const bundleRequest = z.strictObject({
  runner: path,
  /** Paths in the archive, of files and folders, in the order in which the packing program is told where they are. */
  files: z.array(path),
  /** Paths in the archive that need the executable bit. */
  executables: z.array(path),
  plan,
});
export type BundleRequest = z.infer<typeof bundleRequest>;
