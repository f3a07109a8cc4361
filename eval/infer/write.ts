/** The file that every program that infers writes. Who reads it checks every row. */
import { listsOfPredictions, predictionsHeader } from '../contracts/predictions.ts';
import { validate } from '../io/issues.ts';
import { writeRows } from '../io/ndjson.ts';
import type { InferOutput } from './run.ts';

export function writePredictions(path: string, { header, rows }: InferOutput): void {
  writeRows(path, rows, validate(predictionsHeader, header, path), listsOfPredictions);
}
