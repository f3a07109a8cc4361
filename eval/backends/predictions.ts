/** Predictions made elsewhere: NDJSON files with one row a sample, in our own format. */
import { z } from 'zod';
import type { RleText } from '../contracts/common.ts';
import { finite, json, name, regionName, rle, sampleId } from '../contracts/common.ts';
import type { InputRow } from '../contracts/corpus.ts';
import type { Prediction } from '../contracts/predictions.ts';
import { InputError, Problems } from '../errors/errors.ts';
import { canonical, fromText, toText } from '../masks/runs.ts';
import type { Backend, Outcome } from './backend.ts';
import { quote, readQuoted } from './quoted.ts';

/** Rows of another `corpus` are passed over; rows without one are about whatever is asked for. */
const common = { id: sampleId, corpus: name.optional() };
const predicted = { ...common, confidence: finite.min(0).max(1).optional() };

/** One line: the kind of its prediction is told by its keys. */
export const recordedRow = z.union([
  z.strictObject({ ...predicted, mask: rle }),
  z.strictObject({ ...predicted, regions: z.record(regionName, rle) }),
  /** One number a frame. */
  z.strictObject({ ...predicted, values: z.array(finite).min(1) }),
  /** Anything else: a value that the metrics of its type understand. */
  z.strictObject({ ...predicted, type: name, value: json }),
  z.strictObject({ ...common, failed: z.string().min(1) }),
]);
export type RecordedRow = z.infer<typeof recordedRow>;

const configuration = z.strictObject({});

export const predictions: Backend<z.infer<typeof configuration>, 'imported'> = {
  kind: 'predictions',
  source: 'imported',
  configuration,
  async open(_config, { files }, task) {
    const problems = new Problems();
    const rows = readQuoted(files, recordedRow, problems).filter(({ row }) => row.corpus === undefined || row.corpus === task.corpus);
    return quote({
      files,
      task,
      rows,
      idOf: ({ id }) => id,
      outcomeOf: ({ row, location }, sample) => outcomeOf(row, sample, location),
      strangers: 'refused',
      problems,
    });
  },
};

function outcomeOf(row: RecordedRow, sample: InputRow, location: string): Outcome {
  if ('failed' in row) return { failed: row.failed };
  const prediction = predictionOf(row, sample, location);
  return row.confidence === undefined ? { prediction } : { prediction, confidence: row.confidence };
}

function predictionOf(row: Exclude<RecordedRow, { failed: string }>, sample: InputRow, location: string): Prediction {
  if ('mask' in row) {
    checkSize(row.id, row.mask, sample, location);
    return { kind: 'mask', mask: canonicalText(row.mask, location) };
  }
  if ('regions' in row) {
    const regions = Object.entries(row.regions).map(([region, mask]) => [region, canonicalText(mask, `${location} (${region})`)]);
    return { kind: 'regions', regions: Object.fromEntries(regions) };
  }
  return 'values' in row ? { kind: 'series', values: row.values } : { kind: 'record', type: row.type, value: row.value };
}

/** Equal masks get equal text. @throws InputError EV1201 to EV1203 */
function canonicalText(mask: RleText, location: string): RleText {
  return toText(canonical(fromText(mask, location)));
}

/** A foreground mask has the size of its picture; regions are on a grid of their own. @throws InputError EV4003 */
function checkSize(id: string, { size: [height, width] }: RleText, sample: InputRow, location: string): void {
  if (sample.kind !== 'image' || (height === sample.height && width === sample.width)) return;
  const expected = `[${sample.height}, ${sample.width}]`;
  throw new InputError({
    code: 'EV4003',
    location,
    message: `the mask of "${id}" has not the picture's size`,
    got: `[${height}, ${width}]`,
    expected,
  });
}
