/** What two evaluations must have in common for their numbers to stand in one ranking. */
import type { Suite } from '../contracts/leaderboard.ts';
import type { Report } from '../contracts/report.ts';
import { digestOf } from '../io/digest.ts';

/**
 * The same samples, measured in the same way, by metrics of the same versions. Another baseline, another policy and
 * external metrics do not matter: they move no number of a candidate.
 */
export function suiteOf({ metrics }: Pick<Report, 'metrics'>): Suite {
  const content = {
    corpora: Object.fromEntries(metrics.corpora.map(({ name, digest }) => [name, digest])),
    measure: metrics.measure,
    metrics: Object.fromEntries(metrics.definitions.map(({ id, version }) => [id, version])),
  };
  return { digest: digestOf(content), ...content };
}
