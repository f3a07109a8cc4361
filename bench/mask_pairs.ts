/** Scoring mask pairs: ours from text, decoding included; pycocotools' from its own run lengths. */
import { fromText, intersectionArea, unionArea } from '../eval/masks/runs.ts';
import type { Duel } from './duel.ts';
import { type MaskPair, maskPairs } from './workload.ts';

export const maskPairsDuel: Duel = {
  name: 'mask_pairs',
  title: '1,000 mask pairs of 1024 x 1024 to IoU',
  peer: 'mask_pairs',
  modules: ['pycocotools'],
  target: 1,
  rounds: 21,
  setup: ({ seed }) => ({ tasks: 1, input: maskPairs(seed, 1000, 1024) }),
  ours: (input) => {
    const pairs = JSON.parse(input) as readonly MaskPair[];
    return () =>
      pairs.map(({ truth, prediction }) => {
        const [a, b] = [fromText(truth), fromText(prediction)];
        return intersectionArea(a, b) / unionArea(a, b);
      });
  },
};
