/** What boxes of detections tell about how they were read, and what their scores and classes tell. */

import { listed } from '../io/words.ts';
import { type CheckTarget, defineCheck, type Measurement, measurement, notMeasured, onEach } from './check.ts';
import { type Detected, detectedIn, firstOverlapping } from './detections.ts';
import type { Evaluation, Row } from './evaluation.ts';
import { mostFrequentOf } from './number_counts.ts';
import { asRead, foundBy, type Reading, scaledLayouts, scaledReadings, unscaled } from './readings.ts';
import type { Rows } from './rows.ts';

interface Fit {
  readonly reading: Reading;
  readonly found: number;
}

function bestOf(pictures: readonly Detected[], readings: readonly Reading[], asIs: Fit): Fit {
  return readings.reduce((best, reading) => {
    const found = foundBy(pictures, reading, best.found);
    return found > best.found ? { reading, found } : best;
  }, asIs);
}

type Readings = (pictures: readonly Detected[]) => readonly Reading[];

/** How many more of the objects are found by the best of some readings than by the best of others, which matter only where one of the first is better. */
function rise(target: CheckTarget, all: readonly Row[], better: Readings, than: Readings): Measurement {
  const pictures = someOf(all).flatMap((row) => detectedIn(row) ?? []);
  const objects = pictures.reduce((sum, one) => sum + one.objects.length / 4, 0);
  const asIs = { reading: asRead, found: foundBy(pictures, asRead) };
  const best = bestOf(pictures, better(pictures), asIs);
  const value = best === asIs ? 0 : Math.max(0, best.found - bestOf(pictures, than(pictures), asIs).found) / objects;
  const detail = value === 0 ? 'no other reading of the boxes finds more' : `${best.found} with ${best.reading.words}`;
  return measurement(target, value, pictures.length, `${asIs.found} of ${objects} objects are found${value === 0 ? '; ' : ', and '}${detail}`);
}

/** What four checks look at. */
interface Instances {
  /** Samples with boxes. */
  readonly pictures: number;
  /** Those with both objects and detections. */
  readonly comparable: readonly Row[];
}

const known = new WeakMap<Rows<Row>, Instances>();

/** Looked for once: a row is made each time that it is looked at. */
function instancesIn(rows: Rows<Row>): Instances {
  const before = known.get(rows);
  if (before !== undefined) return before;
  let pictures = 0;
  const comparable = rows.filter(({ boxes, observation }) => {
    if (boxes === undefined || observation?.kind !== 'instances') return false;
    pictures++;
    return boxes.truths.rows.length > 0 && boxes.detections.rows.length > 0;
  });
  const made = { pictures, comparable };
  known.set(rows, made);
  return made;
}

/** Of every backend on every corpus of instances, with the samples that have both objects and detections; one for all where there is none. */
function onDetections(
  evaluation: Evaluation,
  measure: (comparable: readonly Row[], target: CheckTarget, rows: Rows<Row>) => Measurement,
): Measurement[] {
  const measured = onEach(evaluation, ({ rows }, target) => {
    const { pictures, comparable } = instancesIn(rows);
    if (pictures === 0) return [];
    return comparable.length === 0 ? notMeasured(target, 'no sample has objects and detections') : measure(comparable, target, rows);
  });
  return measured.length === 0 ? [notMeasured({}, 'no corpus is of instances')] : measured;
}

/** What is wrong with the reading of boxes is wrong with all: so many pictures tell it, as many as there are of a small corpus. */
const enough = 500;

function someOf<T>(all: readonly T[]): readonly T[] {
  return all.length <= enough ? all : Array.from({ length: enough }, (_, i) => all[Math.floor((i * all.length) / enough)] as T);
}

export const misreadBoxes = defineCheck({
  name: 'misread_boxes',
  measures: 'how many more objects would be found if the four numbers of boxes meant something else, as a share',
  finding: ({ backend, corpus }) => `the boxes of ${backend} on ${corpus} mean something else than they were read as`,
  advice: 'See how the file of detections was written: which number is x, whether corners, centres or sizes follow, and how the pictures lay.',
  measure: (evaluation) =>
    onDetections(evaluation, (all, target) => rise(target, all, (some) => [...unscaled, ...scaledLayouts(some)], scaledReadings)),
});

export const scaledBoxes = defineCheck({
  name: 'scaled_boxes',
  measures: 'how many more objects would be found if all boxes were scaled by one factor, as a share',
  finding: ({ backend, corpus }) => `the boxes of ${backend} on ${corpus} are in another unit, or scaled`,
  advice: 'See in which picture the boxes lie: shares, or pixels of what the model was shown, have to be brought to pixels of the file.',
  measure: (evaluation) => onDetections(evaluation, (all, target) => rise(target, all, scaledReadings, () => unscaled)),
});

