/** Evidence under criteria, without files between the stages. */
import type { Decision } from '../../../contracts/decision.ts';
import type { Evidence } from '../../../contracts/evidence.ts';
import { run as makePolicy } from '../../../criteria/run.ts';
import { run as decide } from '../../../decide/run.ts';
import { readText } from '../../../io/files.ts';
import { knownMetrics, metricById } from '../../../metrics/table.ts';
import { run as tabulate } from '../../../tabulate/run.ts';

/** @param criteria text of a criteria file */
export function decisionOf(evidence: Evidence, criteria: string, tier?: string): Decision {
  const { measure, policy } = makePolicy({
    criteria: { location: 'criteria.yaml', text: criteria },
    sanity: { location: 'sanity.yaml', text: readText('criteria/sanity.yaml') },
    tier,
    metrics: { definitionOf: metricById, known: knownMetrics },
  });
  const none = { corpora: new Map(), slices: new Map(), scores: [], training: null, tools: {} };
  return decide({ policy, metrics: tabulate({ evaluation: 'test', measure, evidence: new Map([[evidence.name, evidence]]), ...none }) });
}

export function withStatus({ criteria }: Decision, status: Decision['criteria'][number]['status']): string[] {
  return criteria.filter((result) => result.status === status).map(({ id }) => id);
}
