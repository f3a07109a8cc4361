/** What ought to be there and to vary from sample to sample: predictions, truths, values. */

import { Texts } from '../io/texts.ts';
import { Scratch } from '../io/typed_arrays.ts';
import { type CheckTarget, defineCheck, type Measurement, notMeasured, onEach, share } from './check.ts';
import { type Column, judgeable, type Row, scoresOf } from './evaluation.ts';
import { Found } from './found.ts';
import { mostFrequentOf } from './number_counts.ts';
import type { Rows } from './rows.ts';
import { mostFrequentShape } from './shapes.ts';
import { sameBestBox, sameTrueBoxes } from './template_boxes.ts';

export const samePrediction = defineCheck({
  name: 'same_prediction',
  measures: 'share of samples that get the most frequent prediction',
  finding: ({ backend, corpus }) => `${backend} predicts the same for different samples of ${corpus}`,
  advice: 'Look at the predictions in the report: a model that ignores its input was exported, loaded or preprocessed wrongly.',
  measure: (evaluation) =>
    onEach(evaluation, ({ rows }, target) => {
      const predicted = mostFrequent(
        rows,
        keysOfRows(rows, ({ prediction }) => prediction ?? -1),
      );
      const [found, detail] = largest(
        [predicted.found, 'predictions are one and the same'],
        [mostFrequentShape(rows, 'prediction'), 'predictions have one shape at several sizes'],
        [sameBestBox(rows), 'predictions have the box that is the best of another, in pixels or in shares'],
      );
      return share(target, found, predicted.n, detail, 'no sample has a prediction');
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
      const [found, detail] = largest(
        [
          mostFrequent(
            rows,
            keysOfRows(rows, ({ truth }) => truth),
          ).found,
          'ground truths are one and the same',
        ],
        [mostFrequentShape(rows, 'truth'), 'ground truths have one shape at several sizes'],
        [sameTrueBoxes(rows), 'ground truths have the same boxes, in pixels or in shares'],
      );
      return share({ corpus: corpus.name }, found, rows.length, detail, 'the corpus is empty');
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
      const { rows, isLeftOut } = scores;
      const byMetric = [...Map.groupBy(judgeable(scores), ({ metric }) => metric.id)];
      if (byMetric.length === 0) return notMeasured(target, 'there is no metric that a criterion could judge');
      const look = (looked: readonly Column[], ends: readonly unknown[], of = '') => {
        const columns = looked.map(({ values }) => values.numbers);
        const [first] = columns;
        if (columns.length === 1 && first !== undefined) return { ...mostFrequentNumber(rows, first, isLeftOut, ends), of };
        const keys = keysOfValues(columns, isLeftOut, rows.length, ends);
        return { ...mostFrequent(rows, keys.of), n: keys.n, of };
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
          if (own.found.length > most.found.length) most = own;
        }
        return share({ ...target, metric }, most.found, most.n, `values ${most.of}are one and the same`, 'no value is defined');
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
        const found = rows.where(({ status, outcome }, i) => status === 'failed' || (outcome !== 'correct_rejection' && isUndefined(i)));
        return share(about, found, rows.length, 'samples failed or have no value', 'the corpus is empty');
      };
      const byMetric = [...Map.groupBy(judgeable(scores), ({ metric }) => metric.id)];
      if (byMetric.length === 0) return without(target, () => false);
      return byMetric.map(([metric, columns]) => without({ ...target, metric }, (i) => !columns.some(({ counts }) => counts(i))));
    }),
});

type Alike = readonly [found: Found, detail: string];

function largest(...found: readonly [Alike, ...Alike[]]): Alike {
  return found.reduce((most, one) => (one[0].length > most[0].length ? one : most));
}

/** The samples with the most frequent number, as `mostFrequent` has them; not those at an end. @returns also how many have a number */
function mostFrequentNumber(rows: Rows<Row>, column: Float64Array, isLeftOut: (sample: number) => boolean, ends: readonly unknown[]) {
  const numbers = numbersRoom.of(rows.length);
  let [n, inside] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const value = column[i] as number;
    if (Number.isNaN(value) || isLeftOut(i)) continue;
    n++;
    if (!ends.includes(value)) numbers[inside++] = value;
  }
  const some = numbers.subarray(0, inside);
  const most = mostFrequentOf([some]).numbers;
  const first = some.find((value) => most.has(value));
  return { found: first === undefined ? new Found() : rows.whereAt((i) => column[i] === first && !isLeftOut(i)), n };
}

/** Numbers of what columns hold, equal for equal values; -1 where a sample has no value, or only such as are at an end. @returns also how many have a value */
function keysOfValues(columns: readonly Float64Array[], isLeftOut: (sample: number) => boolean, samples: number, ends: readonly unknown[]) {
  const [of, texts] = [keysRoom.of(samples).fill(-1), new Texts()];
  let n = 0;
  for (let i = 0; i < samples; i++) {
    if (isLeftOut(i)) continue;
    const values = columns.map((_, c) => valueAt(columns, c, i));
    if (values.every((value) => value === null)) continue;
    n++;
    if (!values.every((value) => ends.includes(value))) of[i] = texts.numberOf(values.join());
  }
  return { of, n };
}

const [keysRoom, numbersRoom, timesRoom] = [new Scratch(Int32Array), new Scratch(Float64Array), new Scratch(Uint32Array)];

function keysOfRows(rows: Rows<Row>, keyOf: (row: Row) => number): Int32Array {
  const keys = keysRoom.of(rows.length);
  for (let i = 0; i < keys.length; i++) keys[i] = keyOf(rows.at(i));
  return keys;
}

function valueAt(columns: readonly Float64Array[], column: number, sample: number): number | null {
  const value = columns[column]?.[sample] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/** The samples with the most frequent key, of equally frequent ones the first that is met, and how many samples have a key, which is a number from 0. */
function mostFrequent(rows: Rows<Row>, keys: Int32Array) {
  let [largest, n] = [-1, 0];
  for (const key of keys) {
    largest = Math.max(largest, key);
    if (key >= 0) n++;
  }
  const times = timesRoom.of(largest + 1).fill(0);
  for (const key of keys) if (key >= 0) (times[key] as number)++;
  let most = -1;
  for (const key of keys) if (key >= 0 && (most < 0 || (times[key] as number) > (times[most] as number))) most = key;
  return { found: most < 0 ? new Found() : rows.whereAt((i) => keys[i] === most), n };
}