/** Fewer objects than this may be a class that the model confuses, and say nothing of all ids. */
const telling = 3;

export const shiftedClasses = defineCheck({
  name: 'shifted_classes',
  measures: 'how many more of the objects that a box finds would have the right class if classes changed their names, as a share',
  finding: ({ backend, corpus }) => `the classes of ${backend} on ${corpus} have the names of others`,
  advice:
    'Compare the list of names that the model was trained with to that of the labels: ids that begin at 0 in one and at 1 in the other shift all.',
  measure: (evaluation) =>
    onDetections(evaluation, (comparable, target) => {
      const pairs = classesFound(comparable);
      if (pairs.length === 0) return notMeasured(target, 'no box finds an object');
      const sum = (of: readonly NamedPair[]): number => of.reduce((total, { count }) => total + count, 0);
      const seen = sum(pairs);
      const right = sum(pairs.filter(({ said, is }) => said === is));
      const names = bestNames(pairs);
      const fitting = sum(names);
      const changed = names.filter(({ said, is }) => said !== is).map(({ said, is }) => `${said} is ${is}`);
      // One class that is said for another is a weakness of the model, and names that fit less than half fit nothing.
      const isRenamed = changed.length > 1 && fitting > right && 2 * fitting > seen;
      const ending = isRenamed ? `, and ${fitting} if ${listed(changed)}` : '; no other names fit better';
      const detail = `${right} of ${seen} objects that a box finds have their class${ending}`;
      const value = isRenamed ? (fitting - right) / seen : 0;
      return measurement(target, value, seen, detail);
    }),
});

interface NamedPair {
  readonly said: string;
  readonly is: string;
  count: number;
}

/** The class of each object that a box finds, and what the best such detection says: every pair of two classes, in the order in which they are met. */
function classesFound(pictures: readonly Row[]): NamedPair[] {
  const known = new Map<string, Map<string, NamedPair>>();
  const pairs: NamedPair[] = [];
  for (const { boxes, observation } of pictures) {
    if (boxes === undefined || observation?.kind !== 'instances') continue;
    const { truths, detections } = boxes;
    for (let t = 0; t < truths.rows.length; t++) {
      const d = firstOverlapping(detections.boxes, detections.rows.length, truths.boxes, t);
      if (d < 0) continue;
      const said = observation.parts[observation.detections.part[detections.rows[d] as number] as number] as string;
      const is = observation.parts[observation.truths.part[truths.rows[t] as number] as number] as string;
      const own = known.get(said) ?? new Map<string, NamedPair>();
      known.set(said, own);
      const pair = own.get(is) ?? { said, is, count: 0 };
      if (pair.count++ === 0) pairs.push(pair);
      own.set(is, pair);
    }
  }
  return pairs;
}

/** A class for what is said, each used once, the most frequent pairs first. */
function bestNames(found: readonly NamedPair[]): NamedPair[] {
  const pairs = [...found];
  pairs.sort((a, b) => b.count - a.count || Number(b.said === b.is) - Number(a.said === a.is));
  const [said, is] = [new Set<string>(), new Set<string>()];
  return pairs.filter((pair) => {
    if (said.has(pair.said) || is.has(pair.is) || (pair.said !== pair.is && pair.count < telling)) return false;
    said.add(pair.said);
    is.add(pair.is);
    return true;
  });
}

/** Average precision orders detections by score; where all have one, the order of the file decides. */
export const equalScores = defineCheck({
  name: 'equal_scores',
  measures: 'share of detections that have the most frequent score',
  finding: ({ backend, corpus }) => `detections of ${backend} on ${corpus} have one score`,
  advice: 'Export the scores with all their digits, and see that they are not those of labels. Average precision has no order to go by without them.',
  measure: (evaluation) =>
    onDetections(evaluation, (_, target, rows) => {
      const scores: Float64Array[] = [];
      for (const { observation } of rows) if (observation?.kind === 'instances') scores.push(observation.detections.scores);
      const { score, most, n } = mostFrequent(scores);
      return measurement(target, most / n, n, `${most} of ${n} detections have the score ${score}`);
    }),
});

/** Of equally frequent numbers the one that is met first. */
function mostFrequent(columns: readonly Float64Array[]): { readonly score: number; readonly most: number; readonly n: number } {
  const n = columns.reduce((sum, { length }) => sum + length, 0);
  const { most, numbers } = mostFrequentOf(columns);
  for (const column of columns) for (const score of column) if (numbers.has(score)) return { score, most, n };
  return { score: Number.NaN, most, n };
}
