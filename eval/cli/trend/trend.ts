/** Numbers over many reports: those that must not be compared never stand in one line. */
import type { Trend } from '../../contracts/cli_results.ts';
import type { Golden, NumberKey } from '../../contracts/golden.ts';
import type { MetricDefinition } from '../../contracts/metrics.ts';
import type { Report } from '../../contracts/report.ts';
import { InputError } from '../../errors/errors.ts';
import { nearestText } from '../../errors/nearest.ts';
import { wrongArgument } from '../../io/arguments.ts';
import { digestOf } from '../../io/digest.ts';
import { goldenRecord, type TableNumber, tableNumbers } from '../record/golden.ts';
import { changeOf, hindranceBetween } from '../record/join.ts';
import { keyOf } from '../record/key.ts';

export interface TrendInput {
  /** In the order of the lines. */
  readonly reports: readonly { readonly path: string; readonly report: Report }[];
  /** Of the candidate on whole corpora; undefined: what the criteria of any report judge. */
  readonly metrics: readonly string[] | undefined;
}

type Segment = Trend['series'][number]['segments'][number];

interface Entry {
  readonly record: Golden;
  readonly definitions: ReadonlyMap<string, MetricDefinition>;
  readonly numbers: ReadonlyMap<string, TableNumber>;
}

/** @throws InputError for metrics that no report has */
export function trend({ reports, metrics }: TrendInput): Trend {
  const entries = reports.map(({ report }): Entry => {
    return {
      record: goldenRecord(report, null),
      definitions: new Map(report.metrics.definitions.map((definition) => [definition.id, definition])),
      numbers: new Map(tableNumbers(report.metrics).map((number) => [keyOf(number), number])),
    };
  });
  const known = [...new Set(entries.flatMap(({ definitions }) => [...definitions.keys()]))];
  const unknown = (metrics ?? []).filter((metric) => !known.includes(metric));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((metric) => wrongArgument(`no report has the metric ${metric}${nearestText(metric, known)}`, { expected: known.join(', ') })),
    );
  }
  const asked = entries.flatMap((entry) => (metrics === undefined ? entry.record.criteria : wholeNumbers(entry, metrics)));
  const keys = new Map(asked.map((number) => [keyOf(number), number]));
  return {
    schemaVersion: 1,
    kind: 'trend',
    reports: reports.map(({ path, report: { decision, metrics: table } }) => {
      const candidate = table.backends.find(({ role }) => role === 'candidate')?.identity.name ?? '';
      return { path, evaluation: decision.evaluation, verdict: decision.verdict, candidate };
    }),
    series: [...keys].flatMap(([key, { of, where, metric }]) => {
      const definition = entries.map(({ definitions }) => definitions.get(metric)).find((one) => one !== undefined);
      const segments = segmentsOf(key, entries);
      if (definition === undefined || segments.length === 0) return [];
      return [{ of, where, metric, unit: of === 'candidate / baseline' ? 'ratio' : definition.unit, better: definition.better, segments }];
    }),
  };
}

function wholeNumbers({ numbers }: Entry, metrics: readonly string[]): NumberKey[] {
  const isWhole = ({ of, where }: NumberKey): boolean => of === 'candidate' && where.slice === null && where.across === undefined;
  return [...numbers.values()].filter((number) => metrics.includes(number.metric) && isWhole(number));
}

/** A report without the number leaves a gap; the next one continues the line if it may be compared with the last that has it. */
function segmentsOf(key: string, entries: readonly Entry[]): Segment[] {
  const segments: Segment[] = [];
  let before: { readonly entry: Entry; readonly value: number | null } | undefined;
  for (const [report, entry] of entries.entries()) {
    const number = entry.numbers.get(key);
    if (number === undefined) continue;
    const { value, n, interval } = number;
    const apart = before === undefined ? null : hindrance(before.entry, entry, number);
    const change = apart === null ? changeOf(before?.value, value) : null;
    const bounds = interval === null ? null : { low: interval.low, high: interval.high, level: interval.level };
    if (before === undefined || apart !== null) segments.push({ apart, points: [] });
    segments.at(-1)?.points.push({ report, value, n, interval: bounds, change });
    before = { entry, value };
  }
  return segments;
}

/** What `diff` holds against a comparison, and another meaning under the name of the metric: a unit, parameters. */
function hindrance(a: Entry, b: Entry, number: NumberKey): string | null {
  const meaning = ({ definitions }: Entry): string => {
    const { unit, better, parameters } = definitions.get(number.metric) ?? {};
    return digestOf([unit ?? null, better ?? null, parameters ?? null]);
  };
  return hindranceBetween(a.record, b.record)(number) ?? (meaning(a) === meaning(b) ? null : `metric ${number.metric}`);
}
