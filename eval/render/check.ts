/** Refuses parts that do not belong together: a report must not quote one table and another's verdict. */
import type { Distribution } from '../contracts/distributions.ts';
import type { PairRow } from '../contracts/pairs.ts';
import { Problems } from '../errors/errors.ts';
import { digestOf } from '../io/digest.ts';
import type { ReportInput } from '../report/view.ts';
import { PairsDigest, sampleValue } from '../table/pairs.ts';

/** What a report is made of, its samples one by one: a file of any length can be such rows. */
export type ReportParts = Omit<ReportInput, 'pairs'> & { readonly pairs: Iterable<PairRow> };

/** The parts with no more samples than the report shows. @throws InputError EV5403 naming every mismatch */
export function checkedParts(parts: ReportParts): ReportInput {
  const { metrics, decision, gallery } = parts;
  const problems = new Problems();
  const digest = digestOf(metrics);
  if (decision.digests.metrics !== digest) {
    problems.add({
      code: 'EV5403',
      location: 'decision',
      message: 'the decision judges another table',
      got: decision.digests.metrics,
      expected: digest,
    });
  }
  const found = new PairsDigest();
  const pairs: PairRow[] = [];
  const isShown = shownSamples(parts);
  for (const pair of parts.pairs) {
    found.add(pair);
    if (isShown(pair)) pairs.push(pair);
  }
  problems.collect(() => found.check(metrics));
  const samples = new Set(pairs.map(({ corpus, id }) => `${corpus}/${id}`));
  for (const { corpus, id } of gallery.items) {
    if (!samples.has(`${corpus}/${id}`))
      problems.add({ code: 'EV5403', location: `gallery, ${corpus}/${id}`, message: 'the table has no such sample' });
  }
  const corpora = new Set(metrics.corpora.map(({ name }) => name));
  for (const { corpus, id } of gallery.figures) {
    if (!corpora.has(corpus)) problems.add({ code: 'EV5403', location: `gallery, ${corpus}/${id}`, message: 'the table has no such corpus' });
  }
  problems.check();
  return { ...parts, pairs };
}

/** Those of the gallery, and those of metrics whose samples are few enough to be points of a plot. */
function shownSamples({ metrics, gallery }: Pick<ReportInput, 'metrics' | 'gallery'>): (pair: PairRow) => boolean {
  const names = new Set(gallery.items.map(({ corpus, id }) => `${corpus}/${id}`));
  const plotted = metrics.distributions.filter(({ grid }) => grid === null);
  const [candidate = null, baseline = null] = ['candidate', 'baseline'].map((own) => metrics.backends.find(({ role }) => role === own)?.identity);
  return (pair) => {
    const hasValue = (backend: typeof candidate, metric: string): boolean => sampleValue(pair, backend, metric) !== null;
    const isPoint = ({ corpus, metric }: Distribution): boolean =>
      corpus === pair.corpus && hasValue(candidate, metric) && hasValue(baseline, metric);
    return names.has(`${pair.corpus}/${pair.id}`) || plotted.some(isPoint);
  };
}
