/** A metric of whole slices: how far sizes are off, as the root of the mean square over that of the sizes, of both sides and of each. */
const sides = { length: 0, width: 1 };

export const metrics = [
  {
    id: 'size_rmse',
    version: 1,
    title: 'Relative RMSE of sizes',
    summary: 'Root mean square of the errors over that of the measured sizes. A leaf that nobody could read is off by its size.',
    unit: 'ratio',
    range: [0, null],
    better: 'lower',
    secondary: false,
    undefinedWhen: 'all measured sizes are 0',
    parts: { sets: ['side'], whole: true },
    truthKind: 'json',
    type: 'leaf_size',
    aggregate: 'slice',
    // Once a sample, where it is scored: the squares of length and width, of the errors and of the sizes.
    observe({ truth, prediction }) {
      const squares = (side) => [(truth[side] - (prediction?.[side] ?? 0)) ** 2, truth[side] ** 2];
      return [squares('length_mm'), squares('width_mm')];
    },
    // Once a slice; what it gives is asked with how often each sample counts.
    prepare(observations, parts) {
      const over = (wanted, weights) => {
        let [errors, sizes] = [0, 0];
        observations.forEach((sample, i) => {
          for (const side of wanted) {
            errors += weights[i] * sample[side][0];
            sizes += weights[i] * sample[side][1];
          }
        });
        return sizes === 0 ? { undefined: 'all measured sizes are 0' } : Math.sqrt(errors / sizes);
      };
      return (weights) => [{ value: over([0, 1], weights) }, ...parts.map((part) => ({ part, value: over([sides[part]], weights) }))];
    },
  },
];
