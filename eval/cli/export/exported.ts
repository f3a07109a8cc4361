/** What every format says of a report, under names that each of the programs takes. */
import { basename, dirname } from 'node:path';
import type { BackendIdentity } from '../../contracts/backend.ts';
import type { Json } from '../../contracts/common.ts';
import type { Interval, Where } from '../../contracts/metrics.ts';
import type { Report } from '../../contracts/report.ts';
import { canonicalLine } from '../../io/canonical_json.ts';
import { digestOf } from '../../io/digest.ts';
import { readResult, runFile } from '../../leaderboard/store/results.ts';
import { suiteOf } from '../../leaderboard/suite.ts';
import { policyText } from '../../report/phrases/criteria.ts';
import { fileAt, isFolder, readReport } from '../inputs.ts';

/** Contents by path below the folder asked for. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

export interface Exported {
  readonly report: Report;
  /** 32 hexadecimal digits of the report's digest: one report is one run, however often it is exported. */
  readonly id: string;
  readonly model: string;
  readonly candidate: BackendIdentity;
  /** When the evaluation ended, in milliseconds since 1970; 0 where nothing says so: a report has no clock. */
  readonly finished: number;
  /** Of the candidate, of its baseline and of their differences. What was not measured is not among them. */
  readonly numbers: ReadonlyMap<string, number>;
  /** The candidate's declared attributes. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Verdict, digests, conventions, versions. */
  readonly tags: ReadonlyMap<string, string>;
}

/** A report, and the `run.json` of the service beside it. @throws InputError as readReport; EV9105 where the two do not belong together */
export function exportedOf(path: string): Exported {
  const report = readReport(path);
  const folder = dirname(fileAt(path));
  const run = isFolder(`${folder}/${runFile}`) === false ? readResult(dirname(folder), basename(folder)).record : undefined;
  const candidate = report.metrics.backends.find(({ role }) => role === 'candidate')?.identity;
  if (candidate === undefined) throw new Error('a report without a candidate');
  return {
    report,
    id: digestOf(report).slice('sha256:'.length, 'sha256:'.length + 32),
    model: run?.model ?? candidate.name,
    candidate,
    finished: run === undefined ? 0 : Date.parse(run.finished),
    numbers: numbersOf(report),
    parameters: named([['kind', candidate.kind], ...Object.entries(candidate.config)].map(([key, value]) => [[key], textOf(value)])),
    tags: named(tagsOf(report)),
  };
}

function numbersOf({ metrics: { rows, deltas, across } }: Report): ReadonlyMap<string, number> {
  const told: [path: readonly string[], value: number | null | undefined][] = [];
  const tell = (where: Where, metric: string, suffix: string, value: number | null, interval: Pick<Interval, 'low' | 'high'> | null): void => {
    const { corpus, slice, part, across: dimension } = where;
    const places = [slice && `${slice.dimension}.${slice.value}`, dimension && `across.${dimension}`, part].filter((place) => place != null);
    const path = (end: string): string[] => [corpus, ...places, `${metric}${suffix}${end}`];
    told.push([path(''), value], [path('.low'), interval?.low], [path('.high'), interval?.high]);
  };
  for (const { role, where, metric, value, interval, defined } of rows) {
    if (role === 'reference') continue;
    const suffix = role === 'baseline' ? '.baseline' : '';
    tell(where, metric, suffix, value, interval);
    tell(where, metric, `${suffix}.n`, value === null ? null : defined, null);
  }
  for (const { where, metric, value, interval } of deltas) tell(where, metric, '.delta', value, interval);
  for (const { role, corpus, dimension, metric, part, mean, worst, interval } of across) {
    if (role !== 'candidate') continue;
    const where = { corpus, slice: null, across: dimension, ...(part !== undefined && { part }) };
    tell(where, metric, '.mean', mean, interval);
    tell(where, metric, '.worst', worst, null);
  }
  return named(told.flatMap(([path, value]) => (value == null ? [] : [[path, value] as const])));
}

function tagsOf(report: Report): [path: string[], value: string][] {
  const { decision, metrics } = report;
  const { verdict, recommendation, deciding, why, evaluation, policy, digests } = decision;
  const { corpora, evidence, ...single } = digests;
  const all: readonly (readonly [string, Readonly<Record<string, string | null>>])[] = [
    ['', { verdict, recommendation, deciding, why, evaluation, policy: policyText(policy) }],
    ['digest.', { report: digestOf(report), suite: suiteOf(report).digest, ...single }],
    ['digest.corpus.', corpora],
    ['digest.external_metrics.', evidence],
    ['version.', metrics.tools],
    ['convention.', Object.fromEntries(metrics.definitions.map(({ id, ...rest }) => [id, conventionOf(rest)]))],
  ];
  return all.flatMap(([start, values]) =>
    Object.entries(values).flatMap(([key, value]): [string[], string][] => (value === null ? [] : [[[`${start}${key}`], value]])),
  );
}

/** What two numbers of one metric must share to be compared. */
function conventionOf({ version, unit, better, parameters }: Omit<Report['metrics']['definitions'][number], 'id'>): string {
  return canonicalLine({ version, unit, better, ...(parameters !== undefined && { parameters }) });
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalLine(value);
}

/** MLflow takes names of up to 250 characters and keeps each in a file of that name. */
const longest = 40;

/** Names from paths: letters, digits and `_.: -` between slashes. Names that would become equal are numbered, so that none is lost. */
function named<T>(entries: readonly (readonly [path: readonly string[], value: T])[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const [path, value] of entries) {
    const last = path.length - 1;
    const wanted = path.map((step, i) => safe(i < last ? step.slice(0, longest) : step)).join('/');
    let name = wanted;
    for (let i = 2; found.has(name); i++) name = `${wanted}:${i}`;
    found.set(name, value);
  }
  return found;
}

function safe(step: string): string {
  return step.replaceAll(/[^\p{L}\p{N}_.: -]/gu, '_').replace(/^\.+$/, '_');
}
