/** Truth, predictions and imported rows of every kind of annotation, as unions. A new kind is a line in each. */
import * as z from 'zod';
import * as instances from './instances/schema.ts';
import * as json from './json/schema.ts';
import * as mask from './mask/schema.ts';
import * as regions from './regions/schema.ts';
import * as series from './series/schema.ts';

/** Ground truth of one sample. */
export const truth = z.discriminatedUnion('kind', [mask.truth, instances.truth, regions.truth, series.truth, json.truth]);
export type Truth = z.infer<typeof truth>;
export type Kind = Truth['kind'];

/** What a backend says about one sample; its kind is that of the truth. */
export const prediction = z.discriminatedUnion('kind', [
  mask.prediction,
  instances.prediction,
  regions.prediction,
  series.prediction,
  json.prediction,
]);
export type Prediction = z.infer<typeof prediction>;

/** What a comparison leaves behind for metrics of whole slices, of the kinds that have such metrics. */
export const observation = z.discriminatedUnion('kind', [instances.observation, series.observation, json.observation]);
export type Observation = z.infer<typeof observation>;

/**
 * What a line of a file of predictions made elsewhere says about its sample: its keys tell the kind.
 * @param common what lines of every kind have
 */
export function importedRows<C extends z.ZodRawShape>(common: C) {
  return [
    z.strictObject({ ...common, ...mask.imported }),
    z.strictObject({ ...common, ...instances.imported }),
    z.strictObject({ ...common, ...regions.imported }),
    z.strictObject({ ...common, ...series.imported }),
    z.strictObject({ ...common, ...json.imported }),
  ] as const;
}
export type Imported = z.infer<ReturnType<typeof importedRows<Record<never, never>>>[number]>;
