/** Labels of another annotator as predictions: how far people agree is as far as a model can be told to be right. */
import * as z from 'zod';
import { Problems } from '../errors/errors.ts';
import { checkLabelSchema, type DeclaredRegion, labelSchemaOptions, regionsOf } from '../gold_labels/label_schema.ts';
import { masksOf } from '../gold_labels/masks.ts';
import { type LocatedAnnotation, readAnnotations, selectAnnotations } from '../gold_labels/rows.ts';
import { toText } from '../masks/runs.ts';
import type { Backend, Outcome } from './backend.ts';
import { predictorOf } from './imported_rows.ts';

/** As the corpus declares its regions; what surrounds them is never predicted. */
const { surround: _, ...options } = labelSchemaOptions;
const configuration = z.strictObject(options).superRefine((given, context) => checkLabelSchema({ ...given, surround: {} }, context));
type GoldConfig = z.infer<typeof configuration>;

export const goldPredictions: Backend<GoldConfig, 'imported'> = {
  kind: 'gold_label_predictions',
  source: 'imported',
  configuration,
  async open(config, { files }, task) {
    const problems = new Problems();
    const labelSchema = { ...config, surround: {} };
    const regions = regionsOf(labelSchema);
    const all = files.flatMap((file) => readAnnotations(file, labelSchema, { syntax: 'EV4001', shape: 'EV4001' }, problems));
    return predictorOf({
      files,
      task,
      rows: selectAnnotations(all, labelSchema, problems).rows,
      idOf: ({ sample_hash }) => sample_hash,
      outcomeOf: (row) => outcomeOf(row, regions, config.grid),
      unknownRows: 'passed over',
      problems,
    });
  },
};

/** @throws InputError EV1303 and what the masks library refuses, for every region at once */
function outcomeOf(row: LocatedAnnotation, regions: ReadonlyMap<string, DeclaredRegion>, grid: number): Outcome {
  const problems = new Problems();
  const masks = masksOf(row, regions, grid, problems);
  problems.check();
  if (masks.size === 0) return { failed: 'no declared region is annotated' };
  return { prediction: { kind: 'regions', regions: Object.fromEntries([...masks].map(([name, { mask }]) => [name, toText(mask)])) } };
}
