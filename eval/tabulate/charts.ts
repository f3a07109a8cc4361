/** What pages draw of each backend on each corpus, made of what comparisons left behind. */
import { chartsOf } from '../annotations/registry.ts';
import type { ChartRow } from '../contracts/charts.ts';
import { type Evaluation, scoresOf } from './evaluation.ts';

/** By corpus, then candidate and baseline. */
export function chartRows({ corpora, backends, measure }: Evaluation): ChartRow[] {
  return corpora.flatMap((corpus) =>
    backends.flatMap((backend): ChartRow[] => {
      if (backend.role === 'reference') return [];
      const { kept } = scoresOf(backend, corpus);
      const observations = Array.from({ length: corpus.kept.length }, (_, i) => kept.observation(i) ?? []).flat();
      const { role, identity } = backend;
      return chartsOf(observations, measure.measure.parameters).map((chart) => ({ corpus: corpus.name, backend: identity.name, role, chart }));
    }),
  );
}
