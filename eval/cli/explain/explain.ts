/** A criterion, or a sanity check, with everything that a report knows about it. */

import type { ChangedNumber, ExplainedCriterion, Explanation } from '../../contracts/cli_results.ts';
import type { CriterionResult, Decision } from '../../contracts/decision.ts';
import type { Golden } from '../../contracts/golden.ts';
import type { PairRow } from '../../contracts/pairs.ts';
import type { Report } from '../../contracts/report.ts';
import { InputError } from '../../errors/errors.ts';
import { nearest } from '../../errors/nearest.ts';
import { statusText } from '../../report/phrases/status.ts';
import { MetricsIndex } from '../../table/index.ts';
import { unitOf } from '../../table/units.ts';
import { asksTheSame } from '../diff/compare.ts';
import { obstaclesBetween } from '../record/comparable.ts';
import { goldenRecord } from '../record/golden.ts';
import { joinNumbers } from '../record/join.ts';
import { whereKey } from '../record/key.ts';
import { enoughSamples } from './enough.ts';
import { intervalReasonOf, rowsOf, worstOf } from './rows.ts';
import { explainCheck } from './sanity.ts';

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
  const candidateOf = (record: Golden): string | undefined => record.backends.find(({ of }) => of === 'candidate')?.digest;
  return { verdict, policy, backends, sameCandidate: candidateOf(against) === candidateOf(now), obstacles: obstaclesBetween(against, now) };
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
