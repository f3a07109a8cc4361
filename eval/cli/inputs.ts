/** Reads what people name by a path: reports, and golden records. */
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { type Golden, golden } from '../contracts/golden.ts';
import { type PairRow, pairRow, pairsHeader } from '../contracts/pairs.ts';
import { type Report, report } from '../contracts/report.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { readJson } from '../io/files.ts';
import { validate } from '../io/issues.ts';
import { readHeaderAndRows } from '../io/ndjson.ts';
import { pairsDigest } from '../table/pairs.ts';
import { expectedDigest, goldenRecord } from './record/golden.ts';

/** Where this repository's own report is. */
export const usualReport = 'bazel-bin/eval/report';

/** A report.json, or the folder that holds one. @throws InputError EV9010, EV9011, EV9013, EV5001 */
export function readReport(path: string): Report {
  const file = fileAt(path);
  return checkedReport(readKind(file, 'report', report, 'this is no report'), file);
}

/** A report with the samples that stand beside it, where those of its table do. @throws InputError as readReport */
export function readReportAndPairs(path: string): { report: Report; pairs: PairRow[] } {
  const found = readReport(path);
  const file = join(dirname(fileAt(path)), 'pairs.ndjson');
  if (isFolder(file) !== false) return { report: found, pairs: [] };
  const pairs = [...readHeaderAndRows(file, pairsHeader, pairRow).rows];
  return { report: found, pairs: pairsDigest(pairs) === found.metrics.pairs ? pairs : [] };
}

/** @throws InputError EV9012, EV9013, EV5001, EV5002 */
export function readGolden(path: string): Golden {
  return checkedRecord(readKind(path, 'golden', golden, 'this is no golden record'), path);
}

/** A golden record, or a report as one; the report too, where the path is that of one. @throws InputError EV9010 to EV9013, EV5001 */
export function readRecordOrReport(path: string): { readonly record: Golden; readonly report?: Report } {
  const file = fileAt(path);
  if (readJson(file, anyKind).kind === 'golden') return { record: readGolden(file) };
  const report = readReport(file);
  return { record: goldenRecord(report, null), report };
}

const anyKind = z.looseObject({ kind: z.unknown() });

function readKind<T>(path: string, kind: string, schema: z.ZodType<T>, objection: string): T {
  const value = readJson(path, anyKind);
  if (value.kind === kind) return validate(schema, value, path);
  throw new InputError({ code: 'EV9013', location: path, message: objection, got: String(value.kind), expected: kind });
}

/** The file that a path names. @throws InputError EV9010 */
export function fileAt(path: string): string {
  const file = isFolder(path) ? join(path, 'report.json') : path;
  if (isFolder(file) === false) return file;
  throw new InputError({ code: 'EV9010', location: path, message: `there is no file ${file}` });
}

/** Undefined where there is nothing. */
export function isFolder(path: string): boolean | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory();
}

/** @throws InputError EV9011 */
function checkedReport(read: Report, location: string): Report {
  const { decision, metrics } = read;
  const parts = [
    { what: 'the table is not the one that was decided on', got: digestOf(metrics), expected: decision.digests.metrics },
    ...(['verdict', 'recommendation', 'deciding'] as const).map((key) => {
      return { what: `${key} is not that of its decision`, got: read[key], expected: decision[key] };
    }),
  ];
  const wrong = parts.filter(({ got, expected }) => got !== expected);
  if (wrong.length > 0) throw new InputError(wrong.map(({ what, got, expected }) => ({ code: 'EV9011', location, message: what, got, expected })));
  return read;
}

/** @throws InputError EV9012 */
function checkedRecord(read: Golden, location: string): Golden {
  const expected = expectedDigest(read);
  if (read.digest === expected) return read;
  throw new InputError({ code: 'EV9012', location, message: 'its digest is not that of its content', got: read.digest, expected });
}
