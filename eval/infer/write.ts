/** The file that every program that infers writes. */
import { predictionRow, predictionsHeader } from '../contracts/predictions.ts';
import { canonicalLine } from '../io/canonical_json.ts';
import { validate } from '../io/issues.ts';
import { writeLines } from '../io/ndjson.ts';
import type { InferOutput } from './run.ts';

export function writePredictions(path: string, { header, rows }: InferOutput): void {
  const lines = rows.map((row) => {
    const line = canonicalLine(row);
    // What is written is what can be read.
    validate(predictionRow, JSON.parse(line), path);
    return `${line}\n`;
  });
  writeLines(path, [`${canonicalLine(validate(predictionsHeader, header, path))}\n`, ...lines]);
}
