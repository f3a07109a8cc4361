/** Reports with the numbers that a test chooses, decided as decide does it. */
import type { Where } from '../../contracts/metrics.ts';
import type { Report } from '../../contracts/report.ts';
import { run as decide } from '../../decide/run.ts';
import { backendOf, corpusOf, policyOf, quiet, rowOf, tableOf } from '../../decide/testing/table.ts';
import { sha256 } from '../../io/digest.ts';

export interface Told {
  readonly candidate?: string;
  readonly evaluation?: string;
  readonly verdict?: Report['verdict'];
  readonly corpus?: string;
  readonly measure?: string;
  readonly version?: number;
  /** Metric -> value on the whole corpus. */
  readonly values: Readonly<Record<string, number | null>>;
}

const where: Where = { corpus: 'val', slice: null };

export function reportWith(told: Told): Report {
  const { candidate = 'a', evaluation = `//jobs/${candidate}:report`, verdict = 'go', corpus = 'pots', measure = 'm', version = 1, values } = told;
  const digest = sha256(candidate);
  const backend = backendOf('candidate', candidate, '0');
  const metrics = tableOf({
    evaluation,
    backends: [{ ...backend, identity: { ...backend.identity, digest, checkpoint: digest } }],
    corpora: [{ ...corpusOf('val', []), digest: sha256(corpus) }],
    definitions: Object.keys(values).map((id) => ({ ...definition, id, title: id, version })),
    measure: sha256(measure),
    pass: null,
    rows: Object.entries(values).map(([metric, value]) => rowOf(where, metric, value, 3, { backend: candidate })),
  });
  const [metric = ''] = Object.keys(values);
  const policy = policyOf([{ id: 'any', metric, where: { corpus: 'val' }, of: 'candidate', limit: 0, minimum_n: 1 }], quiet, {
    measure: sha256(measure),
  });
  const recommendation = verdict === 'go' ? 'go' : 'no-go';
  // What a leaderboard reads of the verdict is the word, not the way to it.
  const decision = { ...decide({ metrics, policy }), verdict, recommendation } as const;
  return { schemaVersion: 1, kind: 'report', recommendation, verdict, deciding: decision.deciding, decision, metrics };
}

const definition = {
  summary: '',
  unit: 'ratio',
  range: [0, 1] as [number, number],
  better: 'higher',
  secondary: false,
  undefinedWhen: 'never',
} as const;
