/** A metric of this module: how far the length of a leaf is off, as a share of its length. */
interface LeafSize {
  readonly length_mm: number;
  readonly width_mm: number;
}

export const metrics = [
  {
    id: 'length_error',
    version: 1,
    title: 'Length error',
    summary: 'Difference between the read and the measured length, over the measured one. A leaf that nobody could read counts as 1.',
    unit: 'ratio',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'the measured length is 0',
    truthKind: 'json',
    type: 'leaf_size',
    aggregate: 'mean',
    measure({ truth, prediction }: { truth: LeafSize; prediction: LeafSize | null }, failed: boolean) {
      if (truth.length_mm === 0) return [{ value: { undefined: 'the measured length is 0' } }];
      if (failed || prediction === null) return [{ value: 1 }];
      return [{ value: Math.abs(prediction.length_mm - truth.length_mm) / truth.length_mm }];
    },
  },
];
