/**
 * Whether detections are what their layout says. Layouts overlap in shape, and metadata may be missing or of another export: what
 * is read wrongly has scores that are no probabilities, classes that do not exist, or boxes that no picture has.
 */
import type { Size } from '../../image/raster.ts';
import { type Box, boxOf, type Candidates, candidatesOf, type Raw, scoreBelow } from './detections.ts';

/** Half precision and quantisation round a little above 1. */
export const largestScore = 1.01;

/** Before the sigmoid nearly all scores are far below 0, also where none is above 1. Quantisation rounds a little below 0. */
const smallestScore = 0.05;

export interface Doubt {
  readonly message: string;
  readonly got: string;
  readonly expected: string;
}

/** The first doubt about what a picture's candidates say; undefined when there is none, and when there are no candidates. */
export function doubtOf(raw: Raw, candidates: Candidates, canvas: Size): Doubt | undefined {
  return scoreDoubt(raw, candidates) ?? labelDoubt(raw, candidates) ?? boxDoubt(raw, candidates, canvas);
}

function scoreDoubt(raw: Raw, { scores }: Candidates): Doubt | undefined {
  const { layout } = raw;
  const score = scores.find((value) => value > largestScore) ?? (layout === 'rows' ? undefined : scoreBelow(raw, -smallestScore));
  if (score === undefined) return undefined;
  return { message: `read as "${layout}", scores are no probabilities`, got: String(score), expected: '0 to 1' };
}

function labelDoubt({ layout, classes }: Raw, { labels }: Candidates): Doubt | undefined {
  const label = labels.find((value) => !Number.isInteger(value) || value < 0 || value >= classes);
  if (label === undefined) return undefined;
  return {
    message: `read as "${layout}", there are classes that the model does not have`,
    got: String(label),
    expected: `a whole number below ${classes}`,
  };
}

/** Whether all rows, the empty ones too, have a score and a class: what a model that has not chosen gives in their places is no whole number. */
export function isChosen(raw: Raw): boolean {
  const all = candidatesOf(raw, { confidence: Number.NEGATIVE_INFINITY, multiLabel: false });
  return scoreDoubt(raw, all) === undefined && labelDoubt(raw, all) === undefined;
}

/** Whether all rows, without those that are left empty, have boxes in shares: a transformer gives hundreds, whether it found something or not. */
export function areShares(raw: Raw): boolean {
  const boxes = Array.from({ length: raw.rows }, (_, item) => boxOf(raw, item)).filter((box) => box.some((value) => value !== 0));
  return boxes.length > 0 && boxes.every(isInShares);
}

function isInShares(box: Box): boolean {
  return box.every((value) => Math.abs(value) <= 1.5);
}

/** A model may be wrong about some boxes, not about most. */
function boxDoubt(raw: Raw, { items }: Candidates, { width, height }: Size): Doubt | undefined {
  const boxes = items.map((item) => boxOf(raw, item));
  const [example] = boxes;
  if (example === undefined) return undefined;
  const isMost = (isWrong: (box: Box) => boolean): boolean => 2 * boxes.filter(isWrong).length > boxes.length;
  const got = `[${example.join(', ')}]`;
  const prefix = `read as "${raw.layout}", boxes`;
  if (isMost(([x1, y1, x2, y2]) => x2 <= x1 || y2 <= y1))
    return { message: `${prefix} end before they begin`, got, expected: 'left, top, right, bottom' };
  if (boxes.every(isInShares)) return { message: `${prefix} are in shares of the input`, got, expected: `pixels of ${width} x ${height}` };
  const isFar = ([x1, y1, x2, y2]: Box): boolean => {
    const [x, y] = [(x1 + x2) / 2 / width, (y1 + y2) / 2 / height];
    return Math.min(x, y) < -1 || Math.max(x, y) > 2;
  };
  return isMost(isFar) ? { message: `${prefix} lie outside of the input`, got, expected: `pixels of ${width} x ${height}` } : undefined;
}
