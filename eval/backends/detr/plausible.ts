/** Whether detections are what their family says: an export of another kind has the same shape, and read wrongly it gives plausible nonsense. */
import type { Size } from '../../image/raster.ts';
import { type Doubt, largestScore } from '../yolo/plausible.ts';
import type { DetrDetection } from './decode.ts';
import type { Ends } from './families.ts';

/** The first doubt about what a picture's detections say; undefined when there is none. A model may be wrong about some boxes, not about most. */
export function doubtOf(detections: readonly DetrDetection[], ends: Ends, { width, height }: Size): Doubt | undefined {
  const score = detections.find((one) => one.score > largestScore)?.score;
  if (score !== undefined) return { message: 'scores are no probabilities', got: String(score), expected: '0 to 1' };
  const drawn = detections.filter(({ corners: [left, top, right, bottom] }) => right > left && bottom > top);
  const [example] = drawn;
  if (example === undefined) return undefined;
  const got = `a box of [${example.corners.join(', ')}] on a picture of ${width} x ${height}`;
  const large = drawn.filter(({ corners: [left, top, right, bottom] }) => right - left > 2 * width || bottom - top > 2 * height);
  if (2 * large.length > drawn.length) {
    const message = 'boxes are larger than the picture: the model gives pixels, as YOLO models do';
    return { message, got, expected: ends === 'chosen' ? 'pixels of the picture' : 'shares of the picture' };
  }
  const isShares = ({ corners }: DetrDetection): boolean => corners.every((value) => Math.abs(value) <= 1.5);
  if (ends === 'chosen' && Math.min(width, height) > 2 && drawn.every(isShares))
    return { message: 'boxes are in shares of the picture', got, expected: 'pixels of the picture' };
  return undefined;
}
