/**
 * TIDE (Bolya et al. 2020): why detections are wrong, and how much AP50 each kind of error costs: what AP50 would gain if that kind alone were
 * mended and everything else stayed. The gains do not sum to what is missing.
 */

import { averagePrecision, roomFor, setObjects } from './coco/average_precision.ts';
import { overlapFloor } from './observation.ts';
import type { ObservedScene } from './observed.ts';
import { matchOnce, type SingleMatch } from './single_match.ts';

export const tideErrors = ['class', 'location', 'both', 'duplicate', 'background', 'missed'] as const;
export type TideError = (typeof tideErrors)[number];

export interface Tide {
  /** Null when no class has an object. */
  readonly ap50: number | null;
  readonly errors: Readonly<Record<TideError, { readonly count: number; readonly cost: number }>>;
}

const foreground = 0.5;

/** What is wrong with a detection, and the object that it would have found. */
interface Error {
  readonly kind: TideError;
  readonly detection: number;
  /** -1: none. */
  readonly truth: number;
}

/** Detections as AP counts them, in falling order of score: of which class, in which picture, right or not. */
interface Counted {
  readonly part: number;
  readonly image: number;
  readonly right: boolean;
}

/** Prepared once, asked with how often each picture counts. @param limit only so many detections of a picture and class take part */
export function prepareTide(observed: ObservedScene, limit: number): (weights: Float64Array) => Tide {
  const { scene } = observed;
  const match = matchOnce(observed, foreground, limit);
  const errors = Array.from(match.order)
    .filter((d) => (match.found[d] as number) < 0)
    .map((d) => errorOf(observed, match, d));
  const usable = new Set(errors.filter(({ kind }) => kind === 'class' || kind === 'location').map(({ truth }) => truth));
  const missed = (t: number): boolean => match.isFound[t] === 0 && !usable.has(t);
  const objects = objectsByClass(observed, match);
  const left = objects.map((rows) => rows.filter(({ truth }) => !missed(truth)));
  const base = classesOf(countedOf(observed, match, new Map()), scene.parts.length);
  const variants = tideErrors.map((kind) => {
    if (kind === 'missed') return { kind, classes: base, objects: left };
    const mended = mend(
      observed,
      match,
      errors.filter((error) => error.kind === kind),
    );
    return { kind, classes: classesOf(countedOf(observed, match, mended), scene.parts.length), objects };
  });
  const images = (kind: TideError): number[] =>
    kind === 'missed'
      ? objects.flat().flatMap(({ truth, image }) => (missed(truth) ? [image] : []))
      : errors.filter((error) => error.kind === kind).map(({ detection }) => match.imageOf[detection] as number);
  const where = new Map(tideErrors.map((kind) => [kind, images(kind)]));
  return (weights) => {
    const present = objects.map((rows) => weigh(rows, weights) > 0);
    const ap50 = meanAp(base, objects, present, weights);
    const of = variants.map(({ kind, classes, objects: wanted }) => {
      const count = (where.get(kind) ?? []).reduce((sum, image) => sum + (weights[image] as number), 0);
      return [kind, { count, cost: (meanAp(classes, wanted, present, weights) ?? 0) - (ap50 ?? 0) }] as const;
    });
    return { ap50, errors: Object.fromEntries(of) as Tide['errors'] };
  };
}

interface WantedObject {
  readonly truth: number;
  readonly image: number;
}

function objectsByClass({ scene }: ObservedScene, { objects, objectImage }: SingleMatch): WantedObject[][] {
  const byClass: WantedObject[][] = scene.parts.map(() => []);
  for (const [i, truth] of objects.entries()) byClass[scene.truths.part[truth] as number]?.push({ truth, image: objectImage[i] as number });
  return byClass;
}

function weigh(rows: readonly { readonly image: number }[], weights: Float64Array): number {
  return rows.reduce((sum, { image }) => sum + (weights[image] as number), 0);
}

