/** What ought to be there and to vary from sample to sample: predictions, truths, values. */

import type { CheckTarget, Measurement } from './check.ts';
import { defineCheck, notMeasured, onEach, share } from './check.ts';
import type { Column } from './evaluation.ts';
import { judgeable, scoresOf } from './evaluation.ts';
import { mostFrequentShape, shapesOf } from './shapes.ts';
import { sameBestBox, sameTrueBoxes } from './template_boxes.ts';

export const samePrediction = defineCheck({
  name: 'same_prediction',
  measures: 'share of samples that get the most frequent prediction',
  finding: ({ backend, corpus }) => `${backend} predicts the same for different samples of ${corpus}`,
  advice: 'Look at the predictions in the report: a model that ignores its input was exported, loaded or preprocessed wrongly.',
  measure: (evaluation) =>
    onEach(evaluation, ({ rows }, target) => {
      const predicted = rows.flatMap(({ id, prediction }) => (prediction === null ? [] : [{ id, key: prediction }]));
      const [ids, detail] = largest(
        [mostFrequent(predicted), 'predictions are one and the same'],
        [mostFrequentShape(shapesOf(rows, 'prediction')), 'predictions have one shape at several sizes'],
        [sameBestBox(rows), 'predictions have the box that is the best of another, in pixels or in shares'],
      );
      return share(target, ids, predicted.length, detail, 'no sample has a prediction');
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
        [mostFrequent(rows.map(({ id, truth }) => ({ id, key: truth }))), 'ground truths are one and the same'],
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
      const defined = (looked: readonly Column[]) =>
        rows.flatMap(({ id }, i) => {
          const values = looked.map((column) => column.values[i]).map((value) => (typeof value === 'number' ? value : null));
          return leftOut[i] || values.every((value) => value === null) ? [] : [{ id, key: values.join(), values }];
        });
      return byMetric.map(([metric, columns], position) => {
        // Any metric but the first may rightly be perfect everywhere, and so may a part: no pixel leaks, all are found.
        const ends: readonly unknown[] = columns[0]?.metric.range ?? [];
        const within = (values: ReturnType<typeof defined>) => values.filter((one) => !one.values.every((value) => ends.includes(value)));
        // Of the whole samples; where a metric is of parts alone, of all parts together. And of each part by itself.
        const together = defined(columns[0]?.part === null ? columns.slice(0, 1) : columns);
        let most = { ids: mostFrequent(position === 0 ? together : within(together)), n: together.length, of: '' };
        for (const column of columns.filter(({ part }) => typeof part === 'string')) {
          const values = defined([column]);
          const ids = mostFrequent(within(values));
          if (ids.length > most.ids.length) most = { ids, n: values.length, of: `of ${column.part} ` };
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

/** Ids under the most frequent key; of equally frequent ones the first that is met. */
function mostFrequent(items: readonly { readonly id: string; readonly key: string }[]): readonly string[] {
  const [largest = []] = [...Map.groupBy(items, ({ key }) => key).values()].sort((a, b) => b.length - a.length);
  return largest.map(({ id }) => id);
}
