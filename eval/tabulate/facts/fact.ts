/** What all facts share: how one is said. Facts are measured here and judged by decide; no limit stands in this folder. */
import type { Fact } from '../../contracts/metrics.ts';
import type { Evaluation } from '../evaluation.ts';
import { byText } from '../evaluation.ts';

/** A fact before it gets its check's name; a subject left out is the whole evaluation. */
export type FactBody = Omit<Fact, 'check'>;
export type Measurement = (evaluation: Evaluation) => readonly FactBody[];

export interface Subject {
  readonly corpus?: string;
  readonly backend?: string;
  readonly metric?: string;
}

const shownSamples = 20;

/** @param ids the samples that the value is about; the first 20 in order are kept */
export function fact(subject: Subject, value: number, n: number, detail: string, ids: readonly string[]): FactBody {
  const samples = [...new Set(ids)].sort(byText).slice(0, shownSamples);
  return { corpus: '', backend: '', metric: '', ...subject, value, n, detail, samples };
}

/** A share of n samples; without samples it cannot be measured. */
export function share(subject: Subject, ids: readonly string[], n: number, detail: string, whenEmpty: string): FactBody {
  return n === 0 ? notMeasured(subject, whenEmpty) : fact(subject, ids.length / n, n, `${ids.length} of ${n} ${detail}`, ids);
}

export function notMeasured(subject: Subject, why: string): FactBody {
  return { corpus: '', backend: '', metric: '', ...subject, value: null, n: 0, detail: why, samples: [] };
}

/** Ids under the most frequent key; of equally frequent ones the first that is met. */
export function mostFrequent(items: readonly { readonly id: string; readonly key: string }[]): readonly string[] {
  const [largest = []] = [...Map.groupBy(items, ({ key }) => key).values()].sort((a, b) => b.length - a.length);
  return largest.map(({ id }) => id);
}
