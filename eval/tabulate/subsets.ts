/** The places of the table: every whole corpus, then every known value of its slice dimensions, also those without samples. */
import type { Where } from '../contracts/metrics.ts';
import { byText } from '../io/order.ts';
import type { CorpusSamples } from './evaluation.ts';
import { at } from './items.ts';

export interface Subset {
  readonly where: Where;
  /** Positions of its samples in the corpus, ascending. */
  readonly samples: readonly number[];
}

/** Dimensions by name, their values in the taxonomy's order. A sample may stand in several values of one dimension. */
export function subsetsOf({ name, summary, samples }: CorpusSamples): Subset[] {
  const positions = samples.map((_, i) => i);
  const whole: Subset = { where: { corpus: name, slice: null }, samples: positions };
  const dimensions = Object.entries(summary.dimensions).sort(([a], [b]) => byText(a, b));
  const slices = dimensions.flatMap(([dimension, known]) =>
    known.map(({ value }) => ({
      where: { corpus: name, slice: { dimension, value } },
      samples: positions.filter((i) => at(samples, i).slices[dimension]?.includes(value) ?? false),
    })),
  );
  return [whole, ...slices];
}
