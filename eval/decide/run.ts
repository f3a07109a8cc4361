/** Holds the table against the policy. Pure: the same two files give the same decision. */
import { type PolicyFile, reuseNames } from '../contracts/criteria.ts';
import type { Decision } from '../contracts/decision.ts';
import type { MetricRow, MetricsTable } from '../contracts/metrics.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { choiceText } from '../report/phrases/criteria.ts';
import { MetricsIndex } from '../table/index.ts';
import { unknownNames } from '../table/names.ts';
import { judgeCriterion } from './judge.ts';
import { findingsOf } from './sanity.ts';
import { tallyOf } from './tally.ts';
import { conclude, leftOutNotice, skippedNotice } from './verdict.ts';

export interface DecideInput {
  readonly metrics: MetricsTable;
  readonly policy: PolicyFile;
  /** How many were judged on the same data at the same time, this one among them; 1 where nobody says. */
  readonly candidates?: number;
}

/**
 * @throws InputError EV5301 (other criteria measured the table), EV5302 to EV5304 (names that the table does not know),
 * EV5305 (a measurement without a rule), EV5306 (a table that contradicts itself)
 */
export function run({ metrics, policy, candidates = 1 }: DecideInput): Decision {
  if (metrics.measure !== policy.measure) {
    const message = 'pass limit, statistics or correct rejections of the criteria are not those that the table was measured by';
    throw new InputError({ code: 'EV5301', location: policy.id, message, got: policy.measure, expected: metrics.measure });
  }
  const table = new MetricsIndex(candidates === 1 ? metrics : withOthersCounted(metrics, candidates - 1));
  const unknown = policy.criteria.flatMap((criterion) => (table.isLeftOut(criterion.where.corpus) ? [] : unknownNames(criterion, table)));
  if (unknown.length > 0) throw new InputError(unknown);

  const criteria = policy.criteria.flatMap((criterion) => judgeCriterion(criterion, table, policy.missing_policy));
  const sanity = findingsOf(policy, metrics, new Set(table.references.map(({ name }) => name)));
  const leftOut = metrics.leftOut ?? [];
  const skips = policy.missing_policy === 'skipped_counts_as_passed';
  return {
    schemaVersion: 1,
    kind: 'decision',
    evaluation: metrics.evaluation,
    ...conclude(criteria, sanity, leftOut),
    criteria,
    sanity,
    tally: tallyOf(criteria, sanity),
    digests: {
      candidate: table.candidate.digest,
      candidateCheckpoint: table.candidate.checkpoint,
      baseline: table.baseline?.digest ?? null,
      policy: policy.digest,
      measure: policy.measure,
      metrics: digestOf(metrics),
      corpora: Object.fromEntries(metrics.corpora.map(({ name, digest }) => [name, digest])),
      evidence: Object.fromEntries(metrics.evidence.map(({ name, digest }) => [name, digest])),
    },
    policy: {
      id: policy.id,
      version: policy.version,
      about: policy.about,
      tier: policy.tier,
      notices: [
        ...(candidates > 1 ? [choiceText(candidates)] : []),
        ...(leftOut.length > 0 ? [leftOutNotice(leftOut)] : []),
        ...policy.notices,
        ...(skips ? [skippedNotice(criteria)] : []),
      ],
    },
  };
}

/** `reuse` asks how many candidates the data have judged: those of the same evaluation are among them, and no count from outside knows them. */
function withOthersCounted(metrics: MetricsTable, others: number): MetricsTable {
  const counts = ({ where, metric, value }: MetricRow): boolean =>
    where.corpus === reuseNames.corpus && metric === reuseNames.metric && value !== null;
  return { ...metrics, rows: metrics.rows.map((row) => (counts(row) ? { ...row, value: (row.value ?? 0) + others } : row)) };
}
