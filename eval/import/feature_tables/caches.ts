/** Caches of features, one JSON file a clip: `<source>/<clip>.json`. What a cache says about itself is checked. */

import * as z from 'zod';
import { name } from '../../contracts/common.ts';
import type { Problems } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import { byText } from '../../io/order.ts';
import type { ImportInput } from '../importer.ts';
import type { Clip } from './clips.ts';
import { readStrictJson } from './json.ts';
import { labelFiles } from './label_names.ts';

const cache = z.looseObject({
  features: z.looseObject({ feature_names: z.array(name).min(1), per_frame: z.array(z.array(z.number())), n_frames: z.int().positive() }),
  /** `pooled` is the mean over the frames. */
  scores: z.looseObject({ per_frame: z.array(z.number()), pooled: z.number() }),
});
type Cache = z.infer<typeof cache>;

/** How far the stored mean may be from that of the stored scores, relative to the larger of it and 1. */
const meanTolerance = 1e-6;

/**
 * A clip for each label file.
 *
 * Problems: EV1402 a feature that the caches do not have, EV1404 two caches of a clip, EV1408 caches with other features
 * than the first, EV1409 one that contradicts itself, EV1410 a file that is not `<source>/<clip>.json`; those of JSON
 */
export function readCaches(input: ImportInput, names: readonly string[]): Clip[] {
  const { labelText, problems } = input;
  const clips = new Map<string, Clip>();
  let first: { readonly key: string; readonly names: readonly string[] } | undefined;
  for (const { key, source, clip } of labelFiles(input, ['json'], '<source>/<clip>.json')) {
    const value = problems.collect(() => readStrictJson(labelText(key), key, cache))?.value;
    if (value === undefined || !consistent(value, key, problems)) continue;
    const known = value.features.feature_names;
    if (first === undefined) checkNames(names, known, key, problems);
    first ??= { key, names: known };
    checkSame(known, first, key, problems);
    if (clips.has(clip)) problems.add({ code: 'EV1404', location: key, message: `source ${source} has another cache of clip ${clip}` });
    const columns = names.map((feature) => known.indexOf(feature));
    const rows = value.features.per_frame.map((row) => columns.map((column) => row[column] as number));
    clips.set(clip, { name: clip, source, names, rows, targets: value.scores.per_frame, slices: new Map() });
  }
  return [...clips.values()];
}

function checkNames(wanted: readonly string[], known: readonly string[], location: string, problems: Problems): void {
  for (const feature of wanted.filter((one) => !known.includes(one))) {
    const message = `there is no feature "${feature}"${nearestText(feature, known)}`;
    problems.add({ code: 'EV1402', location, message, expected: known.join(', ') });
  }
}

/** The order may differ: features are found by name. */
function checkSame(
  names: readonly string[],
  first: { readonly key: string; readonly names: readonly string[] },
  location: string,
  problems: Problems,
): void {
  const [got, expected] = [names, first.names].map((list) => list.toSorted(byText).join(', ')) as [string, string];
  if (got !== expected) problems.add({ code: 'EV1408', location, message: `the features are not those of ${first.key}`, got, expected });
}

/** EV1409 for each thing that does not fit to another. */
function consistent({ features, scores }: Cache, location: string, problems: Problems): boolean {
  const { feature_names: names, per_frame: rows, n_frames: frames } = features;
  const found: string[] = [];
  if (new Set(names).size < names.length) found.push('a feature is named twice');
  const wrong = rows.findIndex((row) => row.length !== names.length);
  if (wrong >= 0) found.push(`features.per_frame[${wrong}] has ${rows[wrong]?.length} numbers for ${names.length} features`);
  if (rows.length !== frames) found.push(`features.n_frames is ${frames}, and there are features of ${rows.length} frames`);
  if (scores.per_frame.length !== rows.length) found.push(`there are features of ${rows.length} frames and scores of ${scores.per_frame.length}`);
  const mean = scores.per_frame.reduce((sum, score) => sum + score, 0) / scores.per_frame.length;
  if (!(Math.abs(mean - scores.pooled) <= meanTolerance * Math.max(1, Math.abs(mean)))) {
    found.push(`scores.pooled is ${scores.pooled}, and the mean of the scores is ${mean}`);
  }
  for (const message of found) problems.add({ code: 'EV1409', location, message });
  return found.length === 0;
}
