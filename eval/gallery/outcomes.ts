/** Truth against a prediction, pixel by pixel. */
import { at, casing, colours, type Drawing, hatched, type Mask, near, onHatchLine, paint, type Size } from './draw.ts';

/** What became of a pixel. `confused`: one region was missed there, and another one was found in its place. */
export const outcome = { none: 0, agreed: 1, missed: 2, extra: 3, confused: 4 } as const;
export type Outcome = (typeof outcome)[keyof typeof outcome];

/** Row-major, one outcome a pixel. */
export interface OutcomeMap extends Size {
  readonly data: Uint8Array;
}

const agreedAlpha = 80;

/** A region's outcomes by what truth and prediction say. */
export function outcomeOf(isTrue: boolean, isPredicted: boolean): Outcome {
  return isTrue ? (isPredicted ? outcome.agreed : outcome.missed) : isPredicted ? outcome.extra : outcome.none;
}

export function maskOutcomes(truth: Mask, prediction: Mask): OutcomeMap {
  return { ...truth, data: truth.data.map((inside, i) => outcomeOf(inside === 1, prediction.data[i] === 1)) };
}

/** Missed and extra pixels hatched in their own ways, confused ones in both; agreed ones pale, with a casing around errors. */
export function drawOutcomes(map: OutcomeMap): Drawing {
  const error: Mask = { ...map, data: map.data.map((pixel) => (pixel > outcome.agreed ? 1 : 0)) };
  return paint(map, (x, y) => {
    switch (at(map, x, y)) {
      case outcome.missed:
        return hatched(colours.missed, x + y);
      case outcome.extra:
        return hatched(colours.extra, x - y);
      case outcome.confused:
        return onHatchLine(x + y) ? hatched(colours.missed, x + y) : hatched(colours.extra, x - y);
      case outcome.agreed:
        return near(error, x, y, 1, 1) ? casing : [...colours.agreed, agreedAlpha];
      default:
        return near(error, x, y, 1, 1) ? casing : undefined;
    }
  });
}
