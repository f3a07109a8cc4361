/** How each kind of truth is compared. A new task adds its kind to the contracts and a line here. */
import type { Truth } from '../contracts/corpus.ts';
import type { Prediction } from '../contracts/predictions.ts';
import { InputError } from '../errors/errors.ts';
import type { Comparer, Comparison, TruthKind } from './comparison.ts';
import { maskComparer } from './mask_comparer.ts';
import { recordComparer } from './record_comparer.ts';
import { regionsComparer } from './regions/comparer.ts';
import { seriesComparer } from './series/comparer.ts';

const comparers = {
  mask: maskComparer,
  regions: regionsComparer,
  series: seriesComparer,
  record: recordComparer,
} satisfies { readonly [K in TruthKind]: Comparer<K> };

/** The counts that metrics of a kind of truth see. */
export type CountsOf<K extends TruthKind> = ReturnType<(typeof comparers)[K]['compare']>['counts'];

/** @throws InputError EV5107 when the kinds differ, and whatever the kind's comparer refuses, at `location` */
export function compare(truth: Truth, prediction: Prediction, location: string): Comparison {
  const kind: string = prediction.kind;
  if (kind !== truth.kind) {
    throw new InputError({ code: 'EV5107', location, message: 'the prediction is of another kind than the truth', got: kind, expected: truth.kind });
  }
  return comparerOf(truth).compare(truth, prediction, location);
}

/** The comparison of a sample for which the backend gave nothing. */
export function compareFailed(truth: Truth, location: string): Comparison {
  return comparerOf(truth).compareFailed(truth, location);
}

function comparerOf(truth: Truth): Comparer<TruthKind> {
  return comparers[truth.kind] as unknown as Comparer<TruthKind>;
}
