/** What a sanity check is, and how its measurements are told. Limits stand in the sanity policy, never in this folder. */
import type { SanityMeasurement } from '../contracts/metrics.ts';
import { type Evaluation, type Scores, scoresOf } from './evaluation.ts';
import { Found } from './found.ts';

export interface Check {
  readonly name: string;
  /** What its number is. */
  readonly measures: string;
  /** What it means that the check fired, in words that need no glossary. */
  readonly finding: (target: Required<CheckTarget>) => string;
  /** What to do then; docs/gate-failed.md tells more. */
  readonly advice: string;
  readonly measure: (evaluation: Evaluation) => readonly Measurement[];
}

/** A measurement before it gets the name of its check. */
export type Measurement = Omit<SanityMeasurement, 'check'>;

/** What a measurement is about; what is left out is all of the evaluation. */
export type CheckTarget = Partial<Pick<SanityMeasurement, 'corpus' | 'backend' | 'metric'>>;

export function defineCheck(check: Check): Check {
  return check;
}

/** One measurement for every backend on every corpus, or several about different metrics. */
export function onEach(
  { backends, corpora }: Evaluation,
  measure: (scores: Scores, target: CheckTarget) => Measurement | readonly Measurement[],
): Measurement[] {
  return backends.flatMap((backend) =>
    corpora.flatMap((corpus) => measure(scoresOf(backend, corpus), { corpus: corpus.name, backend: backend.identity.name })),
  );
}

/** @param found the samples that the value is about */
export function measurement(target: CheckTarget, value: number, n: number, detail: string, found: Found = new Found()): Measurement {
  return { corpus: '', backend: '', metric: '', ...target, value, n, detail, samples: [...found.first] };
}

/** A share of n samples; without samples it cannot be measured. */
export function share(target: CheckTarget, found: Found, n: number, detail: string, whenEmpty: string): Measurement {
  return n === 0 ? notMeasured(target, whenEmpty) : measurement(target, found.length / n, n, `${found.length} of ${n} ${detail}`, found);
}

export function notMeasured(target: CheckTarget, why: string): Measurement {
  return { corpus: '', backend: '', metric: '', ...target, value: null, n: 0, detail: why, samples: [] };
}
