/** A criterion, or a sanity check, with everything that a report knows about it. */
import type { ChangedNumber, ExplainedCriterion, Explanation } from '../../contracts/cli_results.ts';
import type { CriterionResult, Decision, Finding } from '../../contracts/decision.ts';
import type { Golden } from '../../contracts/golden.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import type { Report } from '../../contracts/report.ts';
import { InputError } from '../../errors/errors.ts';
import { nearest } from '../../errors/nearest.ts';
import { findingText, statusText } from '../../report/phrases/status.ts';
import { checkNamed } from '../../sanity/table.ts';
import { MetricsIndex, type Whose } from '../../table/index.ts';
import { sampleValue } from '../../table/pairs.ts';
import { unitOf } from '../../table/units.ts';
import { asksTheSame } from '../diff/compare.ts';
import { obstaclesBetween } from '../record/comparable.ts';
import { candidateOf, goldenRecord } from '../record/golden.ts';
import { joinNumbers } from '../record/join.ts';
import { whereKey } from '../record/key.ts';
import { enoughSamples } from './enough.ts';

export interface ExplainInput {
  readonly report: Report;
  /** The report's samples; empty where they are not at hand. */
  readonly pairs: readonly PairRow[];
  /** A criterion's id, `id/value` for one of its places, or `sanity:<check>`. */
  readonly asked: string;
  /** What to hold the report against. */
  readonly against: Golden | undefined;
}

/** @throws InputError EV9014 for a name that the report does not know */
export function explain({ report, pairs, asked, against }: ExplainInput): Explanation {
  const { decision } = report;
  const now = goldenRecord(report, null);
  const told = {
    schemaVersion: 1,
    kind: 'explanation',
    asked,
    evaluation: decision.evaluation,
    verdict: decision.verdict,
    policy: now.policy,
    against: against === undefined ? null : summaryOf(against, now),
  } as const;
  const results = decision.criteria.filter(({ id, criterion }) => id === asked || criterion === asked);
  if (results.length === 0) {
    const check = explainCheck(asked, decision);
    if (check === undefined) throw unknown(asked, decision);
    return { ...told, answer: check.answer, criteria: [], sanity: check.told };
  }
  const table = new MetricsIndex(report.metrics);
  const joined = against === undefined ? [] : joinNumbers(against, now);
  const criteria = results.map((result) => explainResult(result, { report, pairs, table }, against && changesIn(result, against, joined)));
  return { ...told, answer: answerOf(asked, results), criteria, sanity: null };
}

function explainResult(
  result: CriterionResult,
  { report, pairs, table }: { readonly report: Report; readonly pairs: readonly PairRow[]; readonly table: MetricsIndex },
  before: ExplainedCriterion['before'] = null,
): ExplainedCriterion {
  const rows = rowsOf(result, table);
  return {
    result,
    definition: table.definition(result.metric),
    deciding: report.decision.deciding === result.id,
    ...rows,
    enough: enoughSamples(result, unitOf(result.where, table), intervalReasonOf(result, rows)),
    before,
    worst: worstOf(result, table, pairs),
  };
}

function summaryOf(against: Golden, now: Golden): Explanation['against'] {
  const { verdict, policy, backends } = against;
  const sameCandidate = candidateOf(against)?.digest === candidateOf(now)?.digest;
  return { verdict, policy, backends, sameCandidate, obstacles: obstaclesBetween(against, now) };
}

/** What the record said of the same criterion and of the numbers in the same row. */
function changesIn(result: CriterionResult, against: Golden, joined: readonly ChangedNumber[]): ExplainedCriterion['before'] {
  const numbers = joined.filter(({ of, where, metric }) => {
    return metric === result.metric && whereKey(where) === whereKey(result.where) && !of.startsWith('reference.');
  });
  const same = against.criteria.filter((criterion) => asksTheSame(criterion, result));
  return { criterion: same.find(({ id }) => id === result.id) ?? same[0] ?? null, numbers };
}

