/** Which detections find an object, as COCO's tools decide it: per picture, class, size class and limit of overlap. */
import type { Overlaps } from './overlaps.ts';
import { byFallingScore, type Groups, gather, groupsOf } from './ranking.ts';
import { imageOfRows, type Scene, type Truths } from './scene.ts';

/** Areas from `low` to `high` square pixels; both belong to the range. */
export interface AreaRange {
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

export interface MatchRules {
  /** Limits of overlap, rising, at most 16: what happens at each is a bit of one number. */
  readonly thresholds: readonly number[];
  /** Of one picture and class only so many detections take part, those with the highest scores. */
  readonly limit: number;
}

export const mostThresholds = 16;

/**
 * What became of each candidate in one size class. Bit t: it found an object at threshold t. Bit 16 + t: the object is an ignored one, so
 * that the candidate is neither right nor wrong there.
 */
export type Outcomes = Uint32Array;

/** A threshold of 1 is reached by what equals it but for rounding. */
const almostOne = 1 - 1e-10;

/** What can find something: detections in the order of choosing, the best object of each first, and the thresholds that a pair reaches. */
export interface Candidates {
  /** Places in `Choosing` of the detections within the limit that overlap something, rising. */
  readonly place: Uint32Array;
  /** Those of class c are `ofClass[c]` to before `ofClass[c + 1]`. */
  readonly ofClass: Uint32Array;
  /** Pairs of candidate i are `start[i]` to before `start[i + 1]`. */
  readonly start: Uint32Array;
  /** Rows of truths, the highest overlap first; of equal overlaps the last in the file. */
  readonly truth: Uint32Array;
  readonly reached: Uint16Array;
}

/** Detections of a scene by score, in the order in which they choose. */
export interface Choosing {
  /** All, in falling order of score. */
  readonly order: Uint32Array;
  readonly imageOf: Uint32Array;
  /** Those of each class, in the same order, in which they choose: pictures do not share objects. */
  readonly byClass: Groups;
  /** By place in `byClass`: the picture, and the place among those of the picture and class, from 0. */
  readonly image: Uint32Array;
  readonly rank: Uint32Array;
}

const choosing = new WeakMap<Scene, Choosing>();

/** Made once a scene: half a million scores are sorted for it, and every family of numbers and every chart asks. */
export function choosingOf(scene: Scene): Choosing {
  const known = choosing.get(scene);
  if (known !== undefined) return known;
  const imageOf = imageOfRows(scene.detections);
  const order = byFallingScore(scene.detections.score);
  const byClass = groupsOf(order, scene.detections.part, scene.parts.length);
  const image = gather(imageOf, byClass.rows);
  const made = { order, imageOf, byClass, image, rank: ranksOf(scene.images, byClass.start, image) };
  choosing.set(scene, made);
  return made;
}

export function candidatesOf(scene: Scene, overlaps: Overlaps, { thresholds, limit }: MatchRules): Candidates {
  const { byClass, rank } = choosingOf(scene);
  const least = Float64Array.from(thresholds, (threshold) => Math.min(threshold, almostOne));
  const own = pairsOf(scene, overlaps, least);
  // In loops of their own: where it has to decide by what lies far away, a processor fetches one number after the other.
  const firsts = gather(own.start, byClass.rows);
  const ends = gather(own.start.subarray(1), byClass.rows);
  const [place, start] = [new Uint32Array(rank.length), new Uint32Array(rank.length + 1)];
  const ofClass = new Uint32Array(byClass.start.length);
  const [truth, reached] = [new Uint32Array(own.truth.length), new Uint16Array(own.truth.length)];
  let [candidates, pairs] = [0, 0];
  for (let part = 0; part + 1 < ofClass.length; part++) {
    const endOfPart = byClass.start[part + 1] as number;
    for (let i = byClass.start[part] as number; i < endOfPart; i++) {
      const end = ends[i] as number;
      if (firsts[i] === end || (rank[i] as number) >= limit) continue;
      for (let pair = firsts[i] as number; pair < end; pair++) {
        truth[pairs] = own.truth[pair] as number;
        reached[pairs++] = own.reached[pair] as number;
      }
      place[candidates++] = i;
      start[candidates] = pairs;
    }
    ofClass[part + 1] = candidates;
  }
  return { place: place.subarray(0, candidates), ofClass, start: start.subarray(0, candidates + 1), truth, reached };
}

/** Pairs of one class that reach a threshold, of the detections as they lie: those of detection d are `start[d]` to before `start[d + 1]`. */
function pairsOf({ truths, detections }: Scene, overlaps: Overlaps, least: Float64Array): Pick<Candidates, 'start' | 'truth' | 'reached'> {
  const start = new Uint32Array(detections.count + 1);
  const truth = new Uint32Array(overlaps.truth.length);
  const reached = new Uint16Array(overlaps.truth.length);
  const overlapOf = new Float64Array(overlaps.truth.length);
  let pairs = 0;
  for (let d = 0; d < detections.count; d++) {
    const firstPair = pairs;
    const end = overlaps.start[d + 1] as number;
    for (let pair = overlaps.start[d] as number; pair < end; pair++) {
      const t = overlaps.truth[pair] as number;
      const overlap = overlaps.overlap[pair] as number;
      if (truths.part[t] !== detections.part[d] || overlap < (least[0] as number)) continue;
      let at = pairs++;
      for (; at > firstPair && (overlapOf[at - 1] as number) <= overlap; at--) {
        overlapOf[at] = overlapOf[at - 1] as number;
        truth[at] = truth[at - 1] as number;
        reached[at] = reached[at - 1] as number;
      }
      overlapOf[at] = overlap;
      truth[at] = t;
      reached[at] = thresholdsReached(overlap, least);
    }
    start[d + 1] = pairs;
  }
  return { start, truth: truth.subarray(0, pairs), reached: reached.subarray(0, pairs) };
}

function thresholdsReached(overlap: number, least: Float64Array): number {
  let count = 0;
  while (count < least.length && overlap >= (least[count] as number)) count++;
  return (1 << count) - 1;
}

/** Told of every match: bits of the thresholds at which the detection at a place found the truth. */
export type OnMatch = (place: number, truth: number, thresholds: number) => void;

/**
 * Greedy by score: in falling order each detection takes the object that it overlaps most among those that are not taken. An ignored
 * object is taken only where there is no other; a crowd can be taken often. All thresholds are decided at once, as bits.
 *
 * COCO's tools note the id of the object that was found and take 0 for none, so that what found an object with id 0 counts as wrong.
 * Here rows have no ids: the detection is right.
 */
export function outcomesIn(range: AreaRange, { truths }: Scene, candidates: Candidates, onMatch?: OnMatch): Outcomes {
  const outcomes = new Uint32Array(candidates.place.length);
  const aside = asideIn(range, truths);
  const taken = new Uint16Array(truths.count);
  for (let i = 0; i < candidates.place.length; i++) {
    const first = candidates.start[i] as number;
    const end = candidates.start[i + 1] as number;
    let found = 0;
    let ignored = 0;
    // Objects that count, then those that do not.
    for (let ofAside = 0; ofAside < 2; ofAside++) {
      for (let pair = first; pair < end; pair++) {
        const t = candidates.truth[pair] as number;
        if (aside[t] !== ofAside) continue;
        const free = truths.crowd[t] === 1 ? 0xffff : ~(taken[t] as number);
        const bits = (candidates.reached[pair] as number) & free & ~found;
        if (bits === 0) continue;
        taken[t] = (taken[t] as number) | bits;
        found |= bits;
        if (ofAside === 1) ignored |= bits;
        onMatch?.(candidates.place[i] as number, t, bits);
      }
    }
    outcomes[i] = found | (ignored << mostThresholds);
  }
  return outcomes;
}

/** 1 for truths that need not be found in the size class. */
export function asideIn({ low, high }: AreaRange, { count, area, ignored }: Truths): Uint8Array {
  const aside = new Uint8Array(count);
  for (let t = 0; t < count; t++) if (ignored[t] === 1 || (area[t] as number) < low || (area[t] as number) > high) aside[t] = 1;
  return aside;
}

/** @param image by place, class by class */
function ranksOf(images: number, start: Uint32Array, image: Uint32Array): Uint32Array {
  const rank = new Uint32Array(image.length);
  const seen = new Uint32Array(images);
  for (let part = 0; part + 1 < start.length; part++) {
    seen.fill(0);
    const end = start[part + 1] as number;
    for (let i = start[part] as number; i < end; i++) rank[i] = (seen[image[i] as number] as number)++;
  }
  return rank;
}
