/** Small masks for legends. */
import type { Drawing, Mask } from './draw.ts';
import type { Names } from './drawer.ts';
import { drawOutcomes, type Outcome, outcome } from './outcomes.ts';

const [width, height, margin] = [28, 18, 2];

/** A rectangle with a margin. */
export const framed: Mask = {
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= margin && x < width - margin && y >= margin && y < height - margin ? 1 : 0;
  }),
};

/** What the difference layer is made of. */
export function outcomeSwatches({ candidate }: Names): [title: string, drawing: Drawing][] {
  return [
    [`missed by ${candidate}`, filled(outcome.missed)],
    [`too much in ${candidate}`, filled(outcome.extra)],
    ['agreed', filled(outcome.agreed)],
  ];
}

export function filled(kind: Outcome): Drawing {
  return drawOutcomes({ width, height, data: new Uint8Array(width * height).fill(kind) });
}
