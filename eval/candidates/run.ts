/** Candidates of one evaluation side by side. Nothing is judged here: every verdict is quoted from a report of its own. */
import { type Candidates, candidates as schema } from '../contracts/candidates.ts';
import type { Report } from '../contracts/report.ts';
import { InputError } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import { suiteOf } from '../leaderboard/suite.ts';

export interface Named {
  readonly name: string;
  readonly report: Report;
}

const criterion = schema.shape.criteria.element.omit({ results: true }).strip();
const outcome = schema.shape.criteria.element.shape.results.valueType.strip();

/** @throws InputError EV9102 for reports that other criteria, other samples or another baseline made */
export function run(reports: readonly Named[]): Candidates {
  const [first, ...others] = reports;
  if (first === undefined) throw new InputError({ code: 'EV9103', location: 'reports', message: 'there is none' });
  const problems = others.flatMap(({ report }) => {
    const differences = unlike(first.report, report);
    const message = `it was not judged as ${first.report.decision.evaluation} was: ${differences.join(', ')}`;
    return differences.length === 0 ? [] : [{ code: 'EV9102' as const, location: report.decision.evaluation, message }];
  });
  if (problems.length > 0) throw new InputError(problems);

  const judged = new Set(first.report.decision.criteria.map(({ metric }) => metric));
  const definitions = first.report.metrics.definitions.filter(({ id }) => judged.has(id));
  const results = reports.flatMap(({ name, report }) => report.decision.criteria.map((result) => ({ name, result })));
  return {
    schemaVersion: 1,
    kind: 'candidates',
    suite: suiteOf(first.report),
    policy: first.report.decision.policy,
    baseline: first.report.decision.digests.baseline,
    candidates: reports.map(({ name, report }) => {
      const { evaluation, verdict, recommendation, deciding, why, failed, digests } = report.decision;
      const told = { evaluation, verdict, recommendation, deciding, why, failed };
      return { name, report: digestOf(report), backend: digests.candidate, checkpoint: digests.candidateCheckpoint, ...told };
    }),
    titles: Object.fromEntries(definitions.map(({ id, title }) => [id, title])),
    // Parsing strips what the candidates do not share, and what is the same of all.
    criteria: [...Map.groupBy(results, ({ result }) => result.id).values()].map((own) => ({
      ...criterion.parse(own[0]?.result),
      results: Object.fromEntries(own.map(({ name, result }) => [name, outcome.parse(result)])),
    })),
  };
}

function unlike(a: Report, b: Report): string[] {
  const parts = [
    { what: 'corpora, measuring part or metrics', of: (report: Report) => suiteOf(report).digest },
    { what: 'criteria', of: ({ decision }: Report) => decision.digests.policy },
    { what: 'baseline', of: ({ decision }: Report) => decision.digests.baseline },
  ];
  return parts.filter(({ of }) => of(a) !== of(b)).map(({ what }) => what);
}
