/** Evidence under criteria, without files between the stages. */
import type { Decision } from '../../../contracts/decision.ts';
import type { ExternalMetrics } from '../../../contracts/external_metrics.ts';
import { readText } from '../../../io/files.ts';
import { judge, readCriteria } from '../../../pipeline/judge.ts';

/** @param criteria text of a criteria file */
export function decisionOf(evidence: ExternalMetrics, criteria: string, tier?: string): Decision {
  const sanity = { location: 'sanity.yaml', text: readText('criteria/sanity.yaml') };
  const read = readCriteria({ location: 'criteria.yaml', text: criteria }, sanity, tier);
  return judge(read, { evaluation: 'test', external: new Map([[evidence.name, evidence]]) }).decision;
}

export function withStatus({ criteria }: Decision, status: Decision['criteria'][number]['status']): string[] {
  return criteria.filter((result) => result.status === status).map(({ id }) => id);
}
