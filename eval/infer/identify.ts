/** Who a backend is, from what it is made of. */
import type { Model, Source } from '../backends/backend.ts';
import { backendDigest, type Origin } from '../backends/identity/identity.ts';
import type { BackendIdentity } from '../contracts/backend.ts';
import { digestOf, sha256 } from '../io/digest.ts';
import { byText } from '../io/order.ts';

/** @param declared its configuration has every default filled in */
export function identify(declared: Pick<BackendIdentity, 'name' | 'kind' | 'config'>, source: Source): BackendIdentity {
  const origin = originOf(source);
  const how = 'runtime' in source ? { ...declared, runtime: source.runtime } : declared;
  const size = sizeOf(source);
  const files = [...modelsOf(source).values()].flatMap(({ checkpoint }) => checkpoint.files[0]?.name ?? []);
  const unpinned = unpinnedOf(source);
  return {
    ...how,
    digest: backendDigest(how, origin),
    checkpoint: 'checkpoint' in origin ? origin.checkpoint : null,
    ...(files.length === 0 ? {} : { files }),
    ...(size === undefined ? {} : { size }),
    ...(unpinned.length === 0 ? {} : { unpinned }),
  };
}

function originOf(source: Source): Origin {
  switch (source.kind) {
    case 'checkpoint':
      return { checkpoint: source.model.checkpoint.digest };
    case 'folds': {
      const folds = [...source.models].map(([name, { checkpoint }]) => ({ name, checkpoint: checkpoint.digest }));
      return { checkpoint: digestOf(folds.sort((a, b) => byText(a.name, b.name))), plan: sha256(source.plan.text) };
    }
    case 'command':
      return { command: source.digest };
    case 'imported':
      return { predictions: source.files.map((file) => file.excerpt?.digest ?? sha256(file.bytes ?? file.text)).sort() };
  }
}

export function modelsOf(source: Source): ReadonlyMap<string, Model> {
  if (source.kind === 'checkpoint') return new Map([['', source.model]]);
  return source.kind === 'folds' ? source.models : new Map();
}

/** Parameters and bytes of the largest model. */
function sizeOf(source: Source): BackendIdentity['size'] {
  const checkpoints = [...modelsOf(source).values()].map(({ checkpoint }) => checkpoint);
  if (checkpoints.length === 0) return undefined;
  return {
    parameters: Math.max(...checkpoints.map(({ parameters }) => parameters)),
    bytes: Math.max(...checkpoints.map(({ files }) => files.reduce((sum, { bytes }) => sum + bytes, 0))),
  };
}

/** `Aurora: fold_Aurora.onnx.data`, by fold and name. */
function unpinnedOf(source: Source): string[] {
  const files = [...modelsOf(source)].flatMap(([fold, { checkpoint }]) =>
    (checkpoint.unpinned ?? []).map((file) => (fold === '' ? file : `${fold}: ${file}`)),
  );
  return files.sort(byText);
}
