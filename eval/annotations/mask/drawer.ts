import { colours, drawMask } from '../../gallery/draw.ts';
import type { Drawer } from '../../gallery/drawer.ts';
import { maskAt, sizeOf } from '../../gallery/masks.ts';
import { drawOutcomes, maskOutcomes } from '../../gallery/outcomes.ts';
import { framed, outcomeSwatches } from '../../gallery/swatch.ts';
import type { Mask, MaskTruth } from './schema.ts';

/** Outline and translucent fill, a colour each for truth, candidate and baseline. */
export const drawer: Drawer<MaskTruth, Mask> = {
  brush: () => ({
    sizeOf: ({ truth }) => sizeOf(truth.mask),
    draw({ truth, candidate, baseline, location }, size) {
      const [isTrue, found] = [maskAt(truth.mask, size, location), maskAt(candidate?.mask, size, location)];
      const unjudged = maskAt(truth.ignore, size, location);
      const judged = { ...found, data: found.data.map((value, i) => (unjudged.data[i] === 1 ? 0 : value)) };
      return {
        truth: drawMask(isTrue, colours.truth),
        candidate: drawMask(found, colours.candidate),
        baseline: drawMask(maskAt(baseline?.mask, size, location), colours.baseline),
        difference: drawOutcomes(maskOutcomes(isTrue, judged)),
      };
    },
    legend: (names) => [
      ['truth', drawMask(framed, colours.truth)],
      [names.candidate, drawMask(framed, colours.candidate)],
      ...(names.baseline === null ? [] : [[names.baseline, drawMask(framed, colours.baseline)] as const]),
      ...outcomeSwatches(names),
    ],
  }),
};
