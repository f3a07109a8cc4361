import * as z from 'zod';
import { count, digest, json, name } from './common.ts';

/** Execution providers of ONNX Runtime, and the package that has each. A new one is a line here and in rules/private/backend.bzl. */
export const packageOfProvider = {
  cpu: 'onnxruntime-node',
  coreml: 'onnxruntime-node',
  cuda: 'onnxruntime-node',
  tensorrt: 'onnxruntime-node',
  webgpu: 'onnxruntime-node',
  wasm: 'onnxruntime-web',
} as const;
type Provider = keyof typeof packageOfProvider;

/** How a model is run. Part of a backend's identity: last digits depend on it. */
export const runtime = z.strictObject({
  provider: z.enum(Object.keys(packageOfProvider) as [Provider, ...Provider[]]).default('cpu'),
  /** Of one operator; operators run one after the other. */
  threads: z.int().min(1).max(256).default(1),
  /** Of the numbers that go in and come out. */
  precision: z.literal('float32').default('float32'),
});
export type Runtime = z.infer<typeof runtime>;

/** What a backend is made of. The paths of its files are arguments: where they lie is no part of a declaration. */
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checkpoint'), runtime }),
  /** Names of what each fold holds out. */
  z.strictObject({ kind: z.literal('folds'), folds: z.array(z.string().min(1)).min(1), runtime }),
  z.strictObject({
    kind: z.literal('command'),
    timeout_seconds: z.int().positive(),
    /** How a program of Node.js is started, in place of the launcher that rules_js makes for it; null for any other program. */
    node: z.record(z.string(), json).nullable(),
  }),
  z.strictObject({ kind: z.literal('imported') }),
]);
export type DeclaredSource = z.infer<typeof source>;

/** backend.json: a backend as a BUILD file declares it, written by Starlark. */
export const backendDeclaration = z.strictObject({
  name,
  /** A kind of the registry: see docs/file-formats.md. */
  kind: z.string(),
  /** The declared attributes; each kind has a strict schema of its own for them. */
  config: z.record(z.string(), json),
  source,
});
export type BackendDeclaration = z.infer<typeof backendDeclaration>;

/** Identity of a backend as it stands in every file made from its predictions. */
export const backendIdentity = z.strictObject({
  /** What reports call it. */
  name,
  kind: z.string(),
  /** Over kind, whole configuration, runtime and checkpoint, program or files of predictions; two backends with one digest predict the same. Not over the name. */
  digest,
  checkpoint: digest.nullable(),
  /** Of a backend that runs a model. */
  runtime: runtime.optional(),
  /** Name of the model's file; of folds, of each of them. No part of the digest. */
  files: z.array(z.string()).min(1).optional(),
  /** Parameters and bytes of the model; of folds, those of one (the largest). */
  size: z.strictObject({ parameters: count, bytes: count }).optional(),
  /** Data files of its models that no pin holds, with the fold that they belong to; left out where there are none. */
  unpinned: z.array(z.string()).min(1).optional(),
  /** The whole processing chain as declared attributes, defaults filled in. */
  config: z.record(z.string(), json),
});
export type BackendIdentity = z.infer<typeof backendIdentity>;
