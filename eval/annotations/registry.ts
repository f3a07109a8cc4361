/** Every kind of annotation. A new one is a folder and a line here, in schema.ts and in drawers.ts. */
import type { Chart } from '../contracts/charts.ts';
import type { PartSets } from '../contracts/common.ts';
import type { InputRow } from '../contracts/corpus.ts';
import type { Measure } from '../contracts/criteria.ts';
import { InputError } from '../errors/errors.ts';
import type { Annotation, Comparison } from './annotation.ts';
import { instances } from './instances/annotation.ts';
import { json } from './json/annotation.ts';
import { mask } from './mask/annotation.ts';
import { regions } from './regions/annotation.ts';
import type { Imported, Kind, Observation, Prediction, Truth } from './schema.ts';
import { series } from './series/annotation.ts';

const byKind: Readonly<Record<Kind, Annotation>> = { mask, instances, regions, series, json };

/** In the order of reports. */
export const annotations: readonly Annotation[] = Object.values(byKind);

/** Names of the truth's parts by set; undefined where there are none. */
export function partsOfTruth(truth: Truth): PartSets | undefined {
  const parts = byKind[truth.kind].partsOf?.(truth) ?? {};
  return Object.keys(parts).length === 0 ? undefined : parts;
}

/** Names of the parts that the truth has without a pixel; the empty name for a truth without parts. */
export function blankOfTruth(truth: Truth, location: string): readonly string[] {
  return byKind[truth.kind].blankOf?.(truth, location) ?? [];
}

/** Hash of the truth's content in one canonical form. */
export function digestOfTruth(truth: Truth, location: string): string {
  return byKind[truth.kind].digest(truth, location);
}

/**
 * @param prediction null where the backend failed
 * @throws InputError EV5107 when the kinds differ, and whatever the kind refuses, at `location`
 */
export function compare(truth: Truth, prediction: Prediction | null, location: string): Comparison {
  const kind: string = prediction?.kind ?? truth.kind;
  if (kind !== truth.kind) {
    throw new InputError({ code: 'EV5107', location, message: 'the prediction is of another kind than the truth', got: kind, expected: truth.kind });
  }
  return byKind[truth.kind].compare(truth, prediction, location);
}

/** The prediction of an imported row. @throws InputError for one that does not fit the sample */
export function importedPrediction(row: Imported, sample: InputRow, location: string): Prediction {
  const annotation = annotations.find(({ importedKey }) => importedKey in row);
  if (annotation === undefined) throw new Error(`no kind of annotation has the keys ${Object.keys(row).join(', ')}`);
  return annotation.predictionOf(row, sample, location);
}

/** What a page draws of observations beyond the numbers of metrics, kind by kind. */
export function chartsOf(observations: readonly Observation[], chosen: Measure['parameters']): Chart[] {
  return annotations.flatMap(
    ({ kind, charts }) =>
      charts?.(
        observations.filter((observation) => observation.kind === kind),
        chosen,
      ) ?? [],
  );
}
