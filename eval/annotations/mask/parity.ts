import { area, fromText, intersectionArea } from '../../masks/runs.ts';
import { defineParity } from '../parity.ts';
import type { Mask } from './schema.ts';

type RleText = Mask['mask'];

/** Pixels of both masks and of either, and all there are; masks of different sizes have nothing in common. */
function pixels(a: RleText, b: RleText): { readonly both: number; readonly either: number; readonly all: number } {
  const [first, second] = [fromText(a), fromText(b)];
  const all = first.height * first.width;
  if (first.height !== second.height || first.width !== second.width) return { both: 0, either: all, all };
  const both = intersectionArea(first, second);
  return { both, either: area(first) + area(second) - both, all };
}

/** Intersection over union; 1 where both are empty. */
export function overlap(a: RleText, b: RleText): number {
  const { both, either } = pixels(a, b);
  return either === 0 ? 1 : both / either;
}

export const maskParity = defineParity('mask', [
  {
    id: 'parity_masks',
    title: 'Parity of masks',
    summary: 'Pixels in both predicted masks over pixels in either; 1 where both are empty.',
    agree: ({ mask: a }, { mask: b }) => overlap(a, b),
  },
  {
    id: 'parity_pixels',
    title: 'Parity of pixels',
    summary: 'Share of the pixels of the picture that both call foreground, or both background.',
    agree({ mask: a }, { mask: b }) {
      const { both, either, all } = pixels(a, b);
      return 1 - (either - both) / all;
    },
  },
]);
