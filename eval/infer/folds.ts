/** The models of a backend of folds, from the command line. */
import type { FoldModels, Model } from '../backends/backend.ts';
import { checkpoint } from '../contracts/checkpoint.ts';
import { InputError } from '../errors/errors.ts';
import { readBytes, readJson, readText } from '../io/files.ts';

type Paths = ReadonlyMap<string, string>;

/**
 * @param manifests fold -> checkpoint.json
 * @param models fold -> model
 * @param data `<fold>/<name>` -> external data
 * @throws InputError EV9001 for a fold that has one of manifest and model, or data of an unknown fold
 */
export function readFolds(plan: string, manifests: Paths, models: Paths, data: Paths): FoldModels {
  const refuse = (message: string): InputError => new InputError({ code: 'EV9001', location: 'arguments', message });
  for (const fold of models.keys()) if (!manifests.has(fold)) throw refuse(`--fold-model ${fold}: there is no --fold ${fold}`);
  const dataOf = new Map<string, Map<string, Uint8Array>>();
  for (const [key, path] of data) {
    const at = key.indexOf('/');
    const fold = key.slice(0, Math.max(at, 0));
    if (!manifests.has(fold)) throw refuse(`--fold-data ${key}: expected <fold>/<name> of a fold`);
    dataOf.set(fold, (dataOf.get(fold) ?? new Map()).set(key.slice(at + 1), readBytes(path)));
  }
  const read = ([fold, manifest]: readonly [string, string]): [string, Model] => {
    const model = models.get(fold);
    if (model === undefined) throw refuse(`--fold ${fold}: there is no --fold-model ${fold}`);
    return [fold, { checkpoint: readJson(manifest, checkpoint), bytes: readBytes(model), data: dataOf.get(fold) ?? new Map() }];
  };
  return { models: new Map([...manifests].map(read)), plan: { location: plan, text: readText(plan) } };
}
