/** Predictions made elsewhere: NDJSON files with one row a sample, `{id, corpus?, mask}` or `{id, corpus?, failed}`. */
import { basename } from 'node:path';
import { z } from 'zod';
import { name, rle, sampleId } from '../contracts/common.ts';
import { InputError, nearest, Problems, shorten } from '../errors/errors.ts';
import { check, pathText } from '../io/issues.ts';
import { canonical, fromText } from '../masks/runs.ts';
import type { Outcome, Recorded, RecordedBackend } from './backend.ts';

/** One line. Rows of another `corpus` are passed over; rows without one are about whatever is asked for. */
export const recordedRow = z.union([
  z.strictObject({ id: sampleId, corpus: name.optional(), mask: rle }),
  z.strictObject({ id: sampleId, corpus: name.optional(), failed: z.string().min(1) }),
]);
export type RecordedRow = z.infer<typeof recordedRow>;

const configuration = z.strictObject({});

export const predictions: RecordedBackend<z.infer<typeof configuration>> = {
  kind: 'predictions',
  source: 'predictions',
  configuration,
  async open(_config, recorded) {
    const outcomes = readOutcomes(recorded);
    const files = recorded.files.map(({ place }) => basename(place)).join(', ');
    return {
      predict: async ({ id }) => outcomes.get(id) ?? { failed: `no prediction in ${files}` },
      close: async () => {},
    };
  },
};

function readOutcomes({ files, corpus, samples }: Recorded): Map<string, Outcome> {
  const problems = new Problems();
  const known = new Map(samples.map((sample) => [sample.id, sample]));
  const outcomes = new Map<string, Outcome>();
  const places = new Map<string, string>();
  for (const { place, row } of rows(files, problems)) {
    if (row.corpus !== undefined && row.corpus !== corpus) continue;
    const sample = known.get(row.id);
    const first = places.get(row.id);
    if (sample === undefined) {
      const near = nearest(row.id, known.keys());
      problems.add({
        code: 'EV4004',
        place,
        message: `corpus ${corpus} has no sample "${row.id}"${near === undefined ? '' : ` (nearest: ${near})`}`,
      });
    } else if (first !== undefined) {
      problems.add({ code: 'EV4002', place, message: `sample "${row.id}" has a prediction already, at ${first}` });
    } else {
      places.set(row.id, place);
      const outcome = attempt(problems, () => outcomeOf(row, sample, place));
      if (outcome !== undefined) outcomes.set(row.id, outcome);
    }
  }
  problems.check();
  return outcomes;
}

function* rows(files: Recorded['files'], problems: Problems): Generator<{ readonly place: string; readonly row: RecordedRow }> {
  for (const file of files) {
    for (const [i, line] of file.text.split('\n').entries()) {
      if (line.trim() === '') continue;
      const place = `${file.place}:${i + 1}`;
      const row = attempt(problems, () => parseRow(line, place));
      if (row !== undefined) yield { place, row };
    }
  }
}

function parseRow(line: string, place: string): RecordedRow {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new InputError({ code: 'EV4001', place, message: `not JSON: ${(error as Error).message}`, got: shorten(line, 80) });
  }
  const checked = check(recordedRow, value);
  if (checked.ok) return checked.value;
  throw new InputError(
    checked.findings.map(({ path, message, got, expected }) => ({
      code: 'EV4001' as const,
      place,
      message: `${pathText(path) || 'the row'}: ${message}`,
      ...(got === undefined ? {} : { got }),
      ...(expected === undefined ? {} : { expected }),
    })),
  );
}

function outcomeOf(row: RecordedRow, sample: { readonly width: number; readonly height: number }, place: string): Outcome {
  if ('failed' in row) return { failed: row.failed };
  const [height, width] = row.mask.size;
  if (height !== sample.height || width !== sample.width) {
    const expected = `[${sample.height}, ${sample.width}]`;
    throw new InputError({
      code: 'EV4003',
      place,
      message: `the mask of "${row.id}" has not the picture's size`,
      got: `[${height}, ${width}]`,
      expected,
    });
  }
  return { mask: canonical(fromText(row.mask, place)) };
}

/** The result, or undefined with its problems noted. */
function attempt<T>(problems: Problems, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const problem of error.problems) problems.add(problem);
    return undefined;
  }
}
