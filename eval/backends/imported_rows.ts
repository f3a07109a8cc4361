/** What all backends of imported predictions share: rows read one by one, one row a sample, every problem told at once. */

import { basename } from 'node:path';
import type * as z from 'zod';
import type { InputRow } from '../contracts/corpus.ts';
import type { Problems } from '../errors/errors.ts';
import { nearestText } from '../errors/nearest.ts';
import { parseJson } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { filledLines, type LocatedRow } from '../io/lines.ts';
import type { InputText, Outcome, Predictor, Task } from './backend.ts';
import { each } from './each.ts';

/** Rows of NDJSON files; blank lines are none. Problems: EV4001 for every line that is not JSON or not such a row. */
export function readImportedRows<R>(files: readonly InputText[], schema: z.ZodType<R>, problems: Problems): LocatedRow<R>[] {
  return files.flatMap((file) =>
    filledLines(file.text, file.excerpt?.numbers).flatMap(({ text, number }) => {
      const location = `${file.location}:${number}`;
      const row = problems.collect(() => parseRow(text, schema, location));
      return row === undefined ? [] : [{ row, location }];
    }),
  );
}

function parseRow<R>(line: string, schema: z.ZodType<R>, location: string): R {
  return validate(schema, parseJson(line, location, 'EV4001'), location, 'EV4001', 'the row');
}

export interface ImportedRows<R> {
  readonly files: readonly InputText[];
  readonly task: Task;
  readonly rows: readonly LocatedRow<R>[];
  readonly idOf: (row: R) => string;
  /** @throws InputError, collected, when the row says something that cannot be */
  readonly outcomeOf: (row: LocatedRow<R>, sample: InputRow) => Outcome;
  /** Rows about samples that the corpus does not have: mistakes, or a file that is about more than the corpus. */
  readonly unknownRows: 'refused' | 'passed over';
  readonly problems: Problems;
}

/** A nearest name is looked for among all samples: not for every row of a file that is about another corpus. */
const hints = 20;

/**
 * A predictor that answers from rows. A sample without a row has failed; the reason tells how many rows were passed over.
 * @throws InputError EV4002 two rows of a sample, EV4004 refused rows, and whatever else was collected
 */
export function predictorOf<R>({ files, task, rows, idOf, outcomeOf, unknownRows, problems }: ImportedRows<R>): Predictor {
  const known = new Map(task.samples.map((sample) => [sample.id, sample]));
  const outcomes = new Map<string, Outcome>();
  const places = new Map<string, string>();
  let passedOver = task.whole?.unknownRows ?? 0;
  let refused = 0;
  for (const located of rows) {
    const { row, location } = located;
    const id = idOf(row);
    const sample = known.get(id);
    const first = places.get(id);
    places.set(id, first ?? location);
    if (first !== undefined) problems.add({ code: 'EV4002', location, message: `sample "${id}" has a prediction already, at ${first}` });
    else if (sample === undefined && unknownRows === 'passed over') passedOver++;
    else if (sample === undefined) {
      const hint = refused++ < hints ? nearestText(id, task.whole?.ids ?? known.keys()) : '';
      const message = `corpus ${task.corpus} has no sample "${id}"${hint}`;
      problems.add({ code: 'EV4004', location, message });
    } else {
      const outcome = problems.collect(() => outcomeOf(located, sample));
      if (outcome !== undefined) outcomes.set(id, outcome);
    }
  }
  problems.check();
  const names = files.map(({ location }) => basename(location)).join(', ');
  const others = passedOver === 0 ? '' : `; ${passedOver} ${passedOver === 1 ? 'row is' : 'rows are'} about samples that the corpus does not have`;
  const missing: Outcome = { failed: `no prediction in ${names}${others}` };
  return { predict: each(async ({ id }) => outcomes.get(id) ?? missing), close: async () => {}, unknownRows: passedOver };
}
