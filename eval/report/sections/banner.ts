/** The first lines: the verdict, and about what it is. */
import { counted } from '../../io/words.ts';
import type { TableBackend } from '../../table/index.ts';
import { aside, code, type Facts, facts, type Inline, joined, strong } from '../blocks.ts';
import type { View } from '../view.ts';

export function bannerFacts({ decision, metrics, candidate, baseline, flag }: View): Facts {
  const { policy, recommendation, deciding } = decision;
  const corpora = metrics.corpora.map(({ name, samples }): Inline => [name, aside(String(samples))]);
  const entries: readonly (readonly [string, Inline] | null)[] = [
    ['recommendation', strong(recommendation)],
    ['deciding', code(deciding)],
    ['candidate', backendText(candidate)],
    ['baseline', baseline === null ? 'none' : backendText(baseline)],
    flag === undefined ? null : [`--${flag.name}`, code(flag.value)],
    corpora.length === 0 ? null : ['corpora', joined(corpora, ', ')],
    metrics.evidence.length === 0 ? null : ['external metrics', metrics.evidence.map(({ name }) => name).join(', ')],
    ['criteria', `${policy.id}, version ${policy.version}`],
    policy.tier === null ? null : ['tier', strong(policy.tier)],
  ];
  return facts(
    'row',
    entries.filter((entry) => entry !== null),
  );
}

/** With its file; of a model for each fold, how many there are. */
function backendText({ name, files: [file, ...more] = [] }: TableBackend): Inline {
  if (file === undefined) return name;
  return [name, aside(more.length === 0 ? file : counted(1 + more.length, 'model file'))];
}
