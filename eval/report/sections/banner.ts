/** The first lines: the verdict, and about what it is. */
import type { Facts, Inline } from '../blocks.ts';
import { aside, code, joined, strong } from '../blocks.ts';
import type { View } from '../view.ts';

export function bannerFacts({ decision, metrics, candidate, baseline }: View): Facts {
  const { policy, recommendation, deciding } = decision;
  const corpora = metrics.corpora.map(({ name, samples }): Inline => [name, aside(String(samples))]);
  const entries: readonly (readonly [string, Inline] | null)[] = [
    ['recommendation', strong(recommendation)],
    ['deciding', code(deciding)],
    ['candidate', candidate.name],
    ['baseline', baseline?.name ?? 'none'],
    corpora.length === 0 ? null : ['corpora', joined(corpora, ', ')],
    metrics.evidence.length === 0 ? null : ['evidence', metrics.evidence.map(({ name }) => name).join(', ')],
    ['criteria', `${policy.id}, version ${policy.version}`],
    policy.tier === null ? null : ['tier', strong(policy.tier)],
  ];
  return { kind: 'facts', look: 'row', entries: entries.filter((entry) => entry !== null).map(([term, value]) => ({ term, value })) };
}