/** `class_no_regression/handle_hole fails: …`; of several places, how many and which do not hold. */
function answerOf(asked: string, results: readonly CriterionResult[]): string {
  const [first] = results;
  if (first !== undefined && results.length === 1) return `${first.id} ${statusText(first)}: ${first.reason}`;
  const off = results.filter(({ status }) => status !== 'pass' && status !== 'not_applicable');
  if (off.length === 0) {
    const skipped = results.filter(({ status }) => status === 'not_applicable').length;
    const apart = skipped === 0 ? '' : `; at ${skipped} it is not applicable`;
    return `${asked} holds at ${results.length - skipped} of ${results.length} places${apart}`;
  }
  const named = off.map((result) => `${result.id.slice(result.criterion.length + 1) || 'as a whole'} ${statusText(result)}`);
  return `${asked} does not hold at ${off.length} of ${results.length} places: ${named.join(', ')}`;
}

function unknown(asked: string, decision: Decision): InputError {
  const checks = [...new Set(decision.sanity.map(({ check }) => `sanity:${check}`))];
  const criteria = [...new Set(decision.criteria.map(({ criterion }) => criterion))];
  const places = decision.criteria.map(({ id }) => id);
  const near = nearest(asked, [...criteria, ...places, ...checks, ...checks.map((check) => check.slice('sanity:'.length))]);
  const full = checks.find((check) => check === `sanity:${near}`) ?? near;
  return new InputError({
    code: 'EV9014',
    location: decision.evaluation,
    message: `no criterion or check is named "${asked}"${full === undefined ? '' : ` (nearest: ${full})`}`,
    got: asked,
    expected: [...criteria, ...checks].join(', '),
  });
}

type Rows = Pick<ExplainedCriterion, 'candidate' | 'baseline' | 'difference'>;

function rowsOf({ metric, where }: CriterionResult, table: MetricsIndex): Rows {
  const look = where.across === undefined ? table.row.bind(table) : table.across.bind(table);
  const difference = where.across === undefined ? table.delta(where, metric) : table.comparison(where, metric);
  return {
    candidate: look(table.candidate, where, metric) ?? null,
    baseline: look(table.baseline, where, metric) ?? null,
    difference: difference ?? null,
  };
}

/** Why a result has no interval. */
function intervalReasonOf({ statistic, of, where }: CriterionResult, { candidate, difference }: Rows): string {
  if (statistic !== (where.across === undefined ? 'value' : 'mean')) return `none is made for the statistic ${statistic}`;
  const pairs = of === 'candidate / baseline' && difference !== null && 'ratio' in difference ? (difference.ratio ?? null) : difference;
  const row = of === 'candidate' ? candidate : pairs;
  if (row === null) return 'the table has no row for it';
  return ('intervalReason' in row ? row.intervalReason : row.reason) ?? 'no reason is given';
}

/** The result's worst samples with their numbers; without their rows, with their names alone. */
function worstOf({ metric, where, worstSamples }: CriterionResult, table: MetricsIndex, pairs: readonly PairRow[]): ExplainedCriterion['worst'] {
  const ranking = table.rankingMetric(metric);
  const byId = new Map(pairs.flatMap((pair) => (pair.corpus === where.corpus ? [[pair.id, pair]] : [])));
  return worstSamples.map((id) => {
    const pair = byId.get(id);
    const numberFor = (backend: Whose): number | null => (pair === undefined ? null : sampleValue(pair, backend, ranking));
    return { id, metric: ranking, candidate: numberFor(table.candidate), baseline: numberFor(table.baseline), slices: pair?.slices ?? {} };
  });
}

interface ExplainedCheck {
  readonly answer: string;
  readonly told: NonNullable<Explanation['sanity']>;
}

/** Undefined where no check has that name. The prefix `sanity:` may be left out. */
function explainCheck(asked: string, { sanity, deciding }: Decision): ExplainedCheck | undefined {
  const check = asked.replace(/^sanity:/, '');
  const findings = sanity.filter((finding) => finding.check === check);
  const [first] = findings.toSorted((a, b) => gravity(b) - gravity(a));
  if (first === undefined) return undefined;
  const more = findings.length === 1 ? '' : `; the gravest of ${findings.length} findings`;
  const answer = `sanity:${check} ${findingText(first)}: ${first.reason}${more}`;
  const { measures = '', advice = '' } = checkNamed(check) ?? {};
  return { answer, told: { check, measures, deciding: deciding === `sanity:${check}`, advice, findings } };
}

const levels = ['info', 'warn', 'block', 'void'] as const;

/** What weighs more in the verdict; of one weight, what fired before what could not be measured. What is quiet weighs nothing. */
function gravity({ status, level }: Finding): number {
  return status === 'quiet' ? -1 : 2 * levels.indexOf(level) + (status === 'fired' ? 1 : 0);
}
