/** Predictions made elsewhere: NDJSON files with one row a sample, in our own format. */
import * as z from 'zod';
import { importedPrediction } from '../annotations/registry.ts';
import { importedRows } from '../annotations/schema.ts';
import { finite, name, sampleId } from '../contracts/common.ts';
import type { InputRow } from '../contracts/corpus.ts';
import { Problems } from '../errors/errors.ts';
import type { Backend, Outcome } from './backend.ts';
import { predictorOf, readImportedRows } from './imported_rows.ts';

/** Rows of another `corpus` are passed over; rows without one are about whatever is asked for. */
const common = { id: sampleId, corpus: name.optional() };
const predicted = { ...common, confidence: finite.min(0).max(1).optional() };

const failed = z.strictObject({ ...common, failed: z.string().min(1) });
/** One line: the kind of its prediction is told by its keys. */
export const importedRow = z.union([...importedRows(predicted), failed]);
export type ImportedRow = z.infer<typeof importedRow>;

const configuration = z.strictObject({});

export const predictions: Backend<z.infer<typeof configuration>, 'imported'> = {
  kind: 'predictions',
  source: 'imported',
  configuration,
  async open(_config, { files }, task) {
    const problems = new Problems();
    const rows = readImportedRows(files, importedRow, problems).filter(({ row }) => row.corpus === undefined || row.corpus === task.corpus);
    return predictorOf({
      files,
      task,
      rows,
      idOf: ({ id }) => id,
      outcomeOf: ({ row, location }, sample) => outcomeOf(row, sample, location),
      unknownRows: 'refused',
      problems,
    });
  },
};

function outcomeOf(row: ImportedRow, sample: InputRow, location: string): Outcome {
  if ('failed' in row) return { failed: row.failed };
  const prediction = importedPrediction(row, sample, location);
  return row.confidence === undefined ? { prediction } : { prediction, confidence: row.confidence };
}
