/** The digest of a backend: the one formula that infer, tabulate and promote share. */
import type { BackendIdentity } from '../../contracts/backend.ts';
import { digestOf } from '../../io/digest.ts';

/** What predictions come from, as digests. */
export type Origin =
  | { readonly checkpoint: string | null }
  | { readonly checkpoint: string; readonly plan: string }
  | { readonly command: string }
  | { readonly predictions: readonly string[] };

/** Two backends with one digest predict the same. The name is no part of it. */
export function backendDigest({ kind, config, runtime }: Pick<BackendIdentity, 'kind' | 'config' | 'runtime'>, origin: Origin): string {
  return digestOf({ kind, config, ...(runtime === undefined ? {} : { runtime }), ...origin });
}
