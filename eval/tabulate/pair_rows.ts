/** Single samples next to what each backend got for them: made one by one, of what is kept of them. */
import type { PairRow } from '../contracts/pairs.ts';
import type { Measured } from '../contracts/samples.ts';
import { byText } from '../io/order.ts';
import type { Column } from './column.ts';
import { type CorpusSamples, type Evaluation, scoresOf } from './evaluation.ts';
import type { KeptScores } from './kept_scores.ts';

/** Every sample, by corpus and id, for galleries and plots. Values are as scored, correct rejections too. */
export function* pairRows(evaluation: Evaluation): Generator<PairRow> {
  for (const corpus of evaluation.corpora) {
    const backends = evaluation.backends.map((backend): Shown => {
      const { kept, columns } = scoresOf(backend, corpus);
      // In the order in which their values are written: to sort those of a row takes longer than to write them.
      const sorted = columns.toSorted((a, b) => byText(a.metric.id, b.metric.id));
      return { name: backend.identity.name, kept, columns: Map.groupBy(sorted, ({ part }) => part) };
    });
    for (let i = 0; i < corpus.kept.length; i++) yield pairRow(corpus, backends, i);
  }
}

/** A backend on the corpus. */
interface Shown {
  readonly name: string;
  readonly kept: KeptScores;
  /** Of the whole, and of each part. */
  readonly columns: ReadonlyMap<string | null, readonly Column[]>;
}

function pairRow(corpus: CorpusSamples, backends: readonly Shown[], i: number): PairRow {
  const ofBackends = <T>(read: (backend: Shown) => T | undefined): Record<string, T> => {
    const found: Record<string, T> = {};
    for (const backend of backends) {
      const value = read(backend);
      if (value !== undefined) found[backend.name] = value;
    }
    return found;
  };
  const parts = [...new Set(backends.flatMap(({ kept }) => kept.partNames(i)))].sort(byText);
  const reasons = ofBackends(({ kept }) => kept.reason(i));
  const confidence = ofBackends(({ kept }) => kept.confidence(i));
  return {
    ...(Object.keys(confidence).length === 0 ? {} : { confidence }),
    corpus: corpus.name,
    group: corpus.kept.group(i),
    id: corpus.kept.id(i),
    ...(parts.length === 0
      ? {}
      : { parts: Object.fromEntries(parts.map((part) => [part, ofBackends(({ columns }) => valuesAt(columns.get(part), i))])) }),
    ...(Object.keys(reasons).length === 0 ? {} : { reasons }),
    slices: corpus.kept.slices(i),
    status: ofBackends(({ kept }) => (kept.isFailed(i) ? 'failed' : 'ok')),
    values: ofBackends(({ columns }) => valuesAt(columns.get(null), i)),
  };
}

/** A sample's values by metric. @param columns of the whole or of one part */
function valuesAt(columns: readonly Column[] | undefined, sample: number): Record<string, Measured> {
  const found: Record<string, Measured> = {};
  for (const { metric, values } of columns ?? []) found[metric.id] = values.at(sample);
  return found;
}
