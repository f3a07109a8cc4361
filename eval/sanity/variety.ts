/** What ought to be there and to vary from sample to sample: predictions, truths, values. */

import { type CheckTarget, defineCheck, type Measurement, notMeasured, onEach, share } from './check.ts';
import { type Column, judgeable, type Scores, scoresOf } from './evaluation.ts';
import { mostFrequentShape, shapesOf } from './shapes.ts';
import { sameBestBox, sameTrueBoxes } from './template_boxes.ts';

export const samePrediction = defineCheck({
  name: 'same_prediction',
  measures: 'share of samples that get the most frequent prediction',
  finding: ({ backend, corpus }) => `${backend} predicts the same for different samples of ${corpus}`,
  advice: 'Look at the predictions in the report: a model that ignores its input was exported, loaded or preprocessed wrongly.',
  measure: (evaluation) =>
    onEach(evaluation, ({ rows }, target) => {
      const predicted = mostFrequent(rows, ({ prediction }) => prediction);
      const [ids, detail] = largest(
        [predicted.ids, 'predictions are one and the same'],
        [mostFrequentShape(shapesOf(rows, 'prediction')), 'predictions have one shape at several sizes'],
        [sameBestBox(rows), 'predictions have the box that is the best of another, in pixels or in shares'],
      );
      return share(target, ids, predicted.n, detail, 'no sample has a prediction');
    }),
});

/** Every backend was scored against the same truth, so the candidate's rows tell it. */
export const sameTruth = defineCheck({
  name: 'same_truth',
  measures: 'share of samples that have the most frequent ground truth',
  finding: ({ corpus }) => `different samples of ${corpus} have the same ground truth`,
  advice: 'Look at the labels: one file was read for all samples, or they are placeholders.',
  measure: ({ candidate, corpora }) =>
    corpora.map((corpus) => {
      const { rows } = scoresOf(candidate, corpus);
      const [ids, detail] = largest(
        [mostFrequent(rows, ({ truth }) => truth).ids, 'ground truths are one and the same'],
        [mostFrequentShape(shapesOf(rows, 'truth')), 'ground truths have one shape at several sizes'],
        [sameTrueBoxes(rows), 'ground truths have the same boxes, in pixels or in shares'],
      );
      return share({ corpus: corpus.name }, ids, rows.length, detail, 'the corpus is empty');
    }),
});

/** Of each metric that a criterion can judge: decide takes the one that criteria do judge. */
export const noSpread = defineCheck({
  name: 'no_spread',
  measures: 'share of samples that have the most frequent value',
  finding: ({ backend, corpus, metric }) => `${metric} of ${backend} on ${corpus} hardly differs from sample to sample`,
  advice: 'Look at single samples: a metric with one value nearly everywhere measures nothing. Predictions may be empty, or labels.',
  measure: (evaluation) =>
    onEach(evaluation, (scores, target) => {
      const { rows, leftOut } = scores;
      const byMetric = [...Map.groupBy(judgeable(scores), ({ metric }) => metric.id)];
      if (byMetric.length === 0) return notMeasured(target, 'there is no metric that a criterion could judge');
      const look = (looked: readonly Column[], ends: readonly unknown[], of = '') => {
        const [column] = looked;
        if (column !== undefined && looked.length === 1) return { ...mostFrequentValue(scores, column, ends), of };
        const valuesAt = (i: number) => looked.map(({ values }) => values[i]).map((value) => (typeof value === 'number' ? value : null));
        const within = rows.map((_, i) => (leftOut[i] ? [] : valuesAt(i))).map((values) => (values.some((value) => value !== null) ? values : null));
        const { ids } = mostFrequent(rows, (_, i) => (within[i]?.every((value) => ends.includes(value)) ? null : (within[i]?.join() ?? null)));
        return { ids, n: within.filter((values) => values !== null).length, of };
      };
      return byMetric.map(([metric, columns], position) => {
        // Any metric but the first may rightly be perfect everywhere, and so may a part: no pixel leaks, all are found.
        const ends = columns[0]?.metric.range ?? [];
        // Of the whole samples; where a metric is of parts alone, of all parts together. And of each part by itself.
        let most = look(columns[0]?.part === null ? columns.slice(0, 1) : columns, position === 0 ? [] : ends);
        // Those of one definition of whole slices have one list of values.
        const ofParts = Map.groupBy(
          columns.filter(({ part }) => typeof part === 'string'),
          ({ values }) => values,
        );
        for (const [column] of ofParts.values() as Iterable<[Column]>) {
          const own = look([column], ends, `of ${column.part} `);
          if (own.ids.length > most.ids.length) most = own;
        }
        return share({ ...target, metric }, most.ids, most.n, `values ${most.of}are one and the same`, 'no value is defined');
      });
    }),
});

