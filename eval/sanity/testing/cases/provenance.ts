/** What the checks of ../../provenance.ts measure: pins. */
import { identityOf, scoresOf } from '../../../tabulate/testing/build.ts';
import type { Case } from '../case.ts';
import { healthy, other, pair } from '../inputs.ts';

export const provenanceCases: readonly Case[] = [
  { check: 'unpinned_data', name: 'no data beside the models', input: pair, value: 0, n: 2 },
  {
    check: 'unpinned_data',
    name: 'two files that anybody may exchange',
    input: {
      ...pair,
      scores: [
        scoresOf('candidate', 'heldout', { ...identityOf('new'), unpinned: ['x: fold_x.onnx.data', 'y: fold_y.onnx.data'] }, healthy),
        scoresOf('baseline', 'heldout', identityOf('old'), other),
      ],
    },
    value: 2,
    n: 2,
  },
];
