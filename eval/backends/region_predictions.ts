/** Predictions of labelled regions made elsewhere, in the format of label pipelines: NDJSON, masks along the rows. */
import { Problems } from '../errors/errors.ts';
import { toText } from '../masks/runs.ts';
import type { Backend, Outcome } from './backend.ts';
import { predictorOf, readImportedRows } from './imported_rows.ts';
import { type RegionConfig, regionConfiguration } from './regions/config.ts';
import { applySteps } from './regions/post_process.ts';
import { labelFieldsOf, type RegionRow, readRegions, regionRow } from './regions/row.ts';

export const regionPredictions: Backend<RegionConfig, 'imported'> = {
  kind: 'region_predictions',
  source: 'imported',
  configuration: regionConfiguration,
  async open(config, { files }, task) {
    const problems = new Problems();
    return predictorOf({
      files,
      task,
      rows: readImportedRows(files, regionRow(config), problems),
      idOf: ({ sample_hash }) => sample_hash,
      outcomeOf: ({ row, location }) => outcomeOf(row, config, location),
      // Such files come from review packs that are larger than the corpus; a sample without a row fails visibly.
      unknownRows: 'passed over',
      problems,
    });
  },
};

/** @throws InputError EV4001, EV4005 and what the masks library refuses, for every region at once */
function outcomeOf(row: RegionRow, config: RegionConfig, location: string): Outcome {
  const regions = applySteps(readRegions(row, config, location), config);
  if (regions.size === 0) return { failed: 'the row predicts no region' };
  const labelFields = labelFieldsOf(row);
  return {
    prediction: { kind: 'regions', regions: Object.fromEntries([...regions].map(([name, mask]) => [name, toText(mask)])) },
    ...(row.confidence === null || row.confidence === undefined ? {} : { confidence: row.confidence }),
    ...(labelFields.length === 0 ? {} : { labelFields }),
  };
}
