/** What all numbers by COCO's rules are made of, made once a scene: which detections can find something, and what becomes of them in each size class. */
import { type MarkRoom, markRoom, type RankedDetections, type SizeClass } from '../curves.ts';
import { type AreaRange, asideIn, type Candidates, candidatesOf, choosingOf, type MatchRules, outcomesIn } from '../matching.ts';
import type { Overlaps } from '../overlaps.ts';
import { type Groups, gather, groupsOf, rowsWithout } from '../ranking.ts';
import { imageOfRows, type Scene } from '../scene.ts';

export interface Matched extends MatchRules {
  readonly overlaps: Overlaps;
  readonly candidates: Candidates;
  readonly ranked: RankedDetections;
  /** By name and ends. */
  readonly sizes: Map<string, SizeClass>;
  /** For one curve after the other. */
  readonly room: MarkRoom;
}

const known = new WeakMap<Scene, Matched>();

/**
 * Families of numbers, pictures alone, and charts ask about the same scene in turn. A detection that comes after others of its picture and
 * class changes nothing of what they find, so that a higher limit serves a lower one: curves leave out what is beyond theirs.
 */
export function matchedOf(scene: Scene, overlaps: Overlaps, rules: MatchRules): Matched {
  const before = knownMatched(scene, overlaps, rules.limit);
  const isSame = before?.thresholds.length === rules.thresholds.length && rules.thresholds.every((one, t) => before.thresholds[t] === one);
  if (before !== undefined && isSame) return before;
  const candidates = candidatesOf(scene, overlaps, rules);
  const ranked = rank(scene, candidates);
  const made = { ...rules, overlaps, candidates, ranked, sizes: new Map<string, SizeClass>(), room: markRoom(ranked) };
  known.set(scene, made);
  return made;
}

/** What was made of the scene before, if it was for this limit or a higher one. */
export function knownMatched(scene: Scene, overlaps: Overlaps, limit: number): Matched | undefined {
  const made = known.get(scene);
  return made?.overlaps === overlaps && made.limit >= limit ? made : undefined;
}

/** What becomes of the candidates in a size class, and its objects. */
export function sizeClassOf(scene: Scene, { candidates, sizes }: Matched, range: AreaRange): SizeClass {
  const key = `${range.name} ${range.low} ${range.high}`;
  const before = sizes.get(key);
  if (before !== undefined) return before;
  const made = { ...range, outcomes: outcomesIn(range, scene, candidates), objects: objectsByClass(scene, range) };
  sizes.set(key, made);
  return made;
}

/** Detections class by class, and those of them that can find something. */
function rank(scene: Scene, candidates: Candidates): RankedDetections {
  const { byClass, image, rank } = choosingOf(scene);
  const { start, rows } = byClass;
  return { start, image, rank, area: gather(scene.detections.area, rows), candidates };
}

/** Pictures of the objects of each class that are to be found. */
function objectsByClass({ truths, parts }: Scene, range: AreaRange): Groups {
  const aside = asideIn(range, truths);
  const { start, rows } = groupsOf(rowsWithout(aside), truths.part, parts.length);
  return { start, rows: gather(imageOfRows(truths), rows) };
}