/**
 * Failed, or without a value; a correct rejection is an answer, whether means leave it out or not. Of each metric that a criterion can judge:
 * decide takes the one that most samples have, of those that criteria do judge.
 */
export const unscoredShare = defineCheck({
  name: 'unscored_share',
  measures: 'share of samples without a usable prediction',
  finding: ({ backend, corpus }) => `${backend} gives nothing usable for samples of ${corpus}`,
  advice: 'Read the reasons of the failed samples in the report; mend the backend. Failures are not left out.',
  measure: (evaluation) =>
    onEach(evaluation, (scores, target) => {
      const { rows } = scores;
      const without = (about: CheckTarget, isUndefined: (i: number) => boolean): Measurement => {
        const unscored = rows.filter(({ status, outcome }, i) => status === 'failed' || (outcome !== 'correct_rejection' && isUndefined(i)));
        const ids = unscored.map(({ id }) => id);
        return share(about, ids, rows.length, 'samples failed or have no value', 'the corpus is empty');
      };
      const byMetric = [...Map.groupBy(judgeable(scores), ({ metric }) => metric.id)];
      if (byMetric.length === 0) return without(target, () => false);
      return byMetric.map(([metric, columns]) => without({ ...target, metric }, (i) => !columns.some(({ counts }) => counts[i])));
    }),
});

type Alike = readonly [ids: readonly string[], detail: string];

function largest(...found: readonly [Alike, ...Alike[]]): Alike {
  return found.reduce((most, one) => (one[0].length > most[0].length ? one : most));
}

/** Ids of the samples with the most frequent key, of equally frequent ones the first that is met, and how many samples have a key. */
function mostFrequent<T extends { readonly id: string }>(rows: readonly T[], keyOf: (row: T, i: number) => string | null) {
  const keys = rows.map(keyOf);
  const times = new Map<string, number>();
  for (const key of keys) if (key !== null) times.set(key, (times.get(key) ?? 0) + 1);
  let [most, n] = ['', 0];
  for (const [key, own] of times) {
    if (own > (times.get(most) ?? 0)) most = key;
    n += own;
  }
  return { ids: rows.filter((_, i) => keys[i] === most).map(({ id }) => id), n };
}

/** Ids of the samples with the most frequent value of one column, of equally frequent ones the first that is met, and how many have one. */
function mostFrequentValue({ rows, leftOut }: Scores, { values }: Column, ends: readonly unknown[]) {
  const counted = (i: number): number | null => (leftOut[i] !== true && typeof values[i] === 'number' ? (values[i] as number) : null);
  const times = new Map<number, number>();
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = counted(i);
    if (value === null) continue;
    n++;
    if (!ends.includes(value)) times.set(value, (times.get(value) ?? 0) + 1);
  }
  let [most, often]: [number | null, number] = [null, 0];
  for (const [value, own] of times) if (own > often) [most, often] = [value, own];
  return { ids: most === null ? [] : rows.filter((_, i) => counted(i) === most).map(({ id }) => id), n };
}
