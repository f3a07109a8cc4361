/** external_metrics: artefacts and overrides -> rows of the table, each with its origin. Nothing is judged here. */

import type { ExternalConfig } from '../contracts/external_config.ts';
import type { ExternalMetrics, ExternalRow } from '../contracts/external_metrics.ts';
import { formatProblem, InputError, Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { byText } from '../io/order.ts';
import { formatter } from '../report/phrases/numbers.ts';
import { missing, nothing } from './found.ts';
import type { ExternalInput } from './input.ts';
import { applyOverrides } from './overrides.ts';
import { readers } from './readers.ts';
import { scorecardNumbers } from './scorecard_numbers.ts';

/** @throws InputError EV6001 to EV6023: every problem of every artefact and override */
export function run(input: ExternalInput): ExternalMetrics {
  const { name, subject } = input.config;
  const problems = new Problems();
  const found = readers.map((read) => problems.collect(() => read(input)) ?? nothing);
  const { rows, remarks } = merge([...found.flatMap((of) => of.rows), ...absent(input.config)]);
  const all = problems.collect(() => applyOverrides(rows, input.config)) ?? [];
  told(problems);

  const order = [...scorecardNumbers.keys()];
  const others = [...new Set(all.map(({ metric }) => metric))].filter((metric) => !scorecardNumbers.has(metric)).sort();
  const positions = new Map([...order, ...others].map((metric, i) => [metric, i]));
  const positionOf = ({ metric }: ExternalRow): number => positions.get(metric) ?? 0;
  const sorted = all.toSorted((a, b) => positionOf(a) - positionOf(b) || (a.role === b.role ? 0 : a.role === 'candidate' ? -1 : 1));
  const inputs = inputsOf(input);
  return {
    schemaVersion: 1,
    kind: 'evidence',
    name,
    digest: digestOf({ name, subject, inputs, rows: sorted }),
    subject,
    inputs,
    rows: sorted,
    remarks: [...found.flatMap((of) => of.remarks), ...remarks],
  };
}

/** What gates ask of the candidate and nobody gave: a row with the reason. A comparison alone, or a file of numbers, is not about gates. */
function absent({ champion, external }: ExternalConfig): ExternalRow[] {
  if (champion !== undefined || external !== undefined) return [];
  return [...scorecardNumbers].flatMap(([metric, { absent: reason }]) => (reason === null ? [] : [missing({ metric, role: 'candidate' }, reason)]));
}

/** Two readers of one file find the same problems in it: each is told once. */
function told(problems: Problems): void {
  try {
    problems.check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError([...new Map(error.problems.map((problem) => [formatProblem(problem), problem])).values()]);
  }
}

/** Where several artefacts have one number, the first reader's that is measured; the others are remarked. */
function merge(rows: readonly ExternalRow[]): { rows: ExternalRow[]; remarks: string[] } {
  const remarks: string[] = [];
  const groups = [...Map.groupBy(rows, ({ metric, role }) => `${metric} of the ${role}`)];
  const merged = groups.map(([subject, same]) => {
    const [first, ...others] = same.toSorted((a, b) => Number(a.value === null) - Number(b.value === null)) as [ExternalRow, ...ExternalRow[]];
    for (const { value, detail } of others) {
      if (value === null || first.value === null) continue;
      const show = formatter(first.value, value);
      remarks.push(`${subject} is ${show(first.value)} (${first.detail}); another artefact says ${show(value)} (${detail})`);
    }
    return first;
  });
  return { rows: merged, remarks };
}

function inputsOf(input: ExternalInput): ExternalMetrics['inputs'] {
  const { evalReport, baselineReport, shadowSummary, traces, championScores, challengerScores, external } = input;
  const files = [
    ['eval_report', evalReport],
    ['baseline_report', baselineReport],
    ['shadow_summary', shadowSummary],
    ...[...(traces ?? [])].sort(([a], [b]) => byText(a, b)).map(([key, source]) => [`labelled_trace:${key}`, source] as const),
    ['champion_scores', championScores],
    ['challenger_scores', challengerScores],
    ['external', external],
  ] as const;
  const given = files.flatMap(([role, source]) => (source === undefined ? [] : [{ role, sha256: source.sha256 }]));
  return [{ role: 'config', sha256: digestOf(input.config) }, ...given];
}
