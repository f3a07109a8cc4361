import { sum } from '../sum.ts';
import type { Numbers } from './pairs.ts';
import { because, type Result } from './undefined.ts';

/** One row a clip, in the order in which the clips first appear. */
export interface ClipMeans {
  readonly clips: readonly string[];
  readonly predicted: Float64Array;
  readonly target: Float64Array;
}

/**
 * Means over the frames of each clip. Frames of one clip are no independent rows: what counts as evidence is the number of
 * clips, so every statistic is also taken over these.
 *
 * @param clips name of each row's clip
 */
export function clipMeans(clips: readonly string[], predicted: Numbers, target: Numbers): Result<ClipMeans> {
  if (clips.length !== predicted.length || clips.length !== target.length) return because('length-mismatch');
  const rows = [...Map.groupBy(clips.keys(), (row) => clips[row] as string)];
  const over = (column: Numbers): Float64Array =>
    Float64Array.from(rows, ([, ofClip]) => sum(ofClip.map((row) => column[row] as number)) / ofClip.length);
  return { clips: rows.map(([clip]) => clip), predicted: over(predicted), target: over(target) };
}
