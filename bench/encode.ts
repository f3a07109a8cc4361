/** A predicted mask's row-major pixels to COCO's text form. */
import { decodeRuns, encodeMask, fromText, toText } from '../eval/masks/runs.ts';
import type { Duel } from './duel.ts';
import { type MaskPair, maskPairs } from './workload.ts';

export const encodeDuel: Duel = {
  name: 'encode',
  title: '100 predicted masks of 1024 x 1024 to text',
  peer: 'encode',
  modules: ['numpy', 'pycocotools'],
  target: 0.5,
  rounds: 21,
  setup: ({ seed }) => ({ tasks: 1, input: maskPairs(seed, 100, 1024) }),
  ours: (input) => {
    const masks = (JSON.parse(input) as readonly MaskPair[]).map(({ prediction }) => decodeRuns(fromText(prediction)));
    return () => masks.map((mask) => toText(encodeMask(mask, 1024, 1024)).counts);
  },
};
