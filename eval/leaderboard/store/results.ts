/** Folders of results: `<id>/report.json` beside `<id>/run.json`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Report, report as reportSchema } from '../../contracts/report.ts';
import { runRecord } from '../../contracts/run.ts';
import { InputError, type Problem, Problems } from '../../errors/errors.ts';
import { digestOf } from '../../io/digest.ts';
import { readJson, writeJson } from '../../io/files.ts';
import { byText } from '../../io/order.ts';
import type { Result } from './index.ts';

export const reportFile = 'report.json';
export const runFile = 'run.json';

/** Writes down what a report beside it does not say of itself. With this file a folder is a result. */
export function writeRun(folder: string, report: Report, { model, dataset, finished }: { model: string; dataset: string; finished: string }): void {
  const record = { schemaVersion: 1, kind: 'run', model, dataset, finished, report: digestOf(report) } as const;
  writeJson(join(folder, runFile), runRecord, record);
}

/** @throws InputError EV5001, EV5002 for files that are malformed or missing, EV9105 for two that do not belong together */
export function readResult(folder: string, id: string): Result {
  const record = readJson(join(folder, id, runFile), runRecord);
  const report = readJson(join(folder, id, reportFile), reportSchema);
  const got = digestOf(report);
  if (got === record.report) return { id, record, report };
  const message = 'report.json is not the one that run.json is about';
  throw new InputError({ code: 'EV9105', location: id, message, got, expected: record.report });
}

/**
 * Every result below a folder, and what is wrong with those that cannot be read: one bad folder hides no other.
 * @param known ids that are not asked for
 */
export function readResults(folder: string, known: ReadonlySet<string> = new Set()): { readonly results: Result[]; readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() && !known.has(entry.name) ? [entry.name] : []));
  const results = ids.sort(byText).flatMap((id) => {
    const own = new Problems();
    const result = own.collect(() => readResult(folder, id));
    problems.push(...own.all.map(({ message }): Problem => ({ code: 'EV9105', location: id, message })));
    return result ?? [];
  });
  return { results, problems };
}