function classesOf(counted: readonly Counted[], parts: number): Counted[][] {
  const classes: Counted[][] = Array.from({ length: parts }, () => []);
  for (const of of counted) classes[of.part]?.push(of);
  return classes;
}

/** In TIDE's order: location, class, duplicate, background, else both. */
function errorOf({ scene, overlaps }: ObservedScene, { isFound }: SingleMatch, detection: number): Error {
  const { truths, detections } = scene;
  const none = { overlap: 0, truth: -1 };
  let [own, other, duplicate, any] = [none, none, none, none];
  for (let pair = overlaps.start[detection] as number; pair < (overlaps.start[detection + 1] as number); pair++) {
    const truth = overlaps.truth[pair] as number;
    if (truths.ignored[truth] === 1) continue;
    const of = { overlap: overlaps.overlap[pair] as number, truth };
    const same = truths.part[truth] === detections.part[detection];
    if (of.overlap > any.overlap) any = of;
    if (same && of.overlap > own.overlap) own = of;
    if (!same && of.overlap > other.overlap) other = of;
    if (same && isFound[truth] === 1 && of.overlap > duplicate.overlap) duplicate = of;
  }
  if (own.overlap >= overlapFloor && own.overlap <= foreground) return { kind: 'location', detection, truth: own.truth };
  if (other.overlap >= foreground) return { kind: 'class', detection, truth: other.truth };
  if (duplicate.overlap >= foreground) return { kind: 'duplicate', detection, truth: -1 };
  return { kind: any.overlap <= overlapFloor ? 'background' : 'both', detection, truth: -1 };
}

/** The mended detections: the best one of each object that nothing found becomes right, in the object's class; all others go. */
function mend({ scene }: ObservedScene, match: SingleMatch, errors: readonly Error[]): Map<number, Counted | null> {
  const mended = new Map<number, Counted | null>();
  const best = new Map<number, number>();
  // Errors come in falling order of score.
  for (const { detection, truth } of errors) if (truth >= 0 && match.isFound[truth] === 0 && !best.has(truth)) best.set(truth, detection);
  for (const { detection, truth } of errors) {
    const right = truth >= 0 && best.get(truth) === detection;
    const image = match.imageOf[detection] as number;
    mended.set(detection, right ? { part: scene.truths.part[truth] as number, image, right } : null);
  }
  return mended;
}

function countedOf({ scene }: ObservedScene, { order, found, imageOf }: SingleMatch, mended: ReadonlyMap<number, Counted | null>): Counted[] {
  const counted: Counted[] = [];
  for (const d of order) {
    const changed = mended.get(d);
    if (changed === null) continue;
    counted.push(changed ?? { part: scene.detections.part[d] as number, image: imageOf[d] as number, right: (found[d] as number) >= 0 });
  }
  return counted;
}

/**
 * Mean over the classes that are present; null when none is.
 * @param objects to be found; a class of which none is left stays at the 0 that it had, since nothing of it was found
 */
function meanAp(
  classes: readonly (readonly Counted[])[],
  objects: readonly (readonly WantedObject[])[],
  present: readonly boolean[],
  weights: Float64Array,
): number | null {
  let [sum, count] = [0, 0];
  for (const [part, counted] of classes.entries()) {
    if (present[part] !== true) continue;
    count++;
    const wanted = weigh(objects[part] ?? [], weights);
    if (wanted > 0) sum += precisionOf(counted, wanted, weights);
  }
  return count === 0 ? null : sum / count;
}

function precisionOf(counted: readonly Counted[], wanted: number, weights: Float64Array): number {
  const before = new Int32Array(1 + counted.length);
  for (const [i, { image }] of counted.entries()) before[i + 1] = (before[i] as number) + (weights[image] as number);
  const runs = Int32Array.from(counted.flatMap(({ right }, i) => (right ? [i, i + 1] : [])));
  const room = roomFor(runs.length / 2);
  setObjects(room, wanted);
  return averagePrecision(runs, before, room).mean;
}
