/** Masks as instance segmentation makes them: one to three filled shapes with uneven outlines. Equal seeds give equal masks. */
import type { RleText } from '../eval/contracts/common.ts';
import { RunsBuilder } from '../eval/masks/run_length.ts';
import { type Runs, toText, union } from '../eval/masks/runs.ts';
import { randomStream } from '../eval/stats/random.ts';

/** A true mask and a predicted one that nearly is it. */
export interface MaskPair {
  readonly truth: RleText;
  readonly prediction: RleText;
}

/** In shares of the mask's side. */
interface Shape {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** @param side of the square masks in pixels */
export function maskPairs(seed: number, count: number, side: number): MaskPair[] {
  const random = randomStream(seed, `${count} pairs of ${side}`);
  const real = (low: number, high: number): number => low + ((high - low) * random.below(2 ** 20)) / 2 ** 20;
  const shapes = (): Shape[] =>
    Array.from({ length: 1 + random.below(3) }, () => ({
      x: real(0.2, 0.8),
      y: real(0.2, 0.8),
      halfWidth: real(0.05, 0.3),
      halfHeight: real(0.05, 0.3),
    }));
  const moved = (shape: Shape): Shape => ({ ...shape, x: shape.x + real(-0.02, 0.02), halfHeight: shape.halfHeight * real(0.9, 1.1) });
  const unevenness = (): number => random.below(5) - 2;
  const drawn = (list: readonly Shape[]): RleText => {
    return toText(
      union(
        list.map((shape) => filled(shape, side, unevenness)),
        side,
        side,
      ),
    );
  };
  return Array.from({ length: count }, () => {
    const truth = shapes();
    return { truth: drawn(truth), prediction: drawn(truth.map(moved)) };
  });
}

/** An ellipse, each column's ends moved by some pixels. */
function filled({ x, y, halfWidth, halfHeight }: Shape, side: number, unevenness: () => number): Runs {
  const builder = new RunsBuilder();
  const [first, end] = [Math.max(0, Math.ceil((x - halfWidth) * side)), Math.min(side, Math.floor((x + halfWidth) * side))];
  for (let column = first; column < end; column++) {
    const half = halfHeight * Math.sqrt(1 - ((column / side - x) / halfWidth) ** 2);
    const [top, bottom] = [Math.round((y - half) * side) + unevenness(), Math.round((y + half) * side) + unevenness()];
    builder.append(column * side + Math.max(top, 0), column * side + Math.min(bottom, side));
  }
  return builder.finish(side, side);
}
