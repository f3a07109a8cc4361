/** scorecard: a decision in the shape of a promotion scorecard. Nothing is judged here. */
import type { CriterionResult, Decision } from '../contracts/decision.ts';
import type { ExternalMetrics, ExternalRow } from '../contracts/external_metrics.ts';
import type { Gate, Scorecard } from '../contracts/scorecard.ts';
import { Problems } from '../errors/errors.ts';
import { gateNote } from '../report/phrases/external_metrics.ts';

export interface ScorecardInput {
  readonly decision: Decision;
  /** Name in the evaluation -> what the decision judged: adds who overrode what, and why a number is missing. May be left out. */
  readonly external: ReadonlyMap<string, ExternalMetrics>;
}

/** @throws InputError EV5403 for external metrics that the decision did not judge */
export function run({ decision, external }: ScorecardInput): Scorecard {
  checkExternal(decision, external);
  const rowOf = ({ where, metric }: CriterionResult): ExternalRow | undefined =>
    external.get(where.corpus)?.rows.find((row) => row.role === 'candidate' && row.metric === metric);
  const gates = decision.criteria.map((result) => gateOf(result, rowOf(result)));
  const given = [...external.values()];
  const { evaluation, verdict, deciding, why, failed, digests, policy } = decision;
  return {
    schemaVersion: 1,
    kind: 'scorecard',
    tier: policy.tier,
    overall_passed: verdict === 'go',
    gates,
    metadata: {
      evaluation,
      verdict,
      deciding,
      why,
      failed,
      not_measured: gates.filter(({ state }) => state === 'not_measured').map(({ name }) => name),
      coverage: { measured: gates.filter(({ state }) => state !== 'not_measured').length, gates: gates.length },
      criteria: { id: policy.id, version: policy.version },
      notices: policy.notices,
      overrides: given.flatMap(({ rows }) =>
        rows.flatMap(({ metric, role, value, who, why }) => (who === null || why === null ? [] : [{ metric, role, value, who, why }])),
      ),
      remarks: given.flatMap(({ remarks }) => remarks),
      inputs: given.flatMap(({ inputs }) => inputs),
      digests,
    },
  };
}

function checkExternal({ digests }: Decision, external: ScorecardInput['external']): void {
  const problems = new Problems();
  for (const [name, { digest }] of external) {
    const expected = digests.evidence[name] ?? 'none of this name';
    const message = 'the decision judges other external metrics';
    if (expected !== digest) problems.add({ code: 'EV5403', location: name, message, got: digest, expected });
  }
  problems.check();
}

const states: Readonly<Record<CriterionResult['status'], Gate['state']>> = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
  insufficient: 'not_measured',
  not_applicable: 'not_measured',
};

function gateOf(result: CriterionResult, row: ExternalRow | undefined): Gate {
  const { id, status, observed, limit, comparator, level, n } = result;
  return {
    name: id,
    value: observed,
    threshold: limit,
    direction: comparator === '>=' ? 'min' : 'max',
    passed: status === 'pass' || status === 'not_applicable',
    state: states[status],
    level,
    n,
    note: gateNote(result, row),
  };
}
