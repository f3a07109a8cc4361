/** Writes the predictions of a naive baseline; a backend of imported predictions reads them. */
import * as z from 'zod';
import { importedRow } from '../backends/predictions.ts';
import { inputRow, sliceRow, truthRow } from '../contracts/corpus.ts';
import { parseArguments } from '../io/arguments.ts';
import { readJson } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { runMain } from '../io/main.ts';
import { readEachRow, readRows, writeRows } from '../io/ndjson.ts';
import { run } from './run.ts';

export const main = await runMain(import.meta, (argv) => {
  const args = parseArguments(argv, {
    kind: 'one',
    config: 'one',
    corpus: 'optional',
    truth: 'many',
    slices: 'one',
    inputs: 'many',
    out: 'one',
  });
  const rows = run({
    kind: args.kind,
    config: readJson(args.config, z.unknown()),
    corpus: args.corpus,
    truth: [...readEachRow(args.truth, truthRow)],
    slices: [...readRows(args.slices, sliceRow)],
    inputs: [...readEachRow(args.inputs, inputRow)],
  });
  writeRows(
    args.out,
    rows.map((row) => validate(importedRow, row, args.out)),
  );
});
