/**
 * TIDE (Bolya et al. 2020): why detections are wrong, and how much AP50 each kind of error costs: what AP50 would gain if that kind alone were
 * mended and everything else stayed. The gains do not sum to what is missing.
 */

import { cocoAveragePrecision } from './coco/average_precision.ts';
import { precisionEpsilon } from './curves.ts';
import { overlapFloor } from './observation.ts';
import type { ObservedScene } from './observed.ts';
import type { SingleMatch } from './single_match.ts';
import { matchOnce } from './single_match.ts';

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

/** Detections as AP counts them: of which class, right or not. */
interface Counted {
  readonly part: number;
  readonly score: number;
  readonly right: boolean;
}

/** @param limit only so many detections of a picture and class take part */
export function tideOf(observed: ObservedScene, limit: number): Tide {
  const { scene } = observed;
  const match = matchOnce(observed, foreground, limit);
  const errors = Array.from(match.order)
    .filter((d) => (match.found[d] as number) < 0)
    .map((d) => errorOf(observed, match, d));
  const usable = new Set(errors.filter(({ kind }) => kind === 'class' || kind === 'location').map(({ truth }) => truth));
  const missed = [...match.objects].filter((t) => match.isFound[t] === 0 && !usable.has(t));
  const wanted = new Float64Array(scene.parts.length);
  for (const t of match.objects) wanted[scene.truths.part[t] as number] = (wanted[scene.truths.part[t] as number] as number) + 1;
  const ap50 = meanAp(countedOf(observed, match, new Map()), wanted, wanted);
  const cost = (kind: TideError): number => {
    const left = wanted.slice();
    if (kind === 'missed') for (const t of missed) left[scene.truths.part[t] as number] = (left[scene.truths.part[t] as number] as number) - 1;
    const mended = mend(
      observed,
      match,
      errors.filter((error) => error.kind === kind),
    );
    return (meanAp(countedOf(observed, match, mended), left, wanted) ?? 0) - (ap50 ?? 0);
  };
  const count = (kind: TideError): number => (kind === 'missed' ? missed.length : errors.filter((error) => error.kind === kind).length);
  const of = (kind: TideError): { count: number; cost: number } => ({ count: count(kind), cost: ap50 === null ? 0 : cost(kind) });
  return { ap50, errors: Object.fromEntries(tideErrors.map((kind) => [kind, of(kind)])) as Tide['errors'] };
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
function mend({ scene }: ObservedScene, { isFound }: SingleMatch, errors: readonly Error[]): Map<number, Counted | null> {
  const mended = new Map<number, Counted | null>();
  const best = new Map<number, number>();
  // Errors come in falling order of score.
  for (const { detection, truth } of errors) if (truth >= 0 && isFound[truth] === 0 && !best.has(truth)) best.set(truth, detection);
  for (const { detection, truth } of errors) {
    const right = truth >= 0 && best.get(truth) === detection;
    mended.set(detection, right ? { part: scene.truths.part[truth] as number, score: scene.detections.score[detection] as number, right } : null);
  }
  return mended;
}

function countedOf({ scene }: ObservedScene, { order, found }: SingleMatch, mended: ReadonlyMap<number, Counted | null>): Counted[] {
  const counted: Counted[] = [];
  for (const d of order) {
    const changed = mended.get(d);
    if (changed === null) continue;
    counted.push(
      changed ?? { part: scene.detections.part[d] as number, score: scene.detections.score[d] as number, right: (found[d] as number) >= 0 },
    );
  }
  return counted;
}

/**
 * Mean over the classes with objects; null when there are none.
 * @param left objects to be found; a class of which none is left stays at the 0 that it had, since nothing of it was found
 */
function meanAp(counted: readonly Counted[], left: Float64Array, objects: Float64Array): number | null {
  let [sum, classes] = [0, 0];
  const byPart = Map.groupBy(counted, ({ part }) => part);
  for (const [part, total] of left.entries()) {
    if (objects[part] === 0) continue;
    classes++;
    if (total === 0) continue;
    const [found, precisions]: [number[], number[]] = [[], []];
    let [right, all] = [0, 0];
    for (const of of byPart.get(part) ?? []) {
      all++;
      if (!of.right) continue;
      right++;
      found.push(right);
      precisions.push(right / (all + precisionEpsilon));
    }
    sum += cocoAveragePrecision(Float64Array.from(found), Float64Array.from(precisions), right, total);
  }
  return classes === 0 ? null : sum / classes;
}
