import { z } from 'zod';
import { count, digest, json, name } from './common.ts';

/** backend.json: a backend as a BUILD file declares it, written by Starlark. */
export const backendDeclaration = z.strictObject({
  name,
  /** A kind of the registry: see docs/file-formats.md. */
  kind: z.string(),
  /** The declared attributes; each kind has a strict schema of its own for them. */
  config: z.record(z.string(), json),
});
export type BackendDeclaration = z.infer<typeof backendDeclaration>;

/** Identity of a backend as it stands in every file made from its predictions. */
export const backendIdentity = z.strictObject({
  /** What reports call it. */
  name,
  kind: z.string(),
  /** Over kind, whole configuration and checkpoint; two backends with one digest predict the same. Not over the name. */
  digest,
  checkpoint: digest.nullable(),
  /** Parameters and bytes of the model; of folds, those of one (the largest). */
  size: z.strictObject({ parameters: count, bytes: count }).optional(),
  /** The whole processing chain as declared attributes, defaults filled in. */
  config: z.record(z.string(), json),
});
export type BackendIdentity = z.infer<typeof backendIdentity>;
