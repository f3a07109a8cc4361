/** The file that every program that infers writes. */
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { validate } from '../io/issues.ts';
import { writeRows } from '../io/ndjson.ts';
import type { InferOutput } from './run.ts';

export function writePredictions(path: string, { header, rows }: InferOutput): void {
  const checked = rows.map((row) => validate(predictionRow, row, path));
  writeRows(path, checked, validate(predictionsHeader, header, path));
}
